"""Of dumps that answer different questions: those of which a trend can be told."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus

_FEWEST_DAYS = 3


def largest_series(corpus: Corpus) -> str | None:
    """Return the series with most listings that has three days or more; None if there is none."""
    series = (
        corpus.dumps.drop_nulls(["series", "listed_on"])
        .group_by("series")
        .agg(pl.col("listed_on").n_unique(), pl.col("n_listings").sum())
        .filter(pl.col("listed_on") >= _FEWEST_DAYS)
        .sort("n_listings", "series", descending=[True, False])["series"]
    )
    return None if series.is_empty() else series[0]


def focus(corpus: Corpus, axis: str = "listed_on") -> tuple[Corpus, str | None]:
    """Return the dumps that a trend can be told of, and their series where there are others.

    Parameters
    ----------
    corpus
        The papers at hand.
    axis
        As for :func:`workbench.term_trends`.
    """
    series = None if corpus.timeline(axis=axis).dated else largest_series(corpus)
    return (corpus, None) if series is None else (corpus.where(series=series), series)


def one_series(corpus: Corpus) -> Corpus:
    """Return the dumps that a trend can be told of.

    Parameters
    ----------
    corpus
        The papers at hand.

    Returns
    -------
    Corpus
        The corpus as it is, where its dated dumps are one series, or none of them is a series of
        three days or more; else the series with most listings, as ``corpus.where(series=…)``.
    """
    part, _ = focus(corpus)
    return part
