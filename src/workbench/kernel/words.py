"""Distinct words, numbered in the order in which they first appear."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from .buffers import Bounds, Bytes, Texts
from .jit import compiled, inlined

HASH_OF_NOTHING = np.uint64(0xCBF29CE484222325)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 8
_FREE = np.uint64(0)


class Words(NamedTuple):
    """A growing set of words; rows of the arrays beyond the words held are room to grow.

    Attributes
    ----------
    table
        Open addressing, a row a slot: the hash of its word, and its number (from 1, 0 where a slot
        is free) with a bit beside it that says whether the word is long. Mostly that row alone
        tells whether a word is known: one look into memory.
    bounds, data
        Bounds and bytes of each word.
    count
        How many words there are, in an array of one.
    """

    table: npt.NDArray[np.uint64]
    bounds: Bounds
    data: Bytes
    count: npt.NDArray[np.int64]

    @classmethod
    def with_room(cls, words: int = 1 << 15, data: int = 1 << 18) -> Words:
        """Return an empty set with room for so many words of so many bytes."""
        table = np.zeros((1 << (2 * words - 1).bit_length(), 2), dtype=np.uint64)
        bounds = np.zeros(words + 1, dtype=np.int64)
        return cls(table, bounds, np.empty(data, np.uint8), np.zeros(1, np.int64))

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
        larger = self.with_room(2 * len(self.bounds) + need, 2 * len(self.data) + need)
        larger.bounds[: n + 1] = self.bounds[: n + 1]
        larger.data[: self.bounds[n]] = self.data[: self.bounds[n]]
        larger.count[0] = n
        _refill(self.table, larger.table)
        return larger

    def __len__(self) -> int:
        return int(self.count[0])

    def to_series(self, start: int = 0) -> pl.Series:
        """Return the words in the order of their numbers, from number `start`."""
        bounds = self.bounds[start : len(self) + 1]
        data = self.data[bounds[0] : bounds[-1]].copy()
        return Texts(data, bounds - bounds[0]).to_series()


@inlined
def has_room(words, n_bytes):  # pragma: no cover
    """Return whether any text of `n_bytes` can be added: it has no more words than bytes."""
    n = words.count[0]
    return n + n_bytes < len(words.bounds) and words.bounds[n] + n_bytes <= len(words.data)


@inlined
def mix(mixed, chunk):  # pragma: no cover
    """Take the next eight bytes of a word into its hash; each step can be undone."""
    mixed = (mixed ^ chunk) * _ODD
    return mixed ^ mixed >> np.uint64(32)


@inlined
def _hash(data, begin, end):  # pragma: no cover
    """Return a hash that, with the length, tells words of up to eight bytes apart for certain."""
    mixed = HASH_OF_NOTHING
    while begin + _CHUNK <= end:
        mixed = mix(mixed, _chunk_at(data, begin))
        begin += _CHUNK
    if begin < end:
        chunk = np.uint64(0)
        if begin + _CHUNK <= len(data):
            chunk = _chunk_at(data, begin)
            chunk &= (np.uint64(1) << np.uint64(8 * (end - begin))) - np.uint64(1)
        else:
            for at in range(end - 1, begin - 1, -1):
                chunk = chunk << np.uint64(8) | np.uint64(data[at])
        mixed = mix(mixed, chunk)
    return mixed


@inlined
def number_runs(words, data, starts, ends, n, hashes, number):  # pragma: no cover
    """Write the numbers of `n` words; all hashes first, so that looks into memory overlap."""
    for at in range(n):
        hashes[at] = _hash(data, starts[at], ends[at])
    number_hashed(words, data, starts, ends, n, hashes, number)


@inlined
def number_hashed(words, data, starts, ends, n, hashes, number):  # pragma: no cover
    """Write the numbers of `n` words whose hashes are known."""
    for at in range(n):
        number[at] = _number(words, hashes[at], data, starts[at], ends[at])


@inlined
def _chunk_at(data, at):  # pragma: no cover
    """Return eight bytes; a fixed number of steps, which become one load."""
    chunk = np.uint64(0)
    for step in range(_CHUNK):
        chunk |= np.uint64(data[at + step]) << np.uint64(8 * step)
    return chunk


@inlined
def _same(one, start, other, begin, length):  # pragma: no cover
    """Return whether two words of the same length, more than eight bytes, are equal."""
    for step in range(0, length - _CHUNK, _CHUNK):
        if _chunk_at(one, start + step) != _chunk_at(other, begin + step):
            return False
    last = length - _CHUNK
    return _chunk_at(one, start + last) == _chunk_at(other, begin + last)


@inlined
def _slot(words, mixed, data, begin, end):  # pragma: no cover
    """Return the slot of a word: its own, or the free one where it would go."""
    table = words.table
    mask = np.uint64(len(table) - 1)
    slot = mixed & mask
    length = end - begin
    long = np.uint64(length > _CHUNK)
    while table[slot, 1] != _FREE:
        # no word holds a byte of zeros, so eight bytes tell the length of a short one
        if table[slot, 0] == mixed and table[slot, 1] & np.uint64(1) == long:
            if not long:
                break
            number = np.int64(table[slot, 1] >> np.uint64(1)) - 1
            start = words.bounds[number]
            if words.bounds[number + 1] - start == length and _same(
                words.data, start, data, begin, length
            ):
                break
        slot = (slot + np.uint64(1)) & mask
    return slot


@inlined
def holds(words, data, begin, end):  # pragma: no cover
    """Return whether the word ``data[begin:end]`` is known."""
    return words.table[_slot(words, _hash(data, begin, end), data, begin, end), 1] != _FREE


@inlined
def number_of(words, data, begin, end):  # pragma: no cover
    """Return the number of the word ``data[begin:end]``; a new one is added."""
    return _number(words, _hash(data, begin, end), data, begin, end)


@inlined
def _number(words, mixed, data, begin, end):  # pragma: no cover
    """Return the number of the word ``data[begin:end]`` of this hash; a new one is added."""
    slot = _slot(words, mixed, data, begin, end)
    held = words.table[slot, 1]
    if held != _FREE:
        return np.int32(held >> np.uint64(1)) - np.int32(1)
    number = np.int32(words.count[0])
    words.count[0] += 1
    long = np.uint64(end - begin > _CHUNK)
    words.table[slot, 0] = mixed
    words.table[slot, 1] = np.uint64(words.count[0]) << np.uint64(1) | long
    start = words.bounds[number]
    for step in range(end - begin):
        words.data[start + step] = data[begin + step]
    words.bounds[number + 1] = start + end - begin
    return number


@compiled
def _refill(old, table):  # pragma: no cover
    mask = np.uint64(len(table) - 1)
    for at in range(len(old)):
        if old[at, 1] == _FREE:
            continue
        slot = old[at, 0] & mask
        while table[slot, 1] != _FREE:
            slot = (slot + np.uint64(1)) & mask
        table[slot, 0], table[slot, 1] = old[at, 0], old[at, 1]
