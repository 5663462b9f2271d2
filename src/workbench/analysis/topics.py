"""What the papers are about, and how much of each period every subject takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import Corpus
from ..errors import InputError
from ..text import html_table
from .counting import exposures
from .topic_labels import topic_labels
from .topic_model import fit_topics, period_shares, refit_shares
from .topic_terms import term_table

Array = NDArray[np.float64]

METHODS = ("nmf",)
TERMS = {"topic": pl.Int64, "label": pl.String, "term": pl.String, "weight": pl.Float64}
DOCUMENTS = {"paper_id": pl.String, "topic": pl.Int64, "share": pl.Float64}
SHARES = {
    "topic": pl.Int64,
    "label": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "papers": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}

_FEWEST_PAPERS = 10
_PAPERS_PER_TOPIC = 5
_TOPICS, _USUAL_PAPERS_PER_TOPIC = 12, 25
_TERMS_SHOWN = 20
_TERMS_TOLD = 8


@dataclass(frozen=True)
class Topics:
    """Topics of a corpus, numbered from 1 by falling share.

    Attributes
    ----------
    terms
        ``topic``, ``label``, ``term``, ``weight``: the 20 heaviest terms of each topic, heaviest
        first; all weights of a topic add to 1.
    documents
        ``paper_id``, ``topic``, ``share``: of each paper, every topic; shares of a paper add to 1.
    shares
        ``topic``, ``label``, ``period``, ``period_start``, ``papers``, ``share``, ``low``,
        ``high``: the mean share over the papers of each period; shares of a period add to 1.
    """

    terms: pl.DataFrame
    documents: pl.DataFrame
    shares: pl.DataFrame

    def __repr__(self) -> str:
        """Name the topics."""
        labels = self.terms.select("topic", "label").unique().sort("topic").iter_rows()
        named = "; ".join(f"{topic} {label}" for topic, label in labels) or "none"
        return f"<Topics of {self.documents['paper_id'].n_unique()} papers: {named}>"

    def _repr_html_(self) -> str:
        """Show each topic with its heaviest terms and its mean share of the papers."""
        terms = self.terms.group_by("topic", "label", maintain_order=True).agg(
            heaviest_terms=pl.col("term").head(_TERMS_TOLD).str.join(", ")
        )
        means = self.documents.group_by("topic").agg(pl.col("share").mean())
        rows = (
            terms.join(means, on="topic")
            .sort("topic")
            .with_columns(share=pl.format("{}%", (100 * pl.col("share")).round(1)))
        )
        papers = self.documents["paper_id"].n_unique()
        told = f"<p>{rows.height} topics of {papers:,} papers.</p>"
        return told + html_table(rows.to_dicts(), ("topic", "share"))


def topics(
    corpus: Corpus,
    k: int | None = None,
    method: str = "nmf",
    period: str = "auto",
    seed: int = 0,
) -> Topics:
    """Return topics, the papers' shares of them, and their shares of each period.

    Parameters
    ----------
    corpus
        The papers at hand.
    k
        Number of topics wanted, at least 2; by default 12, or one for each 25 papers of fewer than
        300. There are fewer where there would be fewer than five papers for each, or fewer terms
        than topics.
    method
        ``nmf``: non-negative matrix factorization of tf-idf weights.
    period
        As for `term_trends`; the axis is ``listed_on``, a paper counts once per period.
    seed
        The same seed gives the same topics.

    Returns
    -------
    Topics
        Frames ``terms``, ``documents`` and ``shares``. Papers that hold none of the terms are
        left out of shares and of ``papers``. ``low`` to ``high`` is the 95 % range over 20 refits,
        each with another seed and a bootstrap sample of the papers, its topics matched to these;
        it is widened to hold the share itself. All frames are empty for fewer than 10 papers.

    Raises
    ------
    InputError
        If the method or period is unknown, or k below 2.

    Notes
    -----
    A label names three terms that are frequent and exclusive (Bischof & Airoldi 2012), see
    `workbench.analysis.topic_labels`. The terms are those of `workbench.analysis.topic_terms`,
    the fit is in `workbench.analysis.topic_model`.
    """
    if method not in METHODS:
        raise InputError(f"method {method!r} is none of: {', '.join(METHODS)}")
    if k is not None and k < 2:
        raise InputError(f"k={k}: ask for at least 2 topics")
    timeline = corpus.timeline(period=period)
    table = term_table(corpus)
    if k is None:
        k = min(_TOPICS, max(2, len(table.papers) // _USUAL_PAPERS_PER_TOPIC))
    k = min(k, len(table.papers) // _PAPERS_PER_TOPIC, table.terms.height)
    if len(table.papers) < _FEWEST_PAPERS or k < 2:
        return Topics(*(pl.DataFrame(schema=schema) for schema in (TERMS, DOCUMENTS, SHARES)))

    of_papers, of_topics = fit_topics(table.weights, k, seed)
    order = np.lexsort((np.arange(k), -of_papers.sum(axis=0)))
    of_papers, of_topics = of_papers[:, order], of_topics[order]
    counted = exposures(timeline, table.papers)
    share, papers = period_shares(of_papers, counted)
    refits = refit_shares(table.weights, of_topics, counted, seed)
    low, high = _band(share, refits)
    labels = topic_labels(of_topics, table.terms["term"].to_list(), table.terms["label"].to_list())
    names = pl.DataFrame({"topic": np.arange(1, k + 1), "label": labels})
    return Topics(
        terms=_heaviest(names, table.terms["term"], of_topics),
        documents=_documents(table.papers, of_papers),
        shares=_by_period(names, timeline.periods, papers, share, low, high),
    )


def _band(share: Array, refits: Array) -> tuple[Array, Array]:
    """Return the 95 % range over the refits, widened to hold the share itself."""
    low, high = np.full(share.shape, np.nan), np.full(share.shape, np.nan)
    known = ~np.isnan(refits).all(axis=0)
    if known.any():
        low[known], high[known] = np.nanquantile(refits[:, known], [0.025, 0.975], axis=0)
    return np.fmin(low, share), np.fmax(high, share)


def _heaviest(names: pl.DataFrame, terms: pl.Series, of_topics: Array) -> pl.DataFrame:
    """Lay out the heaviest terms of each topic."""
    shown = np.argsort(-of_topics, axis=1, kind="stable")[:, :_TERMS_SHOWN]
    frame = names[np.repeat(np.arange(len(shown)), shown.shape[1])].with_columns(
        terms[shown.ravel()].alias("term"),
        weight=np.take_along_axis(of_topics, shown, axis=1).ravel(),
    )
    return frame.filter(pl.col("weight") > 0).cast(TERMS).select(*TERMS)


def _documents(papers: pl.Series, of_papers: Array) -> pl.DataFrame:
    """Lay out the shares of each paper that any topic fits."""
    fitted = np.flatnonzero(of_papers.sum(axis=1) > 0)
    k = of_papers.shape[1]
    return pl.DataFrame(
        {
            "paper_id": papers[np.repeat(fitted, k)],
            "topic": np.tile(np.arange(1, k + 1), len(fitted)),
            "share": of_papers[fitted].ravel(),
        }
    ).cast(DOCUMENTS)


def _by_period(
    names: pl.DataFrame, periods: pl.DataFrame, papers: NDArray[np.int64],
    share: Array, low: Array, high: Array,
) -> pl.DataFrame:  # fmt: skip
    """Lay out the shares, topic by topic, in order of time."""
    k, n = share.shape
    grid = names[np.repeat(np.arange(k), n)].hstack(
        periods.select("period", "period_start")[np.tile(np.arange(n), k)]
    )
    frame = grid.with_columns(
        papers=np.tile(papers, k), share=share.ravel(), low=low.ravel(), high=high.ravel()
    )
    return frame.with_columns(pl.selectors.float().fill_nan(None)).cast(SHARES).select(*SHARES)
