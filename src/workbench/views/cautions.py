"""What a reader should know before trusting a trend: what is missing, thin, cut or unread."""

from __future__ import annotations

import polars as pl

from ..analysis.focus import largest_series
from ..corpus import Corpus
from ..errors import InputError
from .reading import Reading, count, listed, read, share
from .stock import no_series

THIN = 30
"""Papers below which a period is called thin: a share of a half is then known to 17 points."""


def cautions(corpus: Corpus, period: str = "auto") -> Reading:
    """Say what calls for care: texts not read, undated dumps, gaps, thin and partial periods.

    Parameters
    ----------
    corpus
        The papers at hand.
    period
        As for :func:`workbench.term_trends`.
    """
    found = read(*_dumps(corpus), *_periods(corpus, period), _abstracts(corpus))
    if found.sentences:
        return found
    return read(
        "Nothing calls for special care: all was read and dated, every paper has an abstract, and"
        f" every period holds {THIN} papers or more."
    )


def _dumps(corpus: Corpus) -> list[str | None]:
    """Say what of the dumps is not in the tables, or in none of the periods."""
    unread, rejects = corpus.unread.height, corpus.rejects.height
    undated = corpus.dumps.filter(pl.col("listed_on").is_null())
    at_cap = corpus.dumps["truncated"].sum()
    left = [
        *([count(unread, "file")] if unread else []),
        *([f"{count(rejects, 'piece')} of text"] if rejects else []),
    ]
    return [
        f"{listed(left)} could not be read." if left else None,
        f"{count(undated.height, 'dump')} without a date"
        f" ({count(undated['n_listings'].sum(), 'listing')}) can be in no period of time."
        if not undated.is_empty()
        else None,
        f"{count(at_cap, 'list')} as long as the series allows: what is not on it may still exist."
        if at_cap
        else None,
    ]


def _periods(corpus: Corpus, period: str) -> list[str | None]:
    """Say which periods cannot stand beside the others."""
    try:
        timeline = corpus.timeline(period)
    except InputError as error:
        return [f"{error}."]
    periods = timeline.periods
    if not timeline.dated:
        series = largest_series(corpus)
        advice = f"For trends, look at one series: corpus.where(series={series!r})."
        return [
            no_series(corpus),
            advice if series is not None else None,
        ]
    full, partial = pl.col("papers") > 0, pl.col("partial")
    few = f"Thin, with fewer than {THIN} papers"
    kinds = {
        "No papers in": ~full,
        "Partial": full & partial,
        few: full & ~partial & (pl.col("papers") < THIN),
    }
    told = {words: periods.filter(which)["period"].to_list() for words, which in kinds.items()}
    return [f"{words}: {listed(names)}." for words, names in told.items() if names]


def _abstracts(corpus: Corpus) -> str | None:
    missing, papers = corpus.papers["abstract"].null_count(), corpus.papers.height
    if not missing:
        return None
    return (
        f"Without an abstract: {share(missing / papers, missing, papers)} papers; their terms come"
        " from the title alone."
    )
