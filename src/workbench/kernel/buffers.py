"""Strings as bytes and bounds, the way Arrow holds them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from .jit import compiled

Bytes = npt.NDArray[np.uint8]
Bounds = npt.NDArray[np.int64]


class Texts(NamedTuple):
    """Strings one behind the other.

    Attributes
    ----------
    data
        Their bytes, UTF-8.
    bounds
        Where each begins, and where the last one ends.
    """

    data: Bytes
    bounds: Bounds

    @classmethod
    def of(cls, values: pl.Series) -> Texts:
        """Return the bytes of a column of strings or binaries; null is the empty string."""
        held = values.fill_null(b"" if values.dtype == pl.Binary else "").rechunk()
        array = held.to_arrow(compat_level=pl.CompatLevel.oldest())
        _, bounds, data = array.buffers()
        bounds = np.frombuffer(bounds, dtype=np.int64)[array.offset :][: len(array) + 1]
        empty = np.empty(0, dtype=np.uint8)
        return cls(empty if data is None else np.frombuffer(data, dtype=np.uint8), bounds)

    def cut(self, begins: Bounds, ends: Bounds) -> pl.Series:
        """Return the strings from `begins` to `ends`."""
        bounds = np.concatenate([[0], np.cumsum(ends - begins)])
        data = np.empty(bounds[-1], dtype=np.uint8)
        _copy(self.data, begins, bounds, data)
        return Texts(data, bounds).to_series()

    def replaced(self, rows: Bounds, others: Texts, room: Bytes) -> Texts:
        """Return the strings with others in some rows, written to `room` if they fit there."""
        size = len(self.data) + len(others.data)
        data = room if len(room) >= size else np.empty(size, dtype=np.uint8)
        bounds = np.zeros(len(self.bounds), dtype=np.int64)
        _replace(*self, rows, *others, data, bounds)
        return Texts(data, bounds)

    def to_series(self, dtype: type[pl.String] | type[pl.Binary] = pl.String) -> pl.Series:
        """Return the strings as a column; the bytes are taken to be valid UTF-8."""
        kind = pa.large_binary() if dtype is pl.Binary else pa.large_string()
        buffers = [None, pa.py_buffer(self.bounds), pa.py_buffer(self.data)]
        array = pa.Array.from_buffers(kind, len(self.bounds) - 1, buffers)
        return pl.Series(pl.from_arrow(array), dtype=dtype)


class Lists(NamedTuple):
    """Lists of numbers one behind the other.

    Attributes
    ----------
    data
        The numbers.
    bounds
        Where each list begins, and where the last one ends.
    """

    data: npt.NDArray[np.int32]
    bounds: Bounds

    @classmethod
    def of(cls, values: pl.Series) -> Lists:
        """Return the numbers of a column of lists without nulls."""
        array = values.rechunk().to_arrow()
        bounds = array.offsets.to_numpy()
        return cls(array.values.to_numpy()[bounds[0] : bounds[-1]], bounds - bounds[0])

    def to_series(self) -> pl.Series:
        """Return the lists as a column."""
        array = pa.LargeListArray.from_arrays(self.bounds, self.data)
        return pl.Series(pl.from_arrow(array), dtype=pl.List(pl.Int32))


@compiled
def _replace(data, bounds, rows, other, other_bounds, out, out_bounds):  # pragma: no cover
    written, start = 0, 0
    for at in range(len(rows) + 1):
        row = rows[at] if at < len(rows) else len(bounds) - 1
        shift = written - bounds[start]
        for place in range(bounds[start], bounds[row]):
            out[place + shift] = data[place]
        for step in range(start, row):
            out_bounds[step + 1] = bounds[step + 1] + shift
        written += bounds[row] - bounds[start]
        if at < len(rows):
            shift = written - other_bounds[at]
            for place in range(other_bounds[at], other_bounds[at + 1]):
                out[place + shift] = other[place]
            written += other_bounds[at + 1] - other_bounds[at]
            out_bounds[row + 1] = written
            start = row + 1


def put_together(parts: list[tuple[Texts, npt.NDArray]]) -> Texts:
    """Return texts that are made of parts, each of them the text at some place among others."""
    bounds = np.zeros(len(parts[0][1]) + 1, dtype=np.int64)
    for texts, places in parts:
        _add_lengths(texts.bounds, places, bounds)
    np.cumsum(bounds, out=bounds)
    cursors, data = bounds[:-1].copy(), np.empty(bounds[-1], dtype=np.uint8)
    for texts, places in parts:
        _write_behind(*texts, places, cursors, data)
    return Texts(data, bounds)


@compiled
def _add_lengths(bounds, places, lengths):  # pragma: no cover
    for row in range(len(places)):
        place = places[row]
        lengths[row + 1] += bounds[place + 1] - bounds[place]


@compiled
def _write_behind(source, bounds, places, cursors, data):  # pragma: no cover
    for row in range(len(places)):
        place, at = places[row], cursors[row]
        begin, size = bounds[place], bounds[place + 1] - bounds[place]
        for step in range(size):
            data[at + step] = source[begin + step]
        cursors[row] = at + size


@compiled
def _copy(source, begins, bounds, data):  # pragma: no cover
    for row in range(len(begins)):
        for step in range(bounds[row + 1] - bounds[row]):
            data[bounds[row] + step] = source[begins[row] + step]
