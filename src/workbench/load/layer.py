"""What depends on one dump, or one text, alone: computed once and kept beside the tables.

A layer is a folder of Parquet files that are never changed. A load adds what is new as one more
file and takes the others over as they are; when too much of them is stale, or they are too many,
it writes all that is still used into one.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import get_native_id
from types import TracebackType
from typing import TYPE_CHECKING, Self

import polars as pl

from ..tables import file_sha256, flush, save

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_NONE_FOUND = pl.DataFrame(schema={"file": pl.UInt32, "row": pl.UInt32})
_MOST_FILES = 16
_STALE = 0.25
_ROWS_AT_ONCE = 1 << 14
_STAND_BACK = 10


class Segment:
    """The file that a load adds to a layer, written while its rows are made; used as a context.

    Packing is left to a thread of its own, which takes what processors have to spare.

    Parameters
    ----------
    draft
        Where it is written. Nothing is left there when the context ends, unless a layer took it.
    held
        Whether others hold the frames in memory anyway: then any number of them may wait to be
        packed, else two.
    """

    def __init__(self, draft: Path, *, held: bool = False) -> None:
        self._draft = draft
        self._most = math.inf if held else 2
        self._writer: pq.ParquetWriter | None = None
        self._thread = ThreadPoolExecutor(1, initializer=_stand_back)
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=True)
        self._close()
        self.discard()

    def append(self, rows: pl.DataFrame) -> None:
        """Write some rows, as a row group of their own.

        Raises
        ------
        OSError
            The file cannot be written; perhaps told by a later call only.
        """
        if rows.is_empty():
            return
        if len(self._waiting) >= self._most:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._write, rows))

    def _write(self, rows: pl.DataFrame) -> None:
        # imported when there is something to write: it takes as long as hashing a hundred megabytes
        import pyarrow.parquet as pq

        table = rows.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._draft,
                table.schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=False,
                write_statistics=False,
            )
        self._writer.write_table(table)

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def finish(self) -> None:
        """Wait until all rows are in the file.

        Raises
        ------
        OSError
            The file could not be written.
        """
        while self._waiting:
            self._waiting.popleft().result()
        self._close()

    def discard(self) -> None:
        """Take the file away."""
        self._draft.unlink(missing_ok=True)

    def move_to(self, folder: Path) -> None:
        """Put the file into the folder of its layer, under the name that tells its content.

        Raises
        ------
        OSError
            As :meth:`finish`.
        """
        self.finish()
        if self._draft.exists():
            flush(self._draft)
            self._draft.rename(folder / f"{_name(self._draft)}.parquet")


def _stand_back() -> None:
    """Let other threads go first, where a thread can say so: nobody waits for this one yet."""
    if sys.platform == "linux":
        with suppress(OSError):  # no more than a wish
            os.setpriority(os.PRIO_PROCESS, get_native_id(), _STAND_BACK)


class Layer:
    """Rows of earlier loads that are still good.

    Parameters
    ----------
    folder
        Of the layer; it need not exist.
    key
        The column that says what a row was computed from.
    schema
        Its columns.
    """

    def __init__(self, folder: Path, key: str, schema: pl.Schema) -> None:
        self._key, self._schema = key, schema
        files = sorted(folder.glob("*.parquet")) if folder.is_dir() else []
        # a damaged file counts as if it were not there: what it held is computed anew
        self._files = [file for file in files if self._is_sound(file)]
        self._kept = schema.to_frame()
        self._found = _NONE_FOUND

    def _is_sound(self, file: Path) -> bool:
        return _name(file) == file.stem and pl.read_parquet_schema(file) == self._schema

    def counts(self) -> pl.DataFrame:
        """Return how many rows there are of each key: the key, `len`."""
        keys = [pl.read_parquet(file, columns=[self._key]) for file in self._files]
        return pl.concat([self._schema.to_frame().select(self._key), *keys])[
            self._key
        ].value_counts(name="len")

    def keep(self, keys: pl.Series) -> pl.DataFrame:
        """Read the rows with these keys, file by file."""
        wanted = pl.col(self._key).is_in(keys.unique().implode())
        found = [pl.read_parquet(file).filter(wanted) for file in self._files]
        self._kept = pl.concat([self._schema.to_frame(), *found])
        return self._kept

    def find(self, keys: pl.Series) -> pl.DataFrame:
        """Return where the rows with these keys stand: `file`, `row`, the key; in that order.

        These are the rows that a layer too long for memory keeps; each key counts once.
        """
        wanted = pl.col(self._key).is_in(keys.unique().implode())
        found = [_NONE_FOUND.with_columns(self._schema.to_frame()[self._key])]
        for number, file in enumerate(self._files):
            rows = pl.read_parquet(file, columns=[self._key]).with_row_index("row").filter(wanted)
            found.append(rows.select(pl.lit(number, pl.UInt32).alias("file"), "row", self._key))
        self._found = pl.concat(found).unique(self._key, keep="first", maintain_order=True)
        return self._found

    def read(self, found: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Return the rows at these places, in order, some at a time.

        Parameters
        ----------
        found
            What `find` returned, or some of it, in order; further columns are taken along.
        """
        for (number,), rows in found.group_by("file", maintain_order=True):
            file = pl.scan_parquet(self._files[number])
            last = rows["row"][-1]
            for first in range(0, last + 1, _ROWS_AT_ONCE):
                here = rows.filter(pl.col("row").is_between(first, first + _ROWS_AT_ONCE - 1))
                if here.height:
                    held = file.slice(first, _ROWS_AT_ONCE).collect()
                    own = held[(here["row"] - first).to_numpy()]
                    yield own.hstack(here.drop("file", "row", self._key))

    def write(self, folder: Path, *fresh: Segment) -> None:
        """Write the layer into a new folder: the rows kept and the fresh ones."""
        folder.mkdir(parents=True)
        held = sum(_rows(file) for file in self._files)
        kept = self._kept.height + self._found.height
        if len(self._files) < _MOST_FILES and kept >= (1 - _STALE) * held:
            for file in self._files:
                _take_over(file, folder / file.name)
        elif self._kept.height:
            draft = folder / "draft"
            save(self._kept, draft)
            draft.rename(folder / f"{_name(draft)}.parquet")
        elif self._found.height:
            with Segment(folder / "draft") as again:
                for rows in self.read(self._found):
                    again.append(rows)
                again.move_to(folder)
        for segment in fresh:
            segment.move_to(folder)
        flush(folder)


def _name(file: Path) -> str:
    return file_sha256(file)[:32]


def _rows(file: Path) -> int:
    return pl.scan_parquet(file).select(pl.len()).collect().item()


def _take_over(old: Path, new: Path) -> None:
    """Link a file that never changes; copy it where the file system has no links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
        flush(new)
