"""Texts to numbers: each word of each text becomes its place in the sorted vocabulary."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from .buffers import Texts
from .counting import NONE, Ints
from .jit import compiled, in_threads, n_threads, split
from .runs import character_classes, find_runs
from .words import HASH_OF_NOTHING, Words, has_room, mix, number_hashed, number_runs

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


class TokenReader:
    """Reads words of texts, and remembers their numbers from text to text.

    Parameters
    ----------
    divided
        The texts are words already, one blank between each two. Otherwise words are the runs of
        letters and digits of the lower-cased text.
    threads
        How many threads to use; None for what pays. Each has numbers of its own.
    """

    def __init__(self, divided: bool, threads: int | None = None) -> None:
        self._divided = divided
        self._words = [Words.with_room() for _ in range(threads or n_threads())]

    def read(self, texts: pl.Series) -> list[tuple[Ints, Ints]]:
        """Return the words of texts, in order, a part by each thread.

        Returns
        -------
        list of tuple
            The thread's number of each word, and how many words each text has.
        """
        data = Texts.of(texts if self._divided else _lowered(texts))
        classes = np.empty(0, dtype=np.uint8) if self._divided else character_classes()
        work = [
            (words, data, *piece, classes)
            for words, piece in zip(self._words, split(len(texts), len(self._words)), strict=True)
        ]
        found = in_threads(_read, work)
        self._words = [words for words, _, _ in found]
        return [(number, lengths) for _, number, lengths in found]

    def words(self) -> list[pl.Series]:
        """Return the distinct words of each thread, by number."""
        return [words.to_series() for words in self._words]

    def vocabulary(self) -> tuple[pl.Series, list[Ints]]:
        """Return the distinct words, sorted, and where among them each thread's numbers stand."""
        held = self.words()
        vocabulary = pl.concat(held).unique().sort()
        return vocabulary, [places(words, vocabulary) for words in held]


def read_tokens(texts: pl.Series, divided: bool = False, threads: int | None = None) -> Tokens:
    """Return the words of texts; parameters as of `TokenReader`."""
    reader = TokenReader(divided, threads)
    found = reader.read(texts)
    vocabulary, placed = reader.vocabulary()
    word = np.concatenate([place[word] for place, (word, _) in zip(placed, found, strict=True)])
    lengths = np.concatenate([lengths for _, lengths in found])
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
    words: Words, texts: Texts, first: int, last: int, classes: npt.NDArray[np.uint8]
) -> tuple[Words, Ints, Ints]:
    """Return the words known now, the number of each word in some texts, words a text."""
    size = int(texts.bounds[last] - texts.bounds[first])
    # memory is taken only where it is written; no text has more words than half its bytes
    number = np.empty(size // 2 + last - first + 1, dtype=np.int32)
    lengths = np.zeros(last - first, dtype=np.int32)
    row, filled = first, 0
    while row < last:
        held = (texts.data, texts.bounds, row, last, words, number, filled, lengths, first)
        row, filled = _number_runs(*held, classes) if len(classes) else _number_divided(*held)
        if row < last:
            words = words.grown(int(texts.bounds[row + 1] - texts.bounds[row]))
    return words, number[:filled].copy(), lengths


@compiled
def _number_runs(
    data, bounds, row, last, words, number, filled, lengths, first, classes
):  # pragma: no cover
    """Number words text by text until there is no room for more words; return how far it went."""
    longest = 0
    for at in range(row, last):
        longest = max(longest, bounds[at + 1] - bounds[at])
    lower = np.empty(longest, dtype=np.uint8)
    starts = np.empty(longest + 1, dtype=np.int64)
    ends = np.empty(longest + 1, dtype=np.int64)
    hashes = np.empty(longest + 1, dtype=np.uint64)
    while row < last:
        size = bounds[row + 1] - bounds[row]
        if not has_room(words, size):
            break
        for at in range(size):
            byte = data[bounds[row] + at]
            lower[at] = byte + 32 if 65 <= byte <= 90 else byte
        found = find_runs(lower, 0, size, classes, starts, ends)
        number_runs(words, lower, starts, ends, found, hashes, number[filled:])
        filled += found
        lengths[row - first] = found
        row += 1
    return row, filled


@compiled
def _number_divided(
    data, bounds, row, last, words, number, filled, lengths, first
):  # pragma: no cover
    """Do the same for words that a blank divides, hashed while the blank is looked for."""
    longest = 0
    for at in range(row, last):
        longest = max(longest, bounds[at + 1] - bounds[at])
    starts = np.empty(longest + 2, dtype=np.int64)
    ends = np.empty(longest + 1, dtype=np.int64)
    hashes = np.empty(longest + 1, dtype=np.uint64)
    while row < last:
        begin, end = bounds[row], bounds[row + 1]
        if not has_room(words, end - begin):
            break
        found = 0
        starts[0] = begin
        mixed, chunk, shift = HASH_OF_NOTHING, np.uint64(0), np.uint64(0)
        for at in range(begin, end + (end > begin)):
            if at < end and data[at] != _BLANK:
                chunk |= np.uint64(data[at]) << shift
                shift += np.uint64(8)
                if shift == np.uint64(64):
                    mixed, chunk, shift = mix(mixed, chunk), np.uint64(0), np.uint64(0)
                continue
            hashes[found] = mix(mixed, chunk) if shift else mixed
            ends[found] = at
            found += 1
            starts[found] = at + 1
            mixed, chunk, shift = HASH_OF_NOTHING, np.uint64(0), np.uint64(0)
        number_hashed(words, data, starts, ends, found, hashes, number[filled:])
        filled += found
        lengths[row - first] = found
        row += 1
    return row, filled
