"""The share of papers that hold a term, period by period."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from ..corpus import Corpus
from ..stats.intervals import with_shares
from .choice import asked_terms, ranked_terms
from .counting import count_terms
from .exposure import exposure_bands

SHOWN = 12
"""Terms of the ranking that are shown if none are asked for."""

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "papers_with_term": pl.Int64,
    "papers": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "partial": pl.Boolean,
}


def term_trends(
    corpus: Corpus,
    terms: str | Sequence[str] | None = None,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
) -> pl.DataFrame:
    """Return the share of papers that hold each term, by period.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as typed, normalized like the text; by default the first 12 of
        ``corpus.top_terms()``.
    period
        ``dump``, ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto``: the dump where
        the dumps are no dated series, else the length that gives 6 to 36 periods.
    axis
        ``listed_on``, ``captured_on`` or ``published_on``.
    count
        What is counted: ``distinct`` (a paper once per period), ``first_listed`` (once ever) or
        ``exposure`` (every listing).
    by
        ``term``, or ``concept``: an acronym counts as what it stands for.

    Returns
    -------
    polars.DataFrame
        A row for each term and period, terms in the order asked (or by rank), periods in order of
        time:

        - ``term``, ``label``: the normalized term, and how papers print it;
        - ``period``, ``period_start``: name and first day; the day is null in every row where the
          periods are dumps that answer different questions, so their differences are no trend;
        - ``papers_with_term``, ``papers``: the counts (of listings under ``exposure``);
        - ``share``, ``low``, ``high``: their ratio and its 95 % interval, null without papers;
        - ``partial``: whether the dumps leave a part of the period open, or hold too little of it
          to stand beside the others.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices.
    UnknownTermError
        If no paper holds a term.

    Notes
    -----
    Intervals are Wilson's (1927). Under ``exposure`` the listings of one paper are not
    independent: there the interval is the 95 % range of a seeded bootstrap over papers.
    """
    timeline = corpus.timeline(period=period, axis=axis, count=count)
    asked = terms is not None
    chosen = asked_terms(corpus, terms, by) if asked else ranked_terms(corpus, SHOWN, by)
    counts, _ = count_terms(corpus, timeline, chosen["term_id"], by)
    periods = timeline.periods
    each_term = np.repeat(np.arange(chosen.height), periods.height)
    each_period = np.tile(np.arange(periods.height), chosen.height)
    grid = chosen[each_term].hstack(periods[each_period])
    frame = grid.with_columns(pl.Series("papers_with_term", counts.ravel(), dtype=pl.Int64))
    frame = with_shares(frame, "papers_with_term", "papers")
    if count == "exposure":
        low, high = exposure_bands(corpus, timeline, chosen["term_id"], by)
        frame = frame.with_columns(
            pl.Series("low", low.ravel()).fill_nan(None),
            pl.Series("high", high.ravel()).fill_nan(None),
        )
    return frame.select(*SCHEMA)
