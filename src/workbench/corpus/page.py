"""A corpus as HTML, for a notebook: what it holds, series by series."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import polars as pl

from ..text import html_table

if TYPE_CHECKING:
    from .corpus import Corpus

_MOST = 20
"""Most series that are listed."""
_NUMBERS = ("dumps", "undated", "listings", "papers", "with_abstract", "not_read")
_SOURCE = ["series", "format"]


def corpus_size(corpus: Corpus) -> str:
    """Return the size of a corpus in words."""
    return (
        f"{corpus.papers.height:,} papers, {corpus.listings.height:,} listings,"
        f" {corpus.dumps.height:,} dumps, {corpus.terms.height:,} terms"
    )


def corpus_html(corpus: Corpus) -> str:
    """Return a corpus as a fragment of HTML: its size in words, then a row for each series."""
    found = _by_series(corpus)
    name = escape(corpus.name)
    told = f"<p>Collection <strong>{name}</strong>: {corpus_size(corpus)}.</p>"
    rows = html_table(found.head(_MOST).to_dicts(), _NUMBERS)
    more = found.height - _MOST
    rest = f"<p>And {more:,} more series, with fewer dumps.</p>" if more > 0 else ""
    return f'<div class="wb-corpus">{told}{rows}{rest}</div>'


def _by_series(corpus: Corpus) -> pl.DataFrame:
    """Return a row for each series and format, those with most dumps first."""
    abstracts = corpus.papers.select("paper_id", with_abstract=pl.col("abstract").is_not_null())
    held = (
        corpus.listings.select("dump_id", "paper_id")
        .join(corpus.dumps.select("dump_id", *_SOURCE), on="dump_id")
        .unique([*_SOURCE, "paper_id"])
        .join(abstracts, on="paper_id")
        .group_by(_SOURCE)
        .agg(papers=pl.len(), with_abstract=pl.col("with_abstract").sum())
    )
    undated = pl.col("listed_on").null_count()
    rejects = pl.col("n_rejects").sum()
    return (
        corpus.dumps.group_by(_SOURCE)
        .agg(
            dumps=pl.len(),
            undated=pl.when(undated > 0).then(undated),
            first=pl.col("listed_on").min(),
            last=pl.col("listed_on").max(),
            listings=pl.col("n_listings").sum(),
            not_read=pl.when(rejects > 0).then(rejects),
        )
        .join(held, on=_SOURCE, how="left", nulls_equal=True)
        .sort("dumps", *_SOURCE, descending=[True, False, False], nulls_last=True)
        .select(*_SOURCE, "dumps", "undated", "first", "last", "listings", "papers",
                "with_abstract", "not_read")
    )  # fmt: skip
