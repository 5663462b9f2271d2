"""The words of a few papers as entries: counted, and with what each may do in a term."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ..text import EVERY_STEP, Joint, Steps, Word, stop_words, words
from .known import counted_word
from .traits import is_lonely, is_symbol

CLOSED = 3
"""The joint inside a compound that is printed closed; beside those of `Joint`."""

_PRINTED = {Joint.SPACE: " ", Joint.HYPHEN: "-", CLOSED: ""}

Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Entries:
    """One entry a counted word, in the order of the text; a closed compound is two entries.

    The rules are those of the index, for papers whose phrases are wanted even where no other paper
    prints them.

    Attributes
    ----------
    doc
        The row of the paper.
    word, surface
        As counted and as printed; the second half of a closed compound prints nothing.
    joint
        What lies between this entry and the next: a `Joint` or `CLOSED`.
    in_title, stop, capital
        Whether the entry stands in the title, is a function word, is printed with a capital that
        no sentence start explains.
    starts, ends, free, leans_left, leans_right
        Whether a term may start or end here, whether the word means something by itself, and
        whether it is tied to the one before or behind it.
    """

    doc: npt.NDArray[np.int64]
    word: Texts
    surface: Texts
    joint: npt.NDArray[np.int64]
    in_title: Flags
    stop: Flags
    capital: Flags
    starts: Flags
    ends: Flags
    free: Flags
    leans_left: Flags
    leans_right: Flags

    def phrases(self, n_words: int) -> npt.NDArray[np.int64]:
        """Return the entries at which a term of this many words starts."""
        at = np.arange(max(0, len(self.doc) - n_words + 1))
        for place in range(n_words - 1):
            at = at[self.joint[at + place] != Joint.NONE]
        at = at[self.starts[at] & self.ends[at + n_words - 1]]
        for place in range(n_words):
            here = at + place
            stands = self.free[here].copy()
            if place > 0:
                stands |= self.leans_left[here]
            if place < n_words - 1:
                stands |= self.leans_right[here]
            at = at[stands]
        return at

    def terms_at(self, at: npt.NDArray[np.int64], n_words: int) -> pl.Series:
        """Return the terms that start at these entries: counted words divided by blanks."""
        words = [_texts(self.word[at + place]) for place in range(n_words)]
        return pl.select(pl.concat_str(words, separator=" ")).to_series()

    def forms_at(self, at: npt.NDArray[np.int64], n_words: int) -> pl.Series:
        """Return how the terms that start at these entries are printed."""
        joints = pl.Series(self.joint).replace_strict(_PRINTED, default="", return_dtype=pl.String)
        parts = [_texts(self.surface[at])]
        for place in range(1, n_words):
            parts += [joints.gather(at + place - 1), _texts(self.surface[at + place])]
        return pl.select(pl.concat_str(parts)).to_series()


def _texts(values: Texts) -> pl.Series:
    return pl.Series(values.tolist(), dtype=pl.String)


def read_entries(
    papers: pl.DataFrame, known: Mapping[str, str], steps: Steps = EVERY_STEP
) -> Entries:
    """Return the entries of papers.

    Parameters
    ----------
    papers
        `title`, `abstract`; a missing text counts as empty.
    known
        What printed words count as (`known.counted_as`).
    steps
        The steps that the index took.
    """
    rows = list(_rows(papers, known, steps))
    doc, word, surface, joint, in_title, opens, second = (
        zip(*rows, strict=True) if rows else ((),) * 7
    )
    joints, seconds = np.array(joint, dtype=np.int64), np.array(second, dtype=bool)
    stop = _each(word, (stop_words() if steps.stopwords else frozenset()).__contains__)
    lonely = _each(word, is_lonely)
    number = _each(word, lambda text: text[0].isdigit()) & lonely
    symbol = _each(surface, is_symbol)
    full = ~(stop | lonely | symbol)
    first = _after(seconds)
    hyphen = (joints == Joint.HYPHEN) | first
    behind = _before(hyphen)
    upper = _each(surface, lambda text: text[0].isupper())
    inner = _each(surface, lambda text: any(c.isupper() or c.isdigit() for c in text[1:]))
    named = upper & (inner | ~np.array(opens, dtype=bool))
    version = number & _before(named & full & (joints == Joint.SPACE))
    # Phi-3: neither half says anything alone, the two together do.
    numbered = symbol & hyphen & _after(number)
    surfaces = np.array(surface, dtype=object)
    surfaces[seconds] = ""
    return Entries(
        doc=np.array(doc, dtype=np.int64),
        word=np.array(word, dtype=object),
        surface=surfaces,
        joint=joints,
        in_title=np.array(in_title, dtype=bool),
        stop=stop,
        capital=named,
        # A function word starts or ends a term only as the edge of a hyphenated compound
        # (in-context, follow-on); a closed compound's halves hang together.
        starts=(~stop | (hyphen & ~behind)) & ~seconds,
        ends=(~stop | (behind & ~hyphen)) & ~first,
        free=full | stop,
        leans_left=(behind & _before(full)) | version | _before(numbered),
        leans_right=(hyphen & _after(full)) | numbered,
    )


def _rows(
    papers: pl.DataFrame, known: Mapping[str, str], steps: Steps
) -> Iterator[tuple[object, ...]]:
    for doc, texts in enumerate(papers.select("title", "abstract").iter_rows()):
        for text, in_title in zip(texts, (True, False), strict=True):
            for word in words(text or "", steps):
                counted = counted_word(word.surface, known, steps)
                yield from _halves(doc, word, counted, in_title)


def _halves(doc: int, word: Word, counted: str, in_title: bool) -> Iterator[tuple[object, ...]]:
    first, _, second = counted.partition(" ")
    joint = CLOSED if second else word.joint
    yield doc, first, word.surface, joint, in_title, word.opens, False
    if second:
        yield doc, second, word.surface, word.joint, in_title, word.opens, True


def _each(texts: Sequence[str], test: Callable[[str], bool]) -> Flags:
    judged = {text: test(text) for text in set(texts)}
    return np.fromiter((judged[text] for text in texts), dtype=bool, count=len(texts))


def _before(flags: Flags) -> Flags:
    """Return for each entry the flag of the one before it."""
    return np.concatenate([[False], flags])[:-1]


def _after(flags: Flags) -> Flags:
    """Return for each entry the flag of the one after it."""
    return np.concatenate([flags, [False]])[1:]
