"""Rows of a long column that hold one of a few ids, and what lies in them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from .jit import compiled, in_order, n_threads

_ROWS_AT_ONCE = 1 << 20
_FEWEST_BITS, _MOST_BITS = 12, 22
_ROOM = 64

Longs = npt.NDArray[np.int64]
Places = npt.NDArray[np.uint32]


def find_rows(ids: pl.Series, asked: Longs, threads: int | None = None) -> tuple[Places, Places]:
    """Return the rows that hold any of the ids asked for, in order, and which one each holds.

    The lowest bits of ids, which are hashes, tell nearly all other rows at once.

    Parameters
    ----------
    ids
        64-bit integers, none missing.
    asked
        Any number of them, sorted, none twice.
    threads
        How many threads to use; None for what pays.

    Returns
    -------
    tuple of arrays
        Rows, and places in `asked`.
    """
    bits = min(max((_ROOM * len(asked)).bit_length(), _FEWEST_BITS), _MOST_BITS)
    maybe = np.zeros(1 << bits, dtype=np.bool_)
    maybe[asked & (len(maybe) - 1)] = True

    def find(first: int, some: Longs) -> tuple[Places, Places]:
        rows, which = np.empty((2, len(some)), dtype=np.uint32)
        n = _find(some, asked, maybe, first, rows, which)
        return rows[:n].copy(), which[:n].copy()

    none = np.empty(0, dtype=np.uint32)
    found = [(none, none), *in_order(find, _pieces(ids), threads or n_threads())]
    rows, which = zip(*found, strict=True)
    return np.concatenate(rows), np.concatenate(which)


def rows_with(ids: pl.Series, wanted: pl.Series, threads: int | None = None) -> pl.Series:
    """Return the rows that hold any of the ids wanted, in order; see :func:`find_rows`."""
    return pl.Series("row", find_rows(ids, np.unique(wanted.to_numpy()), threads)[0])


def _pieces(ids: pl.Series) -> Iterator[tuple[int, Longs]]:
    first = 0
    for chunk in ids.get_chunks():
        for start in range(0, len(chunk), _ROWS_AT_ONCE):
            yield first + start, chunk.slice(start, _ROWS_AT_ONCE).to_numpy()
        first += len(chunk)


@compiled
def _find(ids, asked, maybe, first, rows, which):  # pragma: no cover
    found = 0
    mask = np.int64(len(maybe) - 1)
    for at in range(len(ids)):
        if not maybe[ids[at] & mask]:
            continue
        low, high = 0, len(asked)
        while low < high:
            middle = (low + high) // 2
            if asked[middle] < ids[at]:
                low = middle + 1
            else:
                high = middle
        if low < len(asked) and asked[low] == ids[at]:
            rows[found] = first + at
            which[found] = low
            found += 1
    return found
