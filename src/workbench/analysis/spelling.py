"""Pairs of terms that stand together because they are written together."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from ..corpus import Corpus

Places = NDArray[np.int64]

_OF_ONE_PHRASE = 0.5


def spelling(
    corpus: Corpus, chosen: pl.DataFrame, a: Places, b: Places, both: Places
) -> NDArray[np.bool_]:
    """Say which pairs are no finding.

    Parameters
    ----------
    corpus
        The papers at hand.
    chosen
        ``term_id``, ``term`` of the terms that are paired.
    a, b
        Rows of `chosen`, a pair each.
    both
        Papers that hold both.

    Returns
    -------
    array of bool
        True where the terms, or what they stand for as acronyms, have a word in common, or where
        half of the papers hold a phrase in which one follows the other (*gradient descent*, not
        *privacy and security*).
    """
    shared = _share_words(corpus, chosen)[a, b]
    together = _phrases(corpus, set(chosen["term"]))
    terms = chosen["term"].to_list()
    held = [together.get(frozenset((terms[i], terms[j])), 0) for i, j in zip(a, b, strict=True)]
    return shared | (np.array(held, dtype=np.int64) >= _OF_ONE_PHRASE * both)


def _share_words(corpus: Corpus, chosen: pl.DataFrame) -> NDArray[np.bool_]:
    """Say of each two terms whether they, or what they stand for, have a word in common."""
    rows = chosen.select("term_id", "term").with_row_index("row")
    meant = (
        corpus.postings.filter(pl.col("term_id") != pl.col("concept_id"))
        .select("term_id", "concept_id")
        .unique()
        .join(rows.select("row", "term_id"), on="term_id")
        .join(corpus.terms.select("term_id", "term"), left_on="concept_id", right_on="term_id")
    )
    uses = (
        pl.concat([rows.select("row", "term"), meant.select("row", "term")])
        .with_columns(word=pl.col("term").str.split(" "))
        .explode("word")
        .select("row", column=pl.col("word").rank("dense").cast(pl.Int64) - 1)
        .unique()
    )
    places = (uses["row"].to_numpy(), uses["column"].to_numpy())
    shape = (chosen.height, uses["column"].n_unique())
    words = sparse.csr_array((np.ones(uses.height, dtype=np.int64), places), shape)
    return (words @ words.T).toarray() > 0


def _phrases(corpus: Corpus, terms: set[str]) -> dict[frozenset[str], int]:
    """Return for each two terms that follow each other in a phrase how many papers hold it."""
    found: dict[frozenset[str], int] = {}
    phrases = corpus.terms.filter(pl.col("n_words") > 1).select("term", "df")
    for phrase, df in phrases.iter_rows():
        words = phrase.split(" ")
        runs = combinations(range(len(words) + 1), 2)
        parts = [(first, end) for first, end in runs if " ".join(words[first:end]) in terms]
        for (first, end), (start, last) in combinations(parts, 2):
            if end == start:
                pair = frozenset((" ".join(words[first:end]), " ".join(words[start:last])))
                found[pair] = max(found.get(pair, 0), df)
    return found
