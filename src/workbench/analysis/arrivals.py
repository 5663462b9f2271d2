"""What is new in a dump, and what its series had listed before."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus


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
