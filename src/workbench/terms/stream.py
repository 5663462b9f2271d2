"""All words of a pile in one stream of numbers, and where in it a term may start, end and lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ..kernel import entries, read_tokens
from ..kernel.buffers import Bounds, Texts
from ..kernel.counting import Ints
from ..kernel.entries import Bits
from ..kernel.tokens import places
from ..text import EVERY_STEP, Steps, stop_words
from .traits import are_lonely, are_named, are_numbers, are_symbols
from .vocabulary import fold_vocabulary


@dataclass(frozen=True)
class Stream:
    """One entry a counted word, in the order of the text; a closed compound is two entries.

    Attributes
    ----------
    words
        The counted words, sorted; `word` holds places in it.
    vocabulary
        What each printed word counts as (`vocabulary.fold_vocabulary`); `surface` holds places in
        it, and -1 for a compound's second half, which its first half has printed.
    doc, word, surface
        Paper, counted word and printed word of each entry.
    mark
        What lies between an entry and the next, and whether it stands in the title; the bits of
        `kernel.prose` and `kernel.entries`.
    flags
        Whether a term may start, end or lie on an entry; bits of `kernel.entries`.
    starts
        Where the entries of each paper begin, and where the last ones end.
    """

    words: pl.Series
    vocabulary: pl.DataFrame
    doc: Ints
    word: Ints
    surface: Ints
    mark: Bits
    flags: Bits
    starts: Bounds


def read_stream(
    surface: pl.DataFrame, threads: int | None = None, steps: Steps = EVERY_STEP
) -> Stream:
    """Return the stream of a pile.

    Parameters
    ----------
    surface
        What `surface_words` returned, sorted by paper.
    threads
        How many threads to use; None for what pays.
    steps
        Which steps to take.
    """
    surfaces, printed, doc = read_tokens(surface["words"], divided=True, threads=threads)
    marks = Texts.of(surface["marks"]).data
    vocabulary = fold_vocabulary(surfaces, printed, doc, marks, steps)
    words = pl.concat([vocabulary["first"], vocabulary["second"].drop_nulls()]).unique().sort()
    first, second = (places(vocabulary[half], words) for half in ("first", "second"))
    doc, word, printed, mark = entries.spread(printed, marks, doc, first, second)
    word_traits = _bits(
        {
            entries.STOP: words.is_in(list(stop_words()) if steps.stopwords else []),
            entries.LONELY: are_lonely(words),
            entries.NUMBER: are_numbers(words),
        }
    )
    printed_traits = _bits(
        {
            entries.SYMBOL: are_symbols(surfaces),
            entries.NAMED_INSIDE: are_named(surfaces, opens=False),
            entries.NAMED_OPENING: are_named(surfaces, opens=True),
        }
    )
    flags = entries.flag(word, printed, mark, word_traits, printed_traits)
    starts = np.searchsorted(doc, np.arange(surface.height + 1, dtype=np.int32))
    return Stream(words, vocabulary, doc, word, printed, mark, flags, starts)


def _bits(traits: dict[int, pl.Series]) -> Bits:
    """Return one number a word, in which each trait is a bit."""
    return np.sum([bit * held.to_numpy() for bit, held in traits.items()], axis=0, dtype=np.uint8)
