"""Terms: words, and phrases of two and three words that enough papers hold, with their forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from ..kernel.buffers import Texts, put_together
from ..kernel.counting import NONE, Ints
from ..kernel.entries import LIES, Bits
from ..kernel.grams import Grams, count_grams
from ..kernel.prose import JOINT
from ..kernel.singles import count_singles
from ..kernel.spool import Spool
from ..text import Joint
from .stream import Stream

# A phrase of a single paper tells nothing of a corpus, and there are more of them than of all
# other terms together; single words are all kept.
MIN_PHRASE_PAPERS = 2
MAX_WORDS = 3

_BETWEEN = Texts.of(pl.Series(["", " ", "-", ""]))


@dataclass(frozen=True)
class Terms:
    """The terms of one length, and how they are printed.

    Attributes
    ----------
    n_words
        Their length.
    codes
        The form that starts at each entry; a negative number where none does.
    papers
        How many papers hold each term.
    words
        The places of each term's words in `Stream.words`, one array for each word.
    term_of
        The term of each form; `NONE` where a form is none of a term.
    form_papers, form_in_text
        How many papers print each form, and how many of them outside the title.
    parts
        What each form is printed of: symbols, and the joints between them.
    """

    n_words: int
    codes: Spool
    papers: Ints
    words: tuple[Ints, ...]
    term_of: Ints
    form_papers: Ints
    form_in_text: Ints
    parts: tuple[Ints | Bits, ...]

    def names(self, stream: Stream) -> Texts:
        """Return the terms: counted words divided by blanks."""
        words, blank = Texts.of(stream.words), np.full(len(self.papers), Joint.SPACE, np.uint8)
        parts = [part for place in self.words for part in ((_BETWEEN, blank), (words, place))]
        return put_together(parts[1:])

    def forms(self, stream: Stream) -> tuple[Ints, Texts]:
        """Return which forms are those of a term, and how they are printed."""
        at = np.flatnonzero(self.term_of != NONE)
        printed = Texts.of(stream.printed)
        texts = [_BETWEEN if place % 2 else printed for place in range(len(self.parts))]
        pairs = zip(texts, self.parts, strict=True)
        return at, put_together([(text, part[at]) for text, part in pairs])


def find_terms(
    stream: Stream, folder: Path | None = None, threads: int | None = None, phrases: bool = True
) -> tuple[Terms, Terms, Terms]:
    """Return the terms of one, two and three words; without `phrases` only the first."""
    _, two, three = LIES
    every = np.arange(len(stream.words), dtype=np.int32)
    counts = count_singles(stream.blocks(), stream.word_of, len(every), threads)
    printed = np.where(counts.symbols > 0, stream.word_of, np.int32(NONE))
    symbols = np.arange(len(stream.word_of), dtype=np.int32)
    forms = (printed, counts.symbols, counts.in_text, (symbols,))
    singles = _enough(1, stream.symbol, counts.words, (every,), forms, 1)

    # Paired here are plain neighbors, function words at the edges and all: "mean of features"
    # needs "mean of".
    joint = JOINT if phrases else 0
    pairs = count_grams(stream.blocks(), stream.word_of, joint, two, MIN_PHRASE_PAPERS, threads)
    parts = (pairs.left, pairs.joint, pairs.right)
    doubles = _of_grams(2, pairs, (pairs.phrase_left, pairs.phrase_right), parts, folder)
    pairs = pairs._replace(of_row=None)  # long, and kept with the terms

    found = count_grams(
        stream.blocks(doubles.codes), pairs.phrase, three, three, MIN_PHRASE_PAPERS, threads
    )
    first, last = found.phrase_left, found.phrase_right
    words = (pairs.phrase_left[first], pairs.phrase_right[first], pairs.phrase_right[last])
    left, right = found.left, found.right
    parts = (parts[0][left], parts[1][left], parts[2][left], parts[1][right], parts[2][right])
    return singles, doubles, _of_grams(3, found, words, parts, folder)


def _of_grams(
    n_words: int,
    grams: Grams,
    words: tuple[Ints, ...],
    parts: tuple[Ints | Bits, ...],
    folder: Path | None,
) -> Terms:
    codes = Spool(np.int32, folder and folder / f"forms-of-{n_words}")
    codes.append(grams.of_row)
    phrase = np.where(grams.papers > 0, grams.phrase, np.int32(NONE))
    forms = (phrase, grams.papers, grams.in_text, parts)
    return _enough(n_words, codes, grams.phrase_papers, words, forms, MIN_PHRASE_PAPERS)


def _enough(
    n_words: int,
    codes: Spool,
    papers: Ints,
    words: tuple[Ints, ...],
    forms: tuple[Ints, Ints, Ints, tuple[Ints | Bits, ...]],
    min_papers: int,
) -> Terms:
    """Keep the terms that enough papers hold."""
    kept = np.flatnonzero(papers >= min_papers)
    table = np.full(len(papers) + 1, NONE, dtype=np.int32)  # the last one is of `NONE`
    table[kept] = np.arange(len(kept), dtype=np.int32)
    phrase, *rest = forms
    kept_words = tuple(place[kept] for place in words)
    return Terms(n_words, codes, papers[kept], kept_words, table[phrase], *rest)
