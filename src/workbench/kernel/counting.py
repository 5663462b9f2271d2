"""Pairs of numbers counted by the papers that hold them: one routine for all lengths of phrases.

A pair is one 64-bit key. The keys are scattered into partitions that fit the processor's cache;
each partition is counted with a small hash table that remembers the last paper of every slot. Rows
keep their order within a partition, and partitions depend on keys alone, so the answer is the same
for any number of threads.

References
----------
Shatdal, A., Kant, C. & Naughton, J. F. (1994). Cache conscious algorithms for relational query
processing. VLDB, 510-521.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .jit import compiled, in_threads, inlined, n_threads, split

NONE = -1
"""The number of what is not counted."""

_ROWS_A_PARTITION = 1 << 15
_MOST_PARTITIONS = 1 << 12
_MIX = np.uint64(0x9E3779B97F4A7C15)

Ints = npt.NDArray[np.int32]


class Numbered(NamedTuple):
    """Pairs, numbered.

    Attributes
    ----------
    of_row
        The number of each row's pair; `NONE` where it is not counted.
    papers
        How many papers hold each pair.
    first
        The row where each pair stands first.
    """

    of_row: Ints
    papers: Ints
    first: Ints


def number_pairs(
    left: Ints, right: Ints, doc: Ints, min_papers: int = 1, threads: int | None = None
) -> Numbered:
    """Number the pairs that enough papers hold.

    Parameters
    ----------
    left, right
        The two halves of each row's pair, at least 0; a row with `NONE` in either is not counted.
        Where one is shorter, the rows beyond its end are not counted either.
    doc
        The paper of each row; never falls.
    min_papers
        Papers that must hold a pair for it to get a number.
    threads
        How many threads to use; None for what pays.

    Returns
    -------
    Numbered
        Numbers are dense, in an order that depends on the rows alone.
    """
    n = min(len(left), len(right))
    bits = min(max(n // _ROWS_A_PARTITION, 1).bit_length(), _MOST_PARTITIONS.bit_length() - 1)
    pieces = split(n, threads or n_threads())
    counts = [np.zeros(1 << bits, dtype=np.int64) for _ in pieces]
    in_threads(
        _histogram, [(left, right, *p, bits, c) for p, c in zip(pieces, counts, strict=True)]
    )
    # partition by partition, and within one piece by piece: rows stay in order
    ends = np.cumsum(np.stack(counts, axis=1).ravel()).reshape(1 << bits, len(pieces))
    cursors = [ends[:, at] - counts[at] for at in range(len(pieces))]
    bounds = np.concatenate([[0], ends[:, -1]])
    total = int(bounds[-1])
    key, row = np.empty(total, dtype=np.uint64), np.empty(total, dtype=np.int32)
    in_threads(
        _scatter,
        [(left, right, *p, bits, c, key, row) for p, c in zip(pieces, cursors, strict=True)],
    )
    papers, first = np.empty(total, dtype=np.int32), np.empty(total, dtype=np.int32)
    kept = np.zeros(1 << bits, dtype=np.int64)
    parts = split(1 << bits, len(pieces))
    in_threads(
        _count, [(key, row, bounds, *p, doc, min_papers, papers, first, kept) for p in parts]
    )
    starts = np.concatenate([[0], np.cumsum(kept)])
    of_row = np.full(len(doc), NONE, dtype=np.int32)
    all_papers, all_first = (np.empty(starts[-1], dtype=np.int32) for _ in range(2))
    in_threads(
        _settle,
        [
            (key, row, bounds, *p, starts, papers, first, of_row, all_papers, all_first)
            for p in parts
        ],
    )
    return Numbered(of_row, all_papers, all_first)


@inlined
def _hash(left, right):  # pragma: no cover
    key = np.uint64(left) << np.uint64(32) | np.uint64(right)
    mixed = (key ^ (key >> np.uint64(29))) * _MIX
    return key, (mixed ^ (mixed >> np.uint64(32))) * _MIX


@compiled
def _histogram(left, right, begin, end, bits, counts):  # pragma: no cover
    shift = np.uint64(64 - bits)
    for row in range(begin, end):
        if left[row] >= 0 and right[row] >= 0:
            counts[_hash(left[row], right[row])[1] >> shift] += 1


@compiled
def _scatter(left, right, begin, end, bits, cursors, key, row_of):  # pragma: no cover
    shift = np.uint64(64 - bits)
    for row in range(begin, end):
        if left[row] >= 0 and right[row] >= 0:
            pair, mixed = _hash(left[row], right[row])
            at = cursors[mixed >> shift]
            cursors[mixed >> shift] = at + 1
            key[at] = pair
            row_of[at] = row


@compiled
def _count(
    key, row_of, bounds, first_part, last_part, doc, min_papers, papers, first, kept
):  # pragma: no cover
    """Count each partition; `key` is overwritten by the number within it, or all ones."""
    largest = 1
    for part in range(first_part, last_part):
        largest = max(largest, bounds[part + 1] - bounds[part])
    size = 2
    while size < 2 * largest:
        size *= 2
    table = np.empty(size, dtype=np.int32)
    keys = np.empty(largest, dtype=np.uint64)
    last = np.empty(largest, dtype=np.int32)
    renumbered = np.empty(largest, dtype=np.int64)
    dropped = ~np.uint64(0)
    for part in range(first_part, last_part):
        begin, end = bounds[part], bounds[part + 1]
        size = 2
        while size < 2 * (end - begin):
            size *= 2
        table[:size] = NONE
        mask = np.uint64(size - 1)
        found = 0
        for at in range(begin, end):
            pair = key[at]
            slot = _hash(pair >> np.uint64(32), pair & np.uint64(0xFFFFFFFF))[1] & mask
            while table[slot] != NONE and keys[table[slot]] != pair:
                slot = (slot + np.uint64(1)) & mask
            number = table[slot]
            paper = doc[row_of[at]]
            if number == NONE:
                number = found
                found += 1
                table[slot] = number
                keys[number] = pair
                papers[begin + number] = 1
                first[begin + number] = row_of[at]
                last[number] = paper
            elif last[number] != paper:
                papers[begin + number] += 1
                last[number] = paper
            key[at] = np.uint64(number)
        survivors = 0
        for number in range(found):
            renumbered[number] = NONE
            if papers[begin + number] >= min_papers:
                papers[begin + survivors] = papers[begin + number]
                first[begin + survivors] = first[begin + number]
                renumbered[number] = survivors
                survivors += 1
        kept[part] = survivors
        for at in range(begin, end):
            place = renumbered[key[at]]
            key[at] = dropped if place == NONE else np.uint64(place)


@compiled
def _settle(
    key, row_of, bounds, first_part, last_part, starts, papers, first, of_row, all_papers, all_first
):  # pragma: no cover
    """Bring the numbers of all partitions into one row of numbers."""
    dropped = ~np.uint64(0)
    for part in range(first_part, last_part):
        begin, start = bounds[part], starts[part]
        for at in range(begin, bounds[part + 1]):
            if key[at] != dropped:
                of_row[row_of[at]] = start + np.int64(key[at])
        for number in range(starts[part + 1] - start):
            all_papers[start + number] = papers[begin + number]
            all_first[start + number] = first[begin + number]


@compiled
def _papers_of(of_row, doc, wanted, papers, last):  # pragma: no cover
    for row in range(len(of_row)):
        number = of_row[row]
        if wanted[row] and number >= 0 and last[number] != doc[row]:
            papers[number] += 1
            last[number] = doc[row]


def papers_of(of_row: Ints, doc: Ints, n: int, where: npt.NDArray[np.bool_] | None = None) -> Ints:
    """Return how many papers hold each of the numbers below `n`.

    Parameters
    ----------
    of_row
        A number a row; `NONE` is not counted.
    doc
        The paper of each row; never falls.
    n
        How many numbers there are.
    where
        The rows that count; None for all.
    """
    wanted = np.broadcast_to(np.True_, len(of_row)) if where is None else where
    papers = np.zeros(n, dtype=np.int32)
    _papers_of(of_row, doc, np.ascontiguousarray(wanted), papers, np.full(n, NONE, dtype=np.int32))
    return papers


@compiled
def count_papers(words, bounds, first_paper, number_of, papers, last):  # pragma: no cover
    """Count for each number the papers that print a word with it; `last` is the last such paper."""
    for row in range(len(bounds) - 1):
        paper = first_paper + row
        for at in range(bounds[row], bounds[row + 1]):
            number = number_of[words[at]]
            if last[number] != paper:
                last[number] = paper
                papers[number] += 1
