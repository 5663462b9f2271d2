"""Texts resampled from real ones: any number, new sentences, the phrases of the real ones.

A text walks through the words of the real texts: it goes on where it is, or jumps to another place
where the last two words stand too. So pairs and triples of words have the frequencies of the real
texts, and longer stretches are new. Now and then a word is replaced by an invented one, drawn with
a long tail: the larger the pile, the more words it has that few papers hold.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from workbench.kernel import number_pairs, read_tokens
from workbench.kernel.buffers import Texts
from workbench.kernel.jit import compiled

JUMPS = 0.3
INVENTED = 0.01
TAIL = 1.4


def resample(texts: pl.Series, n: int, seed: int = 0, at_once: int = 50_000) -> Iterator[pl.Series]:
    """Make `n` texts that walk through real ones; the same for the same seed.

    Parameters
    ----------
    texts
        Real texts.
    n
        How many to make.
    seed
        Of the dice.
    at_once
        How many to return at a time.
    """
    vocabulary, word, doc = read_tokens(texts.filter(texts != ""), divided=True)
    starts = np.flatnonzero(np.diff(doc, prepend=-1))
    ends = np.append(starts[1:], len(word))
    pair = np.full(len(word), -1, dtype=np.int64)
    # the pair of a word and the one before it, inside a text
    inner = np.flatnonzero(doc[1:] == doc[:-1]) + 1
    pair[inner] = number_pairs(word[inner - 1], word[inner], doc[inner]).of_row
    order = np.argsort(pair, kind="stable")
    bounds = np.searchsorted(pair[order], np.arange(pair.max() + 2))
    data, room = Texts.of(vocabulary), int((texts.str.len_bytes().max() + 64) * 3)
    made = np.empty(room, dtype=np.uint8)
    for start in range(0, n, at_once):
        pieces, sizes = [], []
        for at in range(start, min(start + at_once, n)):
            size = _walk(seed + 7 * at, word, pair, order, bounds, starts, ends, *data, made)
            pieces.append(made[:size].tobytes())
            sizes.append(size)
        joined = np.frombuffer(b"".join(pieces), dtype=np.uint8)
        yield Texts(joined, np.concatenate([[0], np.cumsum(sizes)])).to_series()


@compiled
def _walk(seed, word, pair, order, bounds, starts, ends, data, data_bounds, out):
    np.random.seed(seed)
    first = np.random.randint(0, len(starts))
    at = starts[first]
    written = 0
    while written + 300 < len(out):
        if written:
            out[written] = 32
            written += 1
        if np.random.random() < INVENTED:
            rank = np.int64(min(np.random.pareto(TAIL - 1.0), 1e15))
            while True:
                out[written] = 97 + rank % 20
                out[written + 1] = 97 + (rank * 7 + 4) % 26
                written += 2
                rank //= 20
                if rank == 0:
                    break
        else:
            begin, end = data_bounds[word[at]], data_bounds[word[at] + 1]
            if written + end - begin + 300 >= len(out):
                break
            for place in range(begin, end):
                out[written] = data[place]
                written += 1
        if pair[at] >= 0 and np.random.random() < JUMPS:
            low, high = bounds[pair[at]], bounds[pair[at] + 1]
            at = order[low + np.random.randint(0, high - low)]
        at += 1
        if at >= len(word) or pair[at] < 0:
            break
    return written
