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
import numpy.typing as npt
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


def find_terms(stream: Stream, threads: int | None = None) -> tuple[Terms, Terms, Terms]:
    """Return the terms of one, two and three words."""
    word, doc = stream.word, stream.doc
    every = np.arange(len(stream.words), dtype=np.int32)
    single = _lying(stream, 1, word)
    singles = _enough(1, single, papers_of(single, doc, len(every)), (every,), 1)

    # Paired here are plain neighbors, function words at the edges and all: "mean of features"
    # needs "mean of".
    left = np.empty_like(word)
    entries.joined(stream.mark, word, left)
    pairs = number_pairs(left, _next(word), doc, MIN_PHRASE_PAPERS, threads)
    double = _lying(stream, 2, pairs.of_row)
    papers = papers_of(double, doc, len(pairs.papers))
    heads = (word[pairs.first], word[pairs.first + 1])
    doubles = _enough(2, double, papers, heads, MIN_PHRASE_PAPERS)

    left = _lying(stream, 3, pairs.of_row)
    found = number_pairs(left, _next(pairs.of_row), doc, MIN_PHRASE_PAPERS, threads)
    heads = tuple(word[found.first + place] for place in range(3))
    return singles, doubles, Terms(3, found.of_row, found.papers, heads)


def _next(values: Ints) -> Ints:
    """Return of each entry the value of the one after it."""
    return np.append(values[1:], np.int32(NONE))


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


@dataclass(frozen=True)
class Forms:
    """The printed forms of the terms of one length.

    Attributes
    ----------
    term
        The number of each form's term.
    papers, in_text
        How many papers print it so, and how many of them outside the title.
    first
        The entry where it stands first.
    """

    term: Ints
    papers: Ints
    in_text: Ints
    first: npt.NDArray[np.integer]

    def names(self, stream: Stream, n_words: int) -> pl.Series:
        """Return how the terms are printed."""
        parts = []
        for place in range(n_words):
            at = self.first + place
            surface = pl.Series(stream.surface[at])
            # the second half of a compound has been printed by its first half
            printed = stream.vocabulary["surface"].gather(surface.set(surface < 0, None))
            parts.append(printed.fill_null(""))
            if place < n_words - 1:
                joint = pl.Series(stream.mark[at] & entries.CLOSED, dtype=pl.Int8)
                parts.append(joint.replace_strict(_PRINTED_JOINTS, return_dtype=pl.String))
        return pl.select(pl.concat_str(parts)).to_series()


_PRINTED_JOINTS = {0: "", 1: " ", 2: "-", entries.CLOSED: ""}


def find_forms(stream: Stream, terms: Terms, threads: int | None = None) -> Forms:
    """Return the printed forms of terms."""
    doc, outside = stream.doc, entries.in_text(stream.mark)
    if terms.n_words == 1:
        number = np.where(terms.number == NONE, np.int32(NONE), stream.surface)
        n = stream.vocabulary.height
        papers = papers_of(number, doc, n)
        term_of, first = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int64)
        at = np.flatnonzero(number != NONE)
        term_of[number[at]], first[number[at]] = terms.number[at], at
        kept = np.flatnonzero(papers)
        in_text = papers_of(number, doc, n, outside)
        return Forms(term_of[kept], papers[kept], in_text[kept], first[kept])
    surface = _next(stream.surface + np.int32(1))
    number = np.empty_like(surface)
    entries.codes(stream.mark, stream.surface, terms.number, number)
    if terms.n_words == 3:
        # a printed word and the joint after it is one code, two codes are one number
        middle = np.empty_like(surface)
        entries.codes(stream.mark, stream.surface, _before(terms.number), middle)
        number = number_pairs(number, _next(middle), doc, 1, threads).of_row
        surface = _next(surface)
    found = number_pairs(number, surface, doc, 1, threads)
    in_text = papers_of(found.of_row, doc, len(found.papers), outside)
    return Forms(terms.number[found.first], found.papers, in_text, found.first)


def _before(values: Ints) -> Ints:
    """Return of each entry the value of the one before it."""
    return np.concatenate([np.array([NONE], dtype=np.int32), values])[: len(values)]
