"""Papers that hold each word, and that print each symbol: one pass over the stream."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .counting import NONE, Ints
from .entries import LIES
from .grams import Blocks
from .jit import compiled, in_threads, n_threads, split
from .prose import IN_TITLE

_ONE = LIES[0]


class Singles(NamedTuple):
    """Counts of papers.

    Attributes
    ----------
    words
        Papers that hold each counted word as a term.
    symbols, in_text
        Papers in which each symbol is printed as a term, and in which that stands outside the
        title.
    """

    words: Ints
    symbols: Ints
    in_text: Ints


def count_singles(
    blocks: Blocks, word_of: Ints, n_words: int, threads: int | None = None
) -> Singles:
    """Count the papers that hold each word, and that print each symbol.

    Parameters
    ----------
    blocks
        The symbols of the stream.
    word_of
        The counted word of each symbol.
    n_words
        How many counted words there are.
    threads
        How many threads to use; None for what pays.
    """

    def count(first: int, last: int) -> Singles:
        found = Singles(*(np.zeros(n, dtype=np.int32) for n in (n_words, *2 * [len(word_of)])))
        last_seen = Singles(*(np.full(len(counts), NONE, dtype=np.int32) for counts in found))
        for block in map(blocks.read, range(first, last)):
            _count(
                block.codes,
                block.marks,
                block.starts,
                block.first_paper,
                word_of,
                *found,
                *last_seen,
            )
        return found

    parts = in_threads(count, split(len(blocks), threads or n_threads()))
    return Singles(*(np.sum(counts, axis=0, dtype=np.int32) for counts in zip(*parts, strict=True)))


@compiled
def _count(
    symbol, mark, starts, first_paper, word_of, words, symbols, in_text, last_word, last, last_text
):  # pragma: no cover
    for row in range(len(starts) - 1):
        paper = first_paper + row
        for at in range(starts[row], starts[row + 1]):
            if not mark[at] & _ONE:
                continue
            here = symbol[at]
            word = word_of[here]
            if last_word[word] != paper:
                last_word[word] = paper
                words[word] += 1
            if last[here] != paper:
                last[here] = paper
                symbols[here] += 1
            if not mark[at] & IN_TITLE and last_text[here] != paper:
                last_text[here] = paper
                in_text[here] += 1
