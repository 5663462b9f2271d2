"""Which listings are printed under another title than their paper's, and why they are it."""

from __future__ import annotations

import polars as pl

from .papers import in_shape
from .union import Numbers


def merges_of(
    listings: pl.DataFrame,
    survivors: Numbers,
    numbers: Numbers,
    copies: pl.DataFrame,
    links: pl.DataFrame,
) -> pl.DataFrame:
    """Make the table `merges`.

    Parameters
    ----------
    listings
        All listings with `paper_id` and `path`.
    survivors
        For each listing the row of the one that survives of its paper.
    numbers
        For each listing the copy it is.
    copies
        `arxiv`, `doi`, and what each copy was counted as after each step: `by_override`,
        `by_identifier`, `by_title`.
    links
        The near matches that were made: `left`, `right`, `rule`, `score`, as
        :func:`workbench.identity.near.near_links` gives them.

    Returns
    -------
    polars.DataFrame
        As declared in :mod:`workbench.tables`. The rule is the first that makes the listing and
        the surviving one the same paper: `identifier`, `override`, `normalized_title`, or the rule
        of the strongest near match that the listing's exact copies have.
    """
    rows = (listings["title"] != listings["title"].gather(survivors)).arg_true().to_numpy()
    told = copies.select("arxiv", "doi", "by_override", "by_identifier", "by_title")
    one, kept = (told.select(pl.all().gather(numbers[at])) for at in (rows, survivors[rows]))
    same = pl.DataFrame({name: (one[name] == kept[name]).fill_null(False) for name in one.columns})
    exact = same.select(
        pl.when(pl.col("arxiv") | pl.col("doi"))
        .then(pl.lit("identifier"))
        .when("by_override")
        .then(pl.lit("override"))
        .when("by_identifier")
        .then(pl.lit("identifier"))
        .when("by_title")
        .then(pl.lit("normalized_title"))
        .alias("exact")
    )
    ends = pl.concat(
        links.select("rule", "score", copies["by_title"].gather(links[end]))
        for end in ("left", "right")
    )
    strongest = ends.sort("score", "rule", descending=[True, False])
    near = strongest.unique("by_title", keep="first", maintain_order=True)
    merged = listings.select(pl.col("paper_id", "dump_id", "path", "rank", "title").gather(rows))
    merged = merged.with_columns(exact.to_series(), one["by_title"])
    merged = merged.join(near, on="by_title", how="left").with_columns(
        rule=pl.coalesce("exact", "rule"),
        score=pl.when(pl.col("exact").is_null()).then("score").otherwise(1.0),
    )
    return in_shape(merged, "merges", ["path", "rank"])
