"""Terms in the stream of words: words, and phrases of two and three that several papers hold.

A phrase is frequent only if the shorter phrases in it are, so each round pairs the numbers that the
round before found.

References
----------
Agrawal, R. & Srikant, R. (1994). Fast algorithms for mining association rules. VLDB, 487-499.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ..kernel import NONE, entries, number_pairs, papers_of
from ..kernel.counting import Ints
from .stream import Stream

# A phrase of a single paper tells nothing of a corpus, and there are more of them than of all
# other terms together; single words are all kept.
MIN_PHRASE_PAPERS = 2
MAX_WORDS = 3


@dataclass(frozen=True)
class Terms:
    """The terms of one length.

    Attributes
    ----------
    n_words
        Their length.
    number
        The number of the term that starts at each entry; -1 where none does.
    papers
        How many papers hold each term.
    words
        The places of each term's words in `Stream.words`, one array for each word.
    """

    n_words: int
    number: Ints
    papers: Ints
    words: tuple[Ints, ...]

    def names(self, stream: Stream) -> pl.Series:
        """Return the terms: counted words divided by blanks."""
        parts = [stream.words.gather(place) for place in self.words]
        return pl.select(pl.concat_str(parts, separator=" ")).to_series()


def find_terms(
    stream: Stream, threads: int | None = None, phrases: bool = True
) -> tuple[Terms, Terms, Terms]:
    """Return the terms of one, two and three words; without `phrases` only the first."""
    word, doc = stream.word, stream.doc
    every = np.arange(len(stream.words), dtype=np.int32)
    single = _lying(stream, 1, word)
    singles = _enough(1, single, papers_of(single, doc, len(every)), (every,), 1)
    if not phrases:
        return singles, _none(2, word), _none(3, word)

    # Paired here are plain neighbors, function words at the edges and all: "mean of features"
    # needs "mean of".
    left = np.empty_like(word)
    entries.joined(stream.mark, word, left)
    pairs = number_pairs(left, word[1:], doc, MIN_PHRASE_PAPERS, threads)
    double = _lying(stream, 2, pairs.of_row)
    papers = papers_of(double, doc, len(pairs.papers))
    heads = (word[pairs.first], word[pairs.first + 1])
    doubles = _enough(2, double, papers, heads, MIN_PHRASE_PAPERS)

    left = _lying(stream, 3, pairs.of_row)
    found = number_pairs(left, pairs.of_row[1:], doc, MIN_PHRASE_PAPERS, threads)
    heads = tuple(word[found.first + place] for place in range(3))
    return singles, doubles, Terms(3, found.of_row, found.papers, heads)


def _none(n_words: int, word: Ints) -> Terms:
    none = np.empty(0, dtype=np.int32)
    return Terms(n_words, np.full_like(word, NONE), none, (none,) * n_words)


def _lying(stream: Stream, n_words: int, number: Ints) -> Ints:
    lying = np.empty_like(number)
    entries.where_terms_lie(stream.flags, stream.mark, n_words, number, lying)
    return lying


def _enough(
    n_words: int, number: Ints, papers: Ints, words: tuple[Ints, ...], min_papers: int
) -> Terms:
    """Keep the terms that enough papers hold; overwrites `number`."""
    kept = np.flatnonzero(papers >= min_papers)
    table = np.full(len(papers), NONE, dtype=np.int32)
    table[kept] = np.arange(len(kept), dtype=np.int32)
    entries.renumber(number, table)
    return Terms(n_words, number, papers[kept], tuple(place[kept] for place in words))
