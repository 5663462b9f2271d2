"""What is known of a paper: the copy that survives, what others add, and where it is from."""

from __future__ import annotations

import polars as pl

from ..tables import TABLES

# taken from the first listing, in order of survival, that has it
_FILLED = ["authors", "doi", "url", "categories", "keywords", "published_on", "code_urls"]
_LISTS = ["authors", "categories", "keywords", "code_urls"]


def by_survival(listings: pl.DataFrame) -> pl.DataFrame:
    """Return listings in the order in which their copies of a paper would survive.

    The longest abstract first; of equals the latest version; then the earliest dump and the first
    rank.
    """
    return listings.sort(
        pl.col("abstract").str.len_chars().fill_null(0) * -1,
        pl.col("version").fill_null(0) * -1,
        "captured_on",
        "path",
        "rank",
        nulls_last=True,
    )


def papers_of(listings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the tables `papers` and `origins`.

    Parameters
    ----------
    listings
        All listings with `paper_id`, in order of survival.

    Returns
    -------
    papers, origins : polars.DataFrame
        As declared in :mod:`workbench.tables`.

    Notes
    -----
    Title and abstract are the surviving copy's. The arXiv id is the paper's key; a DOI that only
    repeats an arXiv id is taken where there is no other. The precision of the day is that of the
    listing which gave the day.
    """
    papers = listings.group_by("paper_id", maintain_order=True).agg(
        pl.col("title", "abstract").first(),
        first_captured_on=pl.col("captured_on").min(),
        last_captured_on=pl.col("captured_on").max(),
        n_dumps=pl.col("dump_id").n_unique().cast(pl.Int64),
        n_listings=pl.len().cast(pl.Int64),
    )
    listings = listings.with_columns(doi="doi_given")
    known = {name: pl.col(name).is_not_null() for name in ("title", "abstract", *_FILLED)}
    known |= {name: pl.col(name).list.len() > 0 for name in _LISTS}
    known["arxiv_id"] = pl.format("arxiv:{}", "arxiv") == pl.col("paper_id")
    origins = []
    for name, is_known in known.items():
        held = listings.filter(is_known)
        if name == "doi":
            held = held.sort(pl.col("doi").str.starts_with("10.48550/arxiv."), maintain_order=True)
        given = held.unique("paper_id", keep="first", maintain_order=True)
        if name == "arxiv_id":
            given = given.with_columns(arxiv_id="arxiv")
        if name in (*_FILLED, "arxiv_id"):
            more = ["published_precision"] if name == "published_on" else []
            papers = papers.join(given.select("paper_id", name, *more), on="paper_id", how="left")
        origins.append(given.select("paper_id", "dump_id", "rank", field=pl.lit(name)))
    papers = papers.with_columns(pl.col("code_urls").fill_null([]))
    several = papers.filter(pl.col("n_listings") > 1).select("paper_id")
    told = pl.concat(origins).join(several, on="paper_id", how="semi")
    return in_shape(papers, "papers", ["paper_id"]), in_shape(
        told, "origins", ["paper_id", "field"]
    )


def in_shape(frame: pl.DataFrame, table: str, order: list[str]) -> pl.DataFrame:
    """Return a frame as the table it is declared to be, sorted."""
    return frame.sort(order).select(TABLES[table].column_names())
