"""Which paper holds which term, how often: one small sort a paper."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .counting import NONE, Ints
from .entries import LIES, Bits
from .jit import compiled, inlined
from .prose import IN_TITLE

_ONE, _TWO, _THREE = LIES
_DIGIT = 8

Longs = npt.NDArray[np.int64]


class Postings(NamedTuple):
    """Rows sorted by paper, then by rank.

    Attributes
    ----------
    bounds
        Where each paper's rows begin, and where the last ones end.
    ranks, tf, tf_title
        Of each row: the rank of the term, how often the paper holds it, and how often in the title.
    """

    bounds: Longs
    ranks: Ints
    tf: Ints
    tf_title: Ints


def postings_of(
    codes: tuple[Ints, Ints, Ints], mark: Bits, starts: Ints, ranks: tuple[Ints, Ints, Ints]
) -> Postings:
    """Return which paper holds which terms.

    Parameters
    ----------
    codes
        For terms of each length: the form that starts at each entry; `NONE` for none.
    mark
        Of each entry.
    starts
        Where each paper's entries begin, and where the last ones end.
    ranks
        For each length: the rank of each form's term; `NONE` for none.
    """
    most = 3 * int(starts[-1])
    bounds = np.zeros(len(starts), dtype=np.int64)
    # memory is taken only where it is written
    found = tuple(np.empty(most, dtype=np.int32) for _ in range(3))
    _fill(*codes, mark, starts, *ranks, bounds, *found)
    return Postings(bounds, *(column[: bounds[-1]] for column in found))


@compiled
def _fill(
    one, two, three, mark, starts, rank_one, rank_two, rank_three, bounds, ranks, tf, tf_title
):  # pragma: no cover
    longest = 0
    for paper in range(len(starts) - 1):
        longest = max(longest, starts[paper + 1] - starts[paper])
    keys, room = np.empty(3 * longest, np.uint32), np.empty(3 * longest, np.uint32)
    row = 0
    for paper in range(len(starts) - 1):
        held = 0
        for at in range(starts[paper], starts[paper + 1]):
            title = np.uint32(mark[at] & IN_TITLE != 0)
            if mark[at] & _ONE:
                held += _put(keys, held, rank_one[one[at]], title)
            if mark[at] & _TWO and two[at] >= 0:
                held += _put(keys, held, rank_two[two[at]], title)
            if mark[at] & _THREE and three[at] >= 0:
                held += _put(keys, held, rank_three[three[at]], title)
        _sort(keys, room, held)
        last = np.int64(NONE)
        for at in range(held):
            rank = np.int64(keys[at] >> np.uint32(1))
            if rank != last:
                last = rank
                ranks[row], tf[row], tf_title[row] = rank, 0, 0
                row += 1
            tf[row - 1] += 1
            tf_title[row - 1] += keys[at] & np.uint32(1)
        bounds[paper + 1] = row


@inlined
def _put(keys, held, rank, title):  # pragma: no cover
    keys[held] = np.uint32(rank) << np.uint32(1) | title
    return np.int64(rank >= 0)


@compiled
def _sort(keys, room, n):  # pragma: no cover
    """Sort digit by digit, the last first."""
    highest = np.uint32(0)
    for at in range(n):
        highest |= keys[at]
    ends = np.empty(1 << _DIGIT, dtype=np.int32)
    mask = np.uint32((1 << _DIGIT) - 1)
    source, target = keys, room
    shift = np.uint32(0)
    while shift < 32 and highest >> shift:
        ends[:] = 0
        for at in range(n):
            ends[source[at] >> shift & mask] += 1
        for digit in range(1, 1 << _DIGIT):
            ends[digit] += ends[digit - 1]
        for at in range(n - 1, -1, -1):
            digit = source[at] >> shift & mask
            ends[digit] -= 1
            target[ends[digit]] = source[at]
        source, target = target, source
        shift += np.uint32(_DIGIT)
    for at in range(n):
        keys[at] = source[at]


@compiled
def replace_ids(bounds, ids, doc, wanted, replacement, out):  # pragma: no cover
    """Write a replacement over the id `wanted` of a paper, where the paper holds it."""
    for at in range(len(doc)):
        low, high = bounds[doc[at]], bounds[doc[at] + 1]
        end = high
        while low < high:
            middle = (low + high) // 2
            if ids[middle] < wanted[at]:
                low = middle + 1
            else:
                high = middle
        if low < end and ids[low] == wanted[at]:
            out[low] = replacement[at]
