"""Terms in the stream of words: words, and phrases of two and three that several papers hold.

A phrase is frequent only if the shorter phrases in it are, so each round looks only where the round
before found something.

References
----------
Agrawal, R. & Srikant, R. (1994). Fast algorithms for mining association rules. VLDB, 487-499.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ..text import Joint
from .counting import Array, Counts, count
from .stream import CLOSED, Flags, Stream

# A phrase of a single paper tells nothing of a corpus, and there are more of them than of all
# other terms together; single words are all kept.
MIN_PHRASE_PAPERS = 2
MAX_WORDS = 3

_PRINTED_JOINTS = {Joint.NONE: "", Joint.SPACE: " ", Joint.HYPHEN: "-", CLOSED: ""}


@dataclass(frozen=True)
class Occurrences:
    """Where the terms of one length stand.

    Attributes
    ----------
    n_words
        Their length.
    at
        The entry where each occurrence starts.
    counts
        The occurrences grouped by term.
    """

    n_words: int
    at: Array
    counts: Counts


def occurrences(stream: Stream) -> Iterator[Occurrences]:
    """Yield where the terms of one, two and three words stand."""
    every = np.arange(len(stream.word))
    yield _terms_at(stream, 1, every, stream.word, 1)

    pairs = np.flatnonzero(stream.joint != Joint.NONE)
    keys = _paired(stream.word[pairs], stream, pairs + 1)
    yield _terms_at(stream, 2, pairs, keys, MIN_PHRASE_PAPERS)

    # Counted here as plain neighbors, function words at the edges and all: "mean of features"
    # needs "mean of".
    counts = count(keys, stream.doc[pairs])
    numbers = np.where(counts.papers >= MIN_PHRASE_PAPERS, np.arange(len(counts.papers)), -1)
    pair_at = np.full(len(every), -1)
    pair_at[pairs] = counts.number(numbers)
    triples = np.flatnonzero((pair_at[:-1] >= 0) & (pair_at[1:] >= 0))
    keys = _paired(pair_at[triples], stream, triples + 2)
    yield _terms_at(stream, 3, triples, keys, MIN_PHRASE_PAPERS)


def _paired(left: npt.NDArray[np.integer], stream: Stream, right: Array) -> Array:
    return left.astype(np.int64) * len(stream.words) + stream.word[right]


def _terms_at(
    stream: Stream, n_words: int, at: Array, keys: npt.NDArray[np.integer], min_papers: int
) -> Occurrences:
    lies = _lies(stream, n_words, at)
    at, keys = at[lies], keys[lies]
    counts = count(keys, stream.doc[at])
    enough = counts.number(counts.papers) >= min_papers
    if not enough.all():
        at, keys = at[enough], keys[enough]
        counts = count(keys, stream.doc[at])
    return Occurrences(n_words, at, counts)


def _lies(stream: Stream, n_words: int, at: Array) -> Flags:
    lies = stream.starts[at] & stream.ends[at + n_words - 1]
    for place in range(n_words):
        here = at + place
        stands = stream.free[here]
        if place > 0:
            stands = stands | stream.leans_left[here]
        if place < n_words - 1:
            stands = stands | stream.leans_right[here]
        lies &= stands
    return lies


def term_names(stream: Stream, found: Occurrences) -> pl.Series:
    """Return the terms, in the order of `found.counts`: counted words divided by blanks."""
    start = found.at[found.counts.first]
    parts = [stream.words.gather(stream.word[start + place]) for place in range(found.n_words)]
    return pl.select(pl.concat_str(parts, separator=" ")).to_series()


def printed_forms(stream: Stream, found: Occurrences) -> pl.DataFrame:
    """Return how terms are printed.

    Returns
    -------
    polars.DataFrame
        `number` (of the term in `found.counts`), `form`, `papers` (that print it so), `in_text`
        (those of them that print it so outside the title).
    """
    parts = [stream.surface[found.at]]
    for place in range(1, found.n_words):
        parts.append(stream.joint[found.at + place - 1])
        parts.append(stream.surface[found.at + place])
    doc = stream.doc[found.at]
    # One key for all parts, renumbered after each so that it cannot overflow.
    keys = parts[0].astype(np.int64)
    for part in parts[1:]:
        keys = count(keys * (int(part.max(initial=0)) + 2) + part + 1, doc).number()
    counts = count(keys, doc)
    texts = [_text_of(stream, index, part[counts.first]) for index, part in enumerate(parts)]
    in_text = np.zeros(len(counts.papers), np.int64)
    outside = ~stream.in_title[found.at]
    form = counts.number()[outside]
    within = count(form, doc[outside])
    in_text[form[within.first]] = within.papers
    return pl.DataFrame(
        {
            "number": found.counts.number()[counts.first],
            "form": pl.select(pl.concat_str(texts)).to_series(),
            "papers": counts.papers,
            "in_text": in_text,
        }
    )


def _text_of(stream: Stream, index: int, part: npt.NDArray[np.integer]) -> pl.Series:
    """Return the text of one part of a form: surfaces and joints take turns."""
    if index % 2:
        return pl.Series(part).replace_strict(_PRINTED_JOINTS, return_dtype=pl.String)
    printed = pl.Series(part).set(pl.Series(part < 0), None)
    return stream.vocabulary["surface"].gather(printed).fill_null("")
