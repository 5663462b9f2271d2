"""What depends on one dump, or one text, alone: computed once and kept beside the tables.

A layer is a folder of Parquet files that are never changed. A load adds what is new as one more
file and takes the others over as they are; when too much of them is stale, or they are too many,
it writes all that is still used into one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import polars as pl

from ..tables import flush, save

_MOST_FILES = 16
_STALE = 0.25


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

    def write(self, folder: Path, fresh: pl.DataFrame) -> None:
        """Write the layer into a new folder: the rows kept and the fresh ones."""
        folder.mkdir(parents=True)
        held = sum(_rows(file) for file in self._files)
        if len(self._files) < _MOST_FILES and self._kept.height >= (1 - _STALE) * held:
            for file in self._files:
                _take_over(file, folder / file.name)
        else:
            fresh = pl.concat([self._kept, fresh])
        if fresh.height:
            draft = folder / "draft"
            save(fresh, draft)
            draft.rename(folder / f"{_name(draft)}.parquet")
        flush(folder)


def _name(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:32]


def _rows(file: Path) -> int:
    return pl.scan_parquet(file).select(pl.len()).collect().item()


def _take_over(old: Path, new: Path) -> None:
    """Link a file that never changes; copy it where the file system has no links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
        flush(new)
