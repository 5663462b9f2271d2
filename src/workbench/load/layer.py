"""What depends on one dump, or one text, alone: computed once and kept beside the tables.

A layer is a folder of Parquet files that are never changed. A load adds what is new as one more
file and takes the others over as they are; when too much of them is stale, or they are too many,
it writes all that is still used into one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from ..tables import flush, save, take_over
from .segment import Segment, content_name

_NONE_FOUND = pl.DataFrame(schema={"file": pl.UInt32, "row": pl.UInt32})
_MOST_FILES = 16
_STALE = 0.25
_ROWS_AT_ONCE = 1 << 14


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
        self._all = False

    def _is_sound(self, file: Path) -> bool:
        return content_name(file) == file.stem and pl.read_parquet_schema(file) == self._schema

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

    def keep_all(self) -> None:
        """Keep every row, without looking at any."""
        self._all = True

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
        if self._all or (len(self._files) < _MOST_FILES and kept >= (1 - _STALE) * held):
            for file in self._files:
                take_over(file, folder / file.name)
        elif self._kept.height:
            draft = folder / "draft"
            save(self._kept, draft)
            draft.rename(folder / f"{content_name(draft)}.parquet")
        elif self._found.height:
            with Segment(folder / "draft") as again:
                for rows in self.read(self._found):
                    again.append(rows)
                again.move_to(folder)
        for segment in fresh:
            segment.move_to(folder)
        flush(folder)


def _rows(file: Path) -> int:
    return pl.scan_parquet(file).select(pl.len()).collect().item()
