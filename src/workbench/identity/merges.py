"""Which listings are printed under another title than their paper's, and why they are it."""

from __future__ import annotations

import polars as pl

from .papers import in_shape


def merges_of(listings: pl.DataFrame, copies: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Make the table `merges`.

    Parameters
    ----------
    listings
        All listings with `paper_id` and `copy`, in order of survival.
    copies
        `copy`, and for each what it was counted as after each step: `by_override`,
        `by_identifier`, `by_title`.
    links
        The near matches, as :func:`workbench.identity.near.near_links` gives them.

    Returns
    -------
    polars.DataFrame
        As declared in :mod:`workbench.tables`. The rule is the first that makes the listing and
        the surviving one the same paper: `identifier`, `override`, `normalized_title`, or the rule
        of the strongest near match that the listing's exact copies have.
    """
    steps = ["by_override", "by_identifier", "by_title"]
    told = listings.select("paper_id", "dump_id", "path", "rank", "title", "copy", "arxiv", "doi")
    told = told.join(copies, on="copy", maintain_order="left")
    survivors = told.unique("paper_id", keep="first", maintain_order=True)
    differing = told.join(survivors.drop("dump_id", "path", "rank"), on="paper_id", suffix="_kept")
    differing = differing.filter(pl.col("title") != pl.col("title_kept"))

    def same(column: str) -> pl.Expr:
        return (pl.col(column) == pl.col(f"{column}_kept")).fill_null(False)

    exact = (
        pl.when(same("arxiv") | same("doi"))
        .then(pl.lit("identifier"))
        .when(same("by_override"))
        .then(pl.lit("override"))
        .when(same("by_identifier"))
        .then(pl.lit("identifier"))
        .when(same("by_title"))
        .then(pl.lit("normalized_title"))
    )
    parts = copies.select("copy", *steps)
    ends = pl.concat(
        [links.select(pl.col(end).alias("copy"), "rule", "score") for end in ("left", "right")]
    )
    near = (
        ends.join(parts, on="copy")
        .sort("score", descending=True, maintain_order=True)
        .unique("by_title", keep="first", maintain_order=True)
        .select("by_title", "rule", near_score="score")
    )
    rows = differing.join(near, on="by_title", how="left").with_columns(exact=exact)
    rows = rows.with_columns(
        rule=pl.coalesce("exact", "rule"),
        score=pl.when(pl.col("exact").is_null()).then("near_score").otherwise(1.0),
    )
    return in_shape(rows, "merges", ["path", "rank"])
