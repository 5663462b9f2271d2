"""The table that topics are made of: which terms count, and how much each weighs in a paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl
from scipy import sparse

from ..corpus import Corpus
from .choice import without_nested

_MOST_TERMS = 2_000
_MOST_SHARE = 0.4


@dataclass(frozen=True)
class TermTable:
    """Terms of papers, weighted.

    Attributes
    ----------
    papers
        ``paper_id`` of the rows: papers that hold any of the terms, sorted.
    terms
        ``term``, ``label`` of the columns.
    weights
        tf-idf, rows of length 1.
    """

    papers: pl.Series
    terms: pl.DataFrame
    weights: sparse.csr_array


def term_table(corpus: Corpus) -> TermTable:
    """Return the weighted terms of the papers.

    Parameters
    ----------
    corpus
        The papers at hand.

    Returns
    -------
    TermTable
        With the ranked terms that enough papers and at most 40 % of them hold, but for those that
        a longer term holds; of more than 2,000 terms the most frequent. Enough are 5 papers, or
        0.2 % of them where that is more, or one in 30 (and at least 2) where that is less than 5.

    References
    ----------
    Salton, G. & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing & Management 24(5): tf-idf, here with 1 + ln tf.
    """
    n = corpus.papers.height
    ranked = without_nested(corpus.top_terms(None, min_papers=_enough(n)))
    kept = ranked.filter(pl.col("df") <= _MOST_SHARE * n).sort(
        "df", "term", descending=[True, False]
    )
    columns = kept.head(_MOST_TERMS).sort("term").with_row_index("column")
    held = corpus.postings.join(columns.select("term_id", "column"), on="term_id")
    rows = held.select("paper_id").unique().sort("paper_id").with_row_index("row")
    held = held.join(rows, on="paper_id")
    times = sparse.csr_array(
        (held["tf"].to_numpy().astype(float), (held["row"].to_numpy(), held["column"].to_numpy())),
        shape=(rows.height, columns.height),
    )
    return TermTable(rows["paper_id"], columns.select("term", "label"), _weighted(times))


def _enough(n: int) -> int:
    """Return how many of n papers must hold a term."""
    return max(min(5, max(2, math.ceil(n / 30))), math.ceil(n / 500))


def _weighted(times: sparse.csr_array) -> sparse.csr_array:
    """Turn counts into tf-idf."""
    # Imported here: scikit-learn takes a second that only those who ask for topics should pay.
    from sklearn.feature_extraction.text import TfidfTransformer

    if 0 in times.shape:
        return times
    return sparse.csr_array(TfidfTransformer(sublinear_tf=True).fit_transform(times))
