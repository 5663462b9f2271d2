"""Rows that name an id turned into lists, one an id."""

from __future__ import annotations

import numpy as np

from .find import Longs, Places
from .jit import compiled

_MOST_BITS = 22


class Lists:
    """Lists of numbers, one an id, of known lengths; they are filled from any number of parts.

    Parameters
    ----------
    ids
        Sorted, none twice.
    lengths
        How long the list of each will be.

    Attributes
    ----------
    starts
        Where each list starts in `numbers`, and where the last one ends.
    numbers
        All lists.
    """

    def __init__(self, ids: Longs, lengths: Longs) -> None:
        self._ids = ids
        self.starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        self.numbers = np.zeros(self.starts[-1], dtype=np.uint32)
        self._next = self.starts[:-1].copy()
        # ids are hashes: their highest bits nearly say where among the others they stand
        self._shift = 64 - min(max(len(ids).bit_length() + 1, 2), _MOST_BITS)
        half = 1 << (63 - self._shift)
        self._first = np.searchsorted(ids, np.arange(-half, half, dtype=np.int64) << self._shift)
        self._first = np.append(self._first, len(ids))

    def add(self, ids: Longs, numbers: Places) -> bool:
        """Add numbers to the lists of ids; say whether all are known and had room."""
        lists = (self._ids, self._first, self._shift, self._next, self.starts, self.numbers)
        return bool(_add(ids, numbers, *lists))

    @property
    def full(self) -> bool:
        """Whether all lists have the length that was said."""
        return bool((self._next == self.starts[1:]).all())


@compiled
def _add(ids, new, known, first, shift, next_free, starts, numbers):  # pragma: no cover
    half = np.int64(len(first) // 2)
    for at in range(len(ids)):
        bucket = (ids[at] >> shift) + half
        low, high = first[bucket], first[bucket + 1]
        while low < high:
            middle = (low + high) // 2
            if known[middle] < ids[at]:
                low = middle + 1
            else:
                high = middle
        if low == len(known) or known[low] != ids[at] or next_free[low] == starts[low + 1]:
            return False
        numbers[next_free[low]] = new[at]
        next_free[low] += 1
    return True
