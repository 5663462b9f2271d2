"""Abstracts as evidence: whether two of them are one text."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

SHORTEST = 120
"""Characters an abstract must have to prove anything: "No abstract available" proves nothing."""

_RUN = 3
_SKETCHED = 4
_WORD = re.compile(r"[^\W_]+")
_NO_WORD = r"[^\p{L}\p{N}]+"


def is_long(abstract: pl.Expr) -> pl.Expr:
    """Say whether an abstract is long enough to prove anything; null is not."""
    return (abstract.str.len_chars() >= SHORTEST).fill_null(False)


def same_text(abstract: pl.Expr) -> pl.Expr:
    """Return a number that is equal for abstracts of equal words; null for those too short."""
    words = abstract.str.to_lowercase().str.replace_all(_NO_WORD, " ").str.strip_chars(" ")
    return pl.when(is_long(abstract)).then(words.hash())


def sketches(copies: pl.DataFrame) -> pl.DataFrame:
    """Return numbers of a few sentences of each long abstract, in rows `copy`, `sentence`.

    The first sentence, and of all sentences those with the smallest hashes: abstracts that share
    much of their text share one of these.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents.
    """
    sentences = pl.col("abstract").str.to_lowercase().str.strip_chars(" .").str.split(". ")
    hashed = copies.filter(is_long(pl.col("abstract"))).select(
        "copy", sentence=sentences.list.eval(pl.element().hash())
    )
    few = pl.col("sentence").list.sort().list.head(_SKETCHED)
    return pl.concat(
        [
            hashed.with_columns(pl.col("sentence").list.first()),
            hashed.with_columns(few).explode("sentence"),
        ]
    )


def likeness(one: str, other: str) -> float:
    """Return how much of two abstracts is the same text, from 0 to 1.

    The share of runs of three words that both hold among those that either holds (Jaccard). A text
    that was cut off is held against as much of the other.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents.
    """
    if min(len(one), len(other)) < SHORTEST:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((_words(one), _words(other)), key=len)
    alike = _jaccard(_runs(short), _runs(long))
    if len(short) < 0.9 * len(long):
        alike = max(alike, _jaccard(_runs(short), _runs(long[: len(short)])))
    return alike


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=4096)
def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    shared = len(one & other)
    return shared / max(len(one) + len(other) - shared, 1)
