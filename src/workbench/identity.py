"""Which listings are one paper, and what is known of that paper.

An identifier decides first, then the normalized title. A listing without identifier joins the one
identifier that its title has elsewhere; a title that two identifiers share joins nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import polars as pl

from .tables import TABLES
from .text import code_urls, normalize_title

# fields a paper takes from its listings: the first that is known, in order of survival
_FILLED = (
    "authors",
    "arxiv_id",
    "doi",
    "url",
    "categories",
    "keywords",
    "published_on",
    "published_precision",
)


@dataclass(frozen=True)
class Identified:
    """Listings told apart: the tables `listings`, `papers` and `merges` of the contract."""

    listings: pl.DataFrame
    papers: pl.DataFrame
    merges: pl.DataFrame


def title_key(title: str) -> str:
    """Return the key of a title: equal for titles that differ in case, spacing or punctuation."""
    return "title:" + hashlib.sha256(normalize_title(title).encode()).hexdigest()[:16]


def _with_keys(records: pl.DataFrame) -> pl.DataFrame:
    """Add `title_key` and `paper_id` to the records."""
    titles = records.get_column("title").unique().sort()
    keys = pl.DataFrame(
        {"title": titles, "title_key": [title_key(title) for title in titles]},
        schema={"title": pl.String, "title_key": pl.String},
    )
    own = pl.coalesce(pl.format("arxiv:{}", pl.col("arxiv_id")), pl.format("doi:{}", pl.col("doi")))
    keyed = records.join(keys, on="title", maintain_order="left").with_columns(own=own)
    same_title = pl.col("own").drop_nulls().over("title_key", mapping_strategy="join")
    elsewhere = (
        pl.when(same_title.list.n_unique() == 1).then(same_title.list.first()).otherwise(None)
    )
    return keyed.with_columns(paper_id=pl.coalesce("own", elsewhere, "title_key")).drop("own")


def identify(records: pl.DataFrame, dumps: pl.DataFrame) -> Identified:
    """Tell papers apart.

    Parameters
    ----------
    records
        All listings as read, columns of :data:`workbench.dumps.RECORD_SCHEMA`.
    dumps
        `dump_id`, `path`, `captured_on`.

    Returns
    -------
    Identified
        `papers` keep the title and abstract of the listing with the longest abstract (of equals:
        the earliest dump, then the first rank); their other fields come from the first listing in
        this order that has them. Listings printed under another title are rows of `merges`.
    """
    order = dumps.select("dump_id", "captured_on", "path")
    keyed = _with_keys(records).join(order, on="dump_id", maintain_order="left")
    by_survival = keyed.sort(
        pl.col("abstract").str.len_chars().fill_null(-1) * -1,
        "captured_on",
        "path",
        "rank",
        nulls_last=True,
    )
    papers = by_survival.group_by("paper_id", maintain_order=True).agg(
        pl.col("title", "abstract").first(),
        *[pl.col(field).drop_nulls().first() for field in _FILLED],
        first_captured_on=pl.col("captured_on").min(),
        last_captured_on=pl.col("captured_on").max(),
        n_dumps=pl.col("dump_id").n_unique().cast(pl.Int64),
        n_listings=pl.len().cast(pl.Int64),
    )
    links = [
        code_urls(f"{title}\n{abstract or ''}")
        for title, abstract in papers.select("title", "abstract").iter_rows()
    ]
    papers = papers.with_columns(pl.Series("code_urls", links, dtype=pl.List(pl.String)))
    survivors = papers.select("paper_id", survivor="title")
    differing = keyed.join(survivors, on="paper_id").filter(pl.col("title") != pl.col("survivor"))
    same_id = pl.col("paper_id") != pl.col("title_key")
    merges = differing.with_columns(
        rule=pl.when(same_id).then(pl.lit("identifier")).otherwise(pl.lit("normalized_title")),
        score=pl.lit(1.0),
    )
    return Identified(
        listings=_in_shape(keyed, "listings", ["path", "rank"]),
        papers=_in_shape(papers, "papers", ["paper_id"]),
        merges=_in_shape(merges, "merges", ["path", "rank"]),
    )


def _in_shape(frame: pl.DataFrame, table: str, order: list[str]) -> pl.DataFrame:
    return frame.sort(order).select(TABLES[table].column_names())
