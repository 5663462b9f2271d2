"""What is new in a dump or a period, and what was listed before."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus

NEW_PAPERS = {
    "period": pl.String,
    "period_start": pl.Date,
    "papers": pl.Int64,
    "new": pl.Int64,
    "carried": pl.Int64,
    "partial": pl.Boolean,
}


def arrivals(corpus: Corpus) -> pl.DataFrame:
    """Return the dumps with how many of their listings are new, and how many carried over.

    Only dumps that have a day and a series can be compared with earlier ones: without a day
    nothing says which was first, and dumps of other series answer another question.

    Parameters
    ----------
    corpus
        The dumps at hand.

    Returns
    -------
    polars.DataFrame
        The table `dumps`, in order of day and path, and besides:

        - ``new``: listings of papers that no earlier dump of the series lists;
        - ``carried``: listings of papers that one does.

        The two add up to ``n_listings``; both are null without a day or a series. Everything in
        the first dump of a series is new.
    """
    comparable = pl.col("series").is_not_null() & pl.col("listed_on").is_not_null()
    placed = corpus.dumps.filter(comparable).select("dump_id", "series").with_row_index("place")
    listed = corpus.listings.select("dump_id", "paper_id").join(placed, on="dump_id")
    earliest = pl.col("place").min().over("series", "paper_id")
    counted = (
        listed.with_columns(new=pl.col("place") == earliest)
        .group_by("dump_id")
        .agg(pl.col("new").sum().cast(pl.Int64))
    )
    new = pl.when(comparable).then(pl.col("new").fill_null(0))
    return (
        corpus.dumps.join(counted, on="dump_id", how="left", maintain_order="left")
        .with_columns(new=new)
        .with_columns(carried=pl.col("n_listings") - pl.col("new"))
    )


def new_papers(corpus: Corpus, period: str = "auto", axis: str = "listed_on") -> pl.DataFrame:
    """Return the papers of each period: how many are new, and how many carried over.

    Parameters
    ----------
    corpus
        The papers at hand.
    period, axis
        As for :func:`workbench.term_trends`.

    Returns
    -------
    polars.DataFrame
        A row for each period, in order of time: ``period``, ``period_start``, ``papers`` (each
        once), of these ``new`` (no earlier period lists them) and ``carried`` (one does), and
        ``partial``, as in trends. Where dumps are compared that are no time series, nothing says
        which came first: ``period_start``, ``new`` and ``carried`` are null.

    Raises
    ------
    InputError
        If a period or an axis is unknown, or fits not these dumps.
    """
    every = corpus.timeline(period=period, axis=axis)
    first = corpus.timeline(period=every.period, axis=axis, count="first_listed").periods
    new = pl.when(every.dated).then(first["papers"])
    return every.periods.with_columns(new=new, carried=pl.col("papers") - new).select(*NEW_PAPERS)
