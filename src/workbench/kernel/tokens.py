"""Texts to numbers: each word of each text becomes its place in the sorted vocabulary."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from .buffers import Bounds, Texts
from .counting import NONE, Ints
from .jit import compiled, in_threads, n_threads, split
from .runs import character_classes, find_runs
from .words import Words, has_room, number_of

_BLANK = ord(" ")


class Tokens(NamedTuple):
    """The words of texts.

    Attributes
    ----------
    vocabulary
        The distinct words, sorted.
    word
        The place of each word in `vocabulary`, text by text.
    doc
        The text of each word.
    """

    vocabulary: pl.Series
    word: Ints
    doc: Ints


def read_tokens(texts: pl.Series, divided: bool = False, threads: int | None = None) -> Tokens:
    """Return the words of texts.

    Parameters
    ----------
    texts
        Strings.
    divided
        The texts are words already, one blank between each two. Otherwise words are the runs of
        letters and digits of the lower-cased text.
    threads
        How many threads to use; None for what pays.
    """
    held = texts if divided else _lowered(texts)
    data = Texts.of(held)
    classes = np.empty(0, dtype=np.uint8) if divided else character_classes()
    pieces = split(len(texts), threads or n_threads())
    work = [(data, begin, end, classes) for begin, end in pieces]
    found = in_threads(_read, work)
    vocabulary = pl.concat([words.to_series() for words, _, _ in found]).unique().sort()
    placed = [places(words.to_series(), vocabulary) for words, _, _ in found]
    word = np.concatenate([place[word] for place, (_, word, _) in zip(placed, found, strict=True)])
    lengths = np.concatenate([lengths for _, _, lengths in found])
    doc = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    return Tokens(vocabulary, word, doc)


def places(values: pl.Series, known: pl.Series) -> Ints:
    """Return where each value stands in `known` (sorted, distinct); `NONE` for null."""
    codes = values.cast(pl.Enum(known)).to_physical().cast(pl.Int32)
    return codes.fill_null(NONE).to_numpy()


def _lowered(texts: pl.Series) -> pl.Series:
    """Return texts with those in lower case that are not ASCII; the kernel lowers ASCII itself.

    Lower case is Python's, which knows of context (a final sigma) and of letters that become two.
    """
    rows = np.flatnonzero(has_wide(Texts.of(texts)))
    if not len(rows):
        return texts
    return texts.clone().scatter(rows, [text.lower() for text in texts.gather(rows)])


def has_wide(texts: Texts) -> npt.NDArray[np.bool_]:
    """Return which texts hold a character beyond ASCII."""
    found = np.zeros(len(texts.bounds) - 1, dtype=np.bool_)
    _find_wide(*texts, found)
    return found


@compiled
def _find_wide(data, bounds, found):  # pragma: no cover
    for row in range(len(found)):
        for at in range(bounds[row], bounds[row + 1]):
            if data[at] >= 128:
                found[row] = True
                break


def _read(
    texts: Texts, first: int, last: int, classes: npt.NDArray[np.uint8]
) -> tuple[Words, Ints, Bounds]:
    """Return the words of some texts, the number of each word in the texts, words a text."""
    words = Words.with_room()
    size = int(texts.bounds[last] - texts.bounds[first])
    # memory is taken only where it is written; no text has more words than half its bytes
    number = np.empty(size // 2 + last - first + 1, dtype=np.int32)
    lengths = np.zeros(last - first, dtype=np.int64)
    row, filled = first, 0
    while row < last:
        row, filled = _number(
            texts.data, texts.bounds, row, last, classes, words, number, filled, lengths, first
        )
        if row < last:
            words = words.grown(int(texts.bounds[row + 1] - texts.bounds[row]))
    return words, number[:filled], lengths


@compiled
def _number(
    data, bounds, row, last, classes, words, number, filled, lengths, first
):  # pragma: no cover
    """Number words text by text until there is no room for more words; return how far it went."""
    longest = 0
    for at in range(row, last):
        longest = max(longest, bounds[at + 1] - bounds[at])
    lower = np.empty(longest, dtype=np.uint8)
    starts = np.empty(longest + 1, dtype=np.int64)
    ends = np.empty(longest + 1, dtype=np.int64)
    while row < last:
        size = bounds[row + 1] - bounds[row]
        if not has_room(words, size):
            break
        for at in range(size):
            byte = data[bounds[row] + at]
            lower[at] = byte + 32 if len(classes) and 65 <= byte <= 90 else byte
        if len(classes):
            found = find_runs(lower, 0, size, classes, starts, ends)
        else:
            found = _find_divided(lower, size, starts, ends)
        for at in range(found):
            number[filled + at] = number_of(words, lower, starts[at], ends[at])
        filled += found
        lengths[row - first] = found
        row += 1
    return row, filled


@compiled
def _find_divided(data, size, starts, ends):  # pragma: no cover
    found = 0
    start = 0
    for at in range(size):
        if data[at] == _BLANK:
            starts[found], ends[found] = start, at
            found += 1
            start = at + 1
    if size:
        starts[found], ends[found] = start, size
        found += 1
    return found
