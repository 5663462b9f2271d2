"""Distinct words, numbered in the order in which they first appear."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from .buffers import Bounds, Bytes, Texts
from .jit import compiled

HASH_OF_NOTHING = np.uint64(0xCBF29CE484222325)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 8
_FREE = np.int32(-1)


class Words(NamedTuple):
    """A growing set of words; rows of the arrays beyond the words held are room to grow.

    Attributes
    ----------
    table
        Open addressing: numbers of words by hash, -1 where a slot is free.
    hashes, bounds, data
        Hash, bounds and bytes of each word.
    count
        How many words there are, in an array of one.
    """

    table: npt.NDArray[np.int32]
    hashes: npt.NDArray[np.uint64]
    bounds: Bounds
    data: Bytes
    count: npt.NDArray[np.int64]

    @classmethod
    def with_room(cls, words: int = 1 << 15, data: int = 1 << 18) -> Words:
        """Return an empty set with room for so many words of so many bytes."""
        table = np.full(1 << (2 * words - 1).bit_length(), _FREE, dtype=np.int32)
        hashes = np.empty(words, dtype=np.uint64)
        bounds = np.zeros(words + 1, dtype=np.int64)
        return cls(table, hashes, bounds, np.empty(data, np.uint8), np.zeros(1, np.int64))

    @classmethod
    def of(cls, values: pl.Series) -> Words:
        """Return a set of these words."""
        data, bounds = Texts.of(values)
        words = cls.with_room(len(values) + 1, len(data) + 1)
        for begin, end in pairwise(bounds):
            number_of(words, data, begin, end)
        return words

    def grown(self, need: int) -> Words:
        """Return the same words with at least twice the room, and `need` bytes more."""
        n = len(self)
        larger = self.with_room(2 * len(self.hashes) + need, 2 * len(self.data) + need)
        larger.hashes[:n] = self.hashes[:n]
        larger.bounds[: n + 1] = self.bounds[: n + 1]
        larger.data[: self.bounds[n]] = self.data[: self.bounds[n]]
        larger.count[0] = n
        _refill(larger)
        return larger

    def __len__(self) -> int:
        return int(self.count[0])

    def to_series(self, start: int = 0) -> pl.Series:
        """Return the words in the order of their numbers, from number `start`."""
        bounds = self.bounds[start : len(self) + 1]
        data = self.data[bounds[0] : bounds[-1]].copy()
        return Texts(data, bounds - bounds[0]).to_series()


@compiled
def has_room(words, n_bytes):  # pragma: no cover
    """Return whether any text of `n_bytes` can be added: it has no more words than bytes."""
    n = words.count[0]
    return n + n_bytes <= len(words.hashes) and words.bounds[n] + n_bytes <= len(words.data)


@compiled
def mix(mixed, chunk):  # pragma: no cover
    """Take the next eight bytes of a word into its hash; each step can be undone."""
    mixed = (mixed ^ chunk) * _ODD
    return mixed ^ mixed >> np.uint64(32)


@compiled
def _hash(data, begin, end):  # pragma: no cover
    """Return a hash that, with the length, tells words of up to eight bytes apart for certain."""
    mixed = HASH_OF_NOTHING
    while begin + _CHUNK <= end:
        chunk = np.uint64(0)
        for step in range(_CHUNK):  # a fixed number of steps, which become one load
            chunk |= np.uint64(data[begin + step]) << np.uint64(8 * step)
        mixed = mix(mixed, chunk)
        begin += _CHUNK
    if begin < end:
        chunk = np.uint64(0)
        for at in range(end - 1, begin - 1, -1):
            chunk = chunk << np.uint64(8) | np.uint64(data[at])
        mixed = mix(mixed, chunk)
    return mixed


@compiled
def _slot(words, mixed, data, begin, end):  # pragma: no cover
    """Return the slot of a word: its own, or the free one where it would go."""
    mask = np.uint64(len(words.table) - 1)
    slot = mixed & mask
    length = end - begin
    while words.table[slot] != _FREE:
        number = words.table[slot]
        start = words.bounds[number]
        if words.hashes[number] == mixed and words.bounds[number + 1] - start == length:
            same = True
            if length > _CHUNK:
                for step in range(length):
                    if words.data[start + step] != data[begin + step]:
                        same = False
                        break
            if same:
                break
        slot = (slot + np.uint64(1)) & mask
    return slot


@compiled
def holds(words, data, begin, end):  # pragma: no cover
    """Return whether the word ``data[begin:end]`` is known."""
    return words.table[_slot(words, _hash(data, begin, end), data, begin, end)] != _FREE


@compiled
def number_of(words, data, begin, end):  # pragma: no cover
    """Return the number of the word ``data[begin:end]``; a new one is added."""
    return number_hashed(words, _hash(data, begin, end), data, begin, end)


@compiled
def number_hashed(words, mixed, data, begin, end):  # pragma: no cover
    """Return the number of the word ``data[begin:end]`` of this hash; a new one is added."""
    slot = _slot(words, mixed, data, begin, end)
    if words.table[slot] != _FREE:
        return words.table[slot]
    number = np.int32(words.count[0])
    words.count[0] += 1
    words.table[slot] = number
    words.hashes[number] = mixed
    start = words.bounds[number]
    for step in range(end - begin):
        words.data[start + step] = data[begin + step]
    words.bounds[number + 1] = start + end - begin
    return number


@compiled
def _refill(words):  # pragma: no cover
    mask = np.uint64(len(words.table) - 1)
    for number in range(words.count[0]):
        slot = words.hashes[number] & mask
        while words.table[slot] != _FREE:
            slot = (slot + np.uint64(1)) & mask
        words.table[slot] = number
