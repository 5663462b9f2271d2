"""Phrases and their printed forms, counted together by the papers that hold them.

A row is an entry and the next one. Printed, they are a *form*; folded, a *phrase*, of which there
may be several forms. Phrases are 64-bit keys. Their hash divides all rows into partitions that fit
the processor's cache, as in `counting`; as many partitions are made at a time as memory is given
for, and each such batch reads the blocks of the stream again. Forms of two words are the entries
from which phrases of three are made.

Rows keep their order within a partition, and partitions depend on keys alone, so the answer is the
same for any number of threads, blocks and batches.

References
----------
Shatdal, A., Kant, C. & Naughton, J. F. (1994). Cache conscious algorithms for relational query
processing. VLDB, 510-521.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .counting import NONE, Ints
from .entries import Bits
from .gram_loops import count, histogram, scatter, settle
from .jit import in_threads, n_threads, split
from .prose import JOINT

_ROWS_A_PARTITION = 1 << 13
_MOST_BITS = 17
_ROWS_A_BATCH = 1 << 23
_MOST_BATCHES = 8


class Block(NamedTuple):
    """Some papers of the stream.

    Attributes
    ----------
    first_paper, first_row
        The number of the first paper, and of its first entry, in the whole stream.
    starts
        Where the entries of each paper begin, and where the last ones end.
    codes, marks
        Of each entry: what is paired, and the bits of `entries`.
    """

    first_paper: int
    first_row: int
    starts: Ints
    codes: Ints
    marks: Bits


class Blocks(NamedTuple):
    """The stream: its blocks, read when asked for, and how many entries they have."""

    read: Callable[[int], Block]
    count: int
    rows: int

    def __len__(self) -> int:
        return self.count


class Grams(NamedTuple):
    """Phrases and forms, numbered.

    Attributes
    ----------
    of_row
        The number of the form that starts at each entry; `NONE` where none is counted.
    left, joint, right
        What each form is made of: a code, what lies between, a code.
    phrase
        The number of each form's phrase.
    papers, in_text
        How many papers print each form where a term lies, and how many outside the title.
    phrase_left, phrase_right
        The folded halves of each phrase.
    phrase_papers
        How many papers hold each phrase where a term lies.
    """

    of_row: Ints
    left: Ints
    joint: Bits
    right: Ints
    phrase: Ints
    papers: Ints
    in_text: Ints
    phrase_left: Ints
    phrase_right: Ints
    phrase_papers: Ints


def count_grams(
    blocks: Blocks,
    fold: Ints,
    need: int,
    lies: int,
    min_papers: int,
    threads: int | None = None,
    rows_a_batch: int | None = None,
) -> Grams:
    """Count phrases and forms that enough papers hold.

    Parameters
    ----------
    blocks
        The stream; where a code is `NONE`, no row is counted.
    fold
        What each code counts as.
    need
        A row is counted if its entry's mark has any of these bits.
    lies
        A term lies at entries with this bit.
    min_papers
        Papers that must hold a phrase, whether or not a term lies there.
    threads
        How many threads to use; None for what pays.
    rows_a_batch
        How many rows to hold at a time; None for what pays.
    """
    threads = threads or n_threads()
    bits = min(max(blocks.rows // _ROWS_A_PARTITION, 1).bit_length(), _MOST_BITS)
    at_once = rows_a_batch or max(_ROWS_A_BATCH, blocks.rows // _MOST_BATCHES)
    pieces = split(len(blocks), threads)
    kind = (fold, need, lies, bits)
    counts = np.stack(in_threads(_sizes, [(blocks, *piece, kind) for piece in pieces]), axis=1)
    of_row = np.full(blocks.rows, NONE, dtype=np.int32)
    found: list[list[npt.NDArray]] = []
    n_forms, n_phrases = 0, 0
    for first, last in _batches(counts.sum(axis=1), at_once):
        # partition by partition, and within one piece by piece: rows stay in order
        ends = np.cumsum(counts[first:last].ravel()).reshape(last - first, len(pieces))
        bounds = np.concatenate([[0], ends[:, -1]])
        cursors = [ends[:, at] - counts[first:last, at] for at in range(len(pieces))]
        records = np.empty((int(bounds[-1]), 2), dtype=np.uint64)
        work = zip(pieces, cursors, strict=True)
        in_threads(
            _collect, [(blocks, *p, kind, first, last, cursor, records) for p, cursor in work]
        )
        shares = _even(bounds, threads)
        counted = [(records, bounds, *share, fold, min_papers) for share in shares]
        settled = []
        for share, (forms, phrases) in zip(shares, in_threads(_count_part, counted), strict=True):
            settled.append((records, *bounds[list(share)].tolist(), n_forms, of_row))
            forms[3] += np.int32(n_phrases)
            n_forms += len(forms[0])
            n_phrases += len(phrases[0])
            found.append([*forms, *phrases])
        in_threads(settle, settled)
    return Grams(of_row, *(np.concatenate(arrays) for arrays in zip(*found, strict=True)))


def _sizes(
    blocks: Blocks, begin: int, end: int, kind: tuple[Ints, int, int, int]
) -> npt.NDArray[np.int64]:
    """Return how many rows of some blocks each partition gets."""
    fold, need, _, bits = kind
    counts = np.zeros(1 << bits, dtype=np.int64)
    for block in map(blocks.read, range(begin, end)):
        histogram(block.codes, block.marks, block.starts, fold, need, bits, counts)
    return counts


def _collect(
    blocks: Blocks,
    begin: int,
    end: int,
    kind: tuple[Ints, int, int, int],
    first: int,
    last: int,
    cursors: npt.NDArray[np.int64],
    records: npt.NDArray[np.uint64],
) -> None:
    """Write the rows of some blocks into their partitions, if these are among those wanted."""
    for block in map(blocks.read, range(begin, end)):
        scatter(*block, *kind, first, last, cursors, records)


def _batches(sizes: npt.NDArray[np.int64], at_once: int) -> list[tuple[int, int]]:
    """Divide partitions into batches of at most so many rows, one partition at least."""
    edges, held = [0], 0
    for part, size in enumerate(sizes.tolist()):
        if held and held + size > at_once:
            edges.append(part)
            held = 0
        held += size
    return list(pairwise([*edges, len(sizes)]))


def _even(bounds: npt.NDArray[np.int64], parts: int) -> list[tuple[int, int]]:
    """Divide partitions into pieces of about as many rows each."""
    wanted = [bounds[-1] * part // parts for part in range(1, parts)]
    edges = [0, *np.searchsorted(bounds, wanted).tolist(), len(bounds) - 1]
    return list(pairwise(edges))


def _count_part(
    records: npt.NDArray[np.uint64],
    bounds: npt.NDArray[np.int64],
    first: int,
    last: int,
    fold: Ints,
    min_papers: int,
) -> tuple[list[npt.NDArray], list[npt.NDArray]]:
    """Count some partitions; return the columns of their forms and of their phrases."""
    most = int(bounds[last] - bounds[first])
    # memory is taken only where it is written: of forms and phrases that stay
    key = np.empty(most, dtype=np.uint64)
    phrase, papers, in_text = (np.empty(most, dtype=np.int32) for _ in range(3))
    phrase_key, phrase_papers = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.int32)
    n, m = count(
        records, bounds, first, last, fold, min_papers,
        key, phrase, papers, in_text, phrase_key, phrase_papers,
    )  # fmt: skip
    left = (key[:n] >> np.uint64(34)).astype(np.int32)
    joint = (key[:n] >> np.uint64(32)).astype(np.uint8) & np.uint8(JOINT)
    forms = [left, joint, key[:n].astype(np.uint32).view(np.int32)]
    forms += [column[:n].copy() for column in (phrase, papers, in_text)]
    halves = [(phrase_key[:m] >> np.uint64(32)).astype(np.int32), phrase_key[:m].astype(np.int32)]
    return forms, [*halves, phrase_papers[:m].copy()]
