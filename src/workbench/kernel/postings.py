"""Which paper holds which term, how often: one small sort a paper."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .counting import NONE, Ints
from .entries import Bits
from .jit import compiled, in_threads, n_threads, split
from .prose import IN_TITLE

Longs = npt.NDArray[np.int64]


class Postings(NamedTuple):
    """Rows sorted by paper, then by id.

    Attributes
    ----------
    bounds
        Where each paper's rows begin, and where the last ones end.
    ids, tf, tf_title
        Of each row: the id, how often the paper holds it, and how often in the title.
    """

    bounds: Longs
    ids: Longs
    tf: Longs
    tf_title: Longs


def postings_of(
    ranks: tuple[Ints, Ints, Ints],
    mark: Bits,
    starts: Longs,
    ids: Longs,
    threads: int | None = None,
) -> Postings:
    """Return which paper holds which of the ids.

    Parameters
    ----------
    ranks
        For terms of each length: the place in `ids` of the term that starts at each entry.
    mark
        Of each entry.
    starts
        Where each paper's entries begin, and where the last ones end.
    ids
        Sorted.
    threads
        How many threads to use; None for what pays.
    """
    n = len(starts) - 1
    pieces = split(n, threads or n_threads())
    counts = np.zeros(n, dtype=np.int64)
    in_threads(_count, [(*ranks, starts, *piece, len(ids), counts) for piece in pieces])
    bounds = np.concatenate([[0], np.cumsum(counts)])
    found = Postings(bounds, *(np.empty(bounds[-1], dtype=np.int64) for _ in range(3)))
    in_threads(_fill, [(*ranks, mark, starts, *piece, ids, *found) for piece in pieces])
    return found


@compiled
def _count(one, two, three, starts, first, last, n_ids, counts):  # pragma: no cover
    seen = np.full(n_ids, NONE, dtype=np.int32)
    for doc in range(first, last):
        found = 0
        for at in range(starts[doc], starts[doc + 1]):
            for rank in (one[at], two[at], three[at]):
                if rank != NONE and seen[rank] != doc:
                    seen[rank] = doc
                    found += 1
        counts[doc] = found


@compiled
def _fill(
    one, two, three, mark, starts, first, last, ids, bounds, out, tf, tf_title
):  # pragma: no cover
    longest = 0
    for doc in range(first, last):
        longest = max(longest, starts[doc + 1] - starts[doc])
    keys = np.empty(3 * longest, dtype=np.int64)
    for doc in range(first, last):
        held = 0
        for at in range(starts[doc], starts[doc + 1]):
            title = 1 if mark[at] & IN_TITLE else 0
            for rank in (one[at], two[at], three[at]):
                if rank != NONE:
                    keys[held] = np.int64(rank) << 1 | title
                    held += 1
        keys[:held].sort()
        row = bounds[doc] - 1
        last_rank = np.int64(NONE)
        for at in range(held):
            rank = keys[at] >> 1
            if rank != last_rank:
                last_rank = rank
                row += 1
                out[row] = ids[rank]
                tf[row] = 0
                tf_title[row] = 0
            tf[row] += 1
            tf_title[row] += keys[at] & 1


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
