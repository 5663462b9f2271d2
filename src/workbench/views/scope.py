"""What was read and what was left out, in words: the ground on which everything else stands."""

from __future__ import annotations

import polars as pl

from ..analysis.headlines import Headlines
from ..corpus import Corpus
from .findings import Block, Finding
from .reading import count, listed

_MOST = 6


def scope(corpus: Corpus, found: Headlines) -> Block:
    """Say what was read: papers, listings, each series and its days, and what was left out."""
    whole = (
        f"{count(corpus.papers.height, 'paper')} in {count(corpus.listings.height, 'listing')} of"
        f" {count(corpus.dumps.height, 'dump')}"
    )
    left = [Finding("Left out", text) for text in _left_out(corpus, found)]
    looked_at = [
        f"Trends are those of {found.series}, {count(found.corpus.papers.height, 'paper')}: it has"
        " the most listings, and the others answer other questions."
    ] if found.series else []  # fmt: skip
    return Block(
        "Scope",
        (Finding("Whole", whole), *_series(corpus), *left),
        " ".join(looked_at),
        "00_dumps",
    )


def _series(corpus: Corpus) -> list[Finding]:
    grouped = corpus.dumps.group_by("series").agg(
        dumps=pl.len(),
        listings=pl.col("n_listings").sum(),
        first=pl.col("listed_on").min(),
        last=pl.col("listed_on").max(),
    )
    told = []
    for row in grouped.sort("listings", "series", descending=[True, False]).iter_rows(named=True):
        days = [day.isoformat() for day in (row["first"], row["last"]) if day]
        span = " to ".join(dict.fromkeys(days)) or "undated"
        text = f"{count(row['listings'], 'listing')} of {count(row['dumps'], 'dump')}, {span}"
        told.append(
            Finding("Series", f"{row['series']}: {text}")
            if row["series"]
            else Finding("No series", text)
        )
    if len(told) > _MOST:
        told = [*told[:_MOST], Finding("Further series", f"{len(told) - _MOST:,}")]
    return told


def _left_out(corpus: Corpus, found: Headlines) -> list[str]:
    """Say what no figure counts, or no trend."""
    periods = found.timeline.periods
    partial = periods.filter(pl.col("partial") & (pl.col("papers") > 0))["period"].to_list()
    unread = [
        count(corpus.rejects.height, "piece") + " of text" if corpus.rejects.height else "",
        count(corpus.unread.height, "file") if corpus.unread.height else "",
    ]
    told = [
        f"not read: {listed([text for text in unread if text])}" if any(unread) else "",
        f"of trends, {count(found.timeline.left_out, 'listing')} without a date"
        if found.timeline.left_out
        else "",
        f"of trends, {count(len(partial), found.timeline.period)} with too little:"
        f" {listed(partial, _MOST)}"
        if partial
        else "",
    ]
    return [text for text in told if text] or ["nothing"]
