"""The file that a load adds to a layer, packed while its rows are made."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Self

import polars as pl

from ..tables import file_sha256, flush, save_parts

_ROWS_A_GROUP = 1 << 13


class Segment:
    """The file that a load adds to a layer; used as a context.

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
        self._waiting: Queue[pl.DataFrame | None] = Queue(0 if held else 2)
        self._thread = ThreadPoolExecutor(1)
        self._packed: Future[None] | None = None
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._thread.shutdown()
        self.discard()

    def append(self, rows: pl.DataFrame) -> None:
        """Add some rows; whether they can be written is told by :meth:`finish`."""
        if rows.is_empty():
            return
        if self._packed is None:
            self._packed = self._thread.submit(self._pack, rows.schema)
        self._waiting.put(rows)

    def _pack(self, schema: pl.Schema) -> None:
        try:
            save_parts(self._rows(), schema, self._draft, _ROWS_A_GROUP)
        finally:
            # whoever appends must not wait for a file that cannot be written
            for _ in self._rows():
                pass

    def _rows(self) -> Iterator[pl.DataFrame]:
        while not self._ended:
            rows = self._waiting.get()
            if rows is None:
                self._ended = True
            else:
                yield rows

    def _end(self) -> None:
        if self._packed is not None and not self._packed.done():
            self._waiting.put(None)

    def finish(self) -> None:
        """Wait until all rows are in the file.

        Raises
        ------
        OSError
            The file could not be written.
        """
        self._end()
        if self._packed is not None:
            self._packed.result()

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
            self._draft.rename(folder / f"{content_name(self._draft)}.parquet")


def content_name(file: Path) -> str:
    """Return the name of a file that never changes: it tells what it holds."""
    return file_sha256(file)[:32]
