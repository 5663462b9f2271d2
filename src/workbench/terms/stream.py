"""All words of a pile in one stream of numbers, and where in it a term may start, end and lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ..text import Joint, stop_words
from .traits import is_lonely, is_named, is_number, is_symbol
from .vocabulary import distinct, fold_vocabulary, places

CLOSED = 3
"""The joint inside a compound that is printed closed; beside those of `Joint`."""

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


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
    doc, word, surface, joint
        Paper, counted word, printed word, and what lies between this entry and the next.
    in_title
        Whether the entry stands in the title.
    starts, ends
        Whether a term may start or end here.
    free
        Whether the word means something by itself; numbers, letters and symbols do not, and stand
        in a term only where they lean on a neighbor in it.
    leans_left, leans_right
        Whether the word is tied to the one before it (by a hyphen, or as the version of a name),
        or to the one after it (by a hyphen).
    """

    words: pl.Series
    vocabulary: pl.DataFrame
    doc: Ints
    word: Ints
    surface: Ints
    joint: Ints
    in_title: Flags
    starts: Flags
    ends: Flags
    free: Flags
    leans_left: Flags
    leans_right: Flags


def read_stream(tokens: pl.DataFrame) -> Stream:
    """Return the stream of a pile.

    Parameters
    ----------
    tokens
        `doc`, `surface`, `joint`, `opens`, `in_title` of every printed word, in order.
    """
    doc, joint = (tokens[name].cast(pl.Int32).to_numpy() for name in ("doc", "joint"))
    surfaces, printed = distinct(tokens["surface"])
    vocabulary = fold_vocabulary(surfaces, printed, doc, joint)
    words = pl.concat([vocabulary["first"], vocabulary["second"].drop_nulls()]).unique().sort()
    first, second = (places(vocabulary[half], words) for half in ("first", "second"))

    # From printed words to entries: `at` is the printed word of each entry.
    at = np.repeat(np.arange(len(printed)), 1 + (second[printed] >= 0))
    is_second = ~_marks_first(at)
    is_first = _after(is_second)
    word = np.where(is_second, second[printed[at]], first[printed[at]])
    joint = np.where(is_first, CLOSED, joint[at])
    hyphen = (joint == Joint.HYPHEN) | is_first
    behind_hyphen = _before(hyphen)

    stop, lonely, number = (_each(t, words)[word] for t in (_is_stop, is_lonely, is_number))
    symbol = _each(is_symbol, surfaces)[printed[at]]
    full = ~(stop | lonely | symbol)
    named = _named(surfaces)[printed[at], tokens["opens"].to_numpy()[at].astype(int)] & full
    version = number & _before(named & (joint == Joint.SPACE))
    tied_left, tied_right = behind_hyphen & _before(full), hyphen & _after(full)
    # Phi-3: neither half says anything alone, the two together do.
    numbered = symbol & hyphen & _after(number)
    return Stream(
        words=words,
        vocabulary=vocabulary,
        doc=doc[at],
        word=word,
        surface=np.where(is_second, -1, printed[at]),
        joint=joint,
        in_title=tokens["in_title"].to_numpy()[at],
        # A function word starts or ends a term only as the edge of a hyphenated compound
        # (in-context, follow-on); a closed compound's halves hang together.
        starts=(~stop | (hyphen & ~behind_hyphen)) & ~is_second,
        ends=(~stop | (behind_hyphen & ~hyphen)) & ~is_first,
        free=full | stop,
        leans_left=tied_left | version | _before(numbered),
        leans_right=tied_right | numbered,
    )


def _marks_first(values: npt.NDArray[np.intp]) -> Flags:
    """Return for each value whether it differs from the one before it."""
    return np.diff(values, prepend=-1) != 0


def _before(flags: Flags) -> Flags:
    """Return for each entry the flag of the one before it."""
    return np.concatenate([[False], flags])[:-1]


def _after(flags: Flags) -> Flags:
    """Return for each entry the flag of the one after it."""
    return np.concatenate([flags, [False]])[1:]


def _is_stop(word: str) -> bool:
    return word in stop_words()


def _each(test: Callable[[str], bool], words: pl.Series) -> Flags:
    return np.array([test(word) for word in words], dtype=bool)


def _named(surfaces: pl.Series) -> Flags:
    """Return for each printed word whether it is a name: inside a sentence, at its start."""
    rows = [(is_named(surface, False), is_named(surface, True)) for surface in surfaces]
    return np.array(rows, dtype=bool).reshape(-1, 2)
