"""The share of papers that hold a term, period by period."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..corpus import Corpus
from ..errors import InputError
from ..stats.intervals import with_shares
from . import basis
from .choice import ranked_terms
from .composition import standardized
from .counting import count_terms
from .exposure import exposure_bands
from .groups import Asked, Chosen, chosen_groups

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
    **basis.COLUMNS,
}


def term_trends(
    corpus: Corpus,
    terms: Asked | None = None,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
    smooth: int = 0,
    composition: bool = False,
) -> pl.DataFrame:
    """Return the share of papers that hold each term, by period.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as typed, normalized like the text; by default the first 12 of
        ``corpus.top_terms()``. ``agent*`` stands for all terms that begin so, and a mapping names
        groups of terms that count as one: ``{"RL": ["RL", "reinforcement learning"]}``.
    period
        ``dump``, ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto``: the dump where
        the dumps are no dated series, else the length that gives 6 to 36 periods.
    axis
        The day a listing is laid on: ``listed_on`` (of the list), ``captured_on`` (it was saved),
        ``published_on`` (the paper's own) or ``first_listed`` (the paper's first on a list, which
        leaves every paper one period).
    count
        What is counted: ``distinct`` (a paper once per period), ``first_listed`` (once ever) or
        ``exposure`` (every listing).
    by
        ``term``, or ``concept``: an acronym counts as what it stands for.
    smooth
        Half-width of a centered mean, in periods: 1 takes each period with its two neighbors. 0,
        the default, is no smoothing.
    composition
        Whether the mix of topics is held at its mean: a term then moves only by how often papers
        of a kind hold it, not by how many papers of that kind there are.

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
          to stand beside the others;
        - ``listings_at_hand``, ``listings_left_out``, ``basis``: all listings, those of them
          without a day on the axis, and what was chosen how, in words;
        - only with smoothing, ``smoothed`` and ``half_width``: the share of the papers of all the
          periods that the mean takes (fewer at the ends), and how far it reaches. Share, counts and
          interval stay those of the period;
        - only with the topics held, ``crude_share``, which is the ratio of the counts; share and
          interval are then standardized, see `workbench.analysis.composition`.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices. If a mean
        is asked of dumps that are no time series, or the topics held of fewer than 500 papers or
        together with a mean.
    UnknownTermError
        If no paper holds a term, or no term fits a wildcard.

    Notes
    -----
    Intervals are Wilson's (1927). Under ``exposure`` the listings of one paper are not
    independent: there the interval is the 95 % range of a seeded bootstrap over papers.
    """
    timeline = corpus.timeline(period=period, axis=axis, count=count)
    if smooth < 0 or (smooth and not timeline.dated):
        raise InputError(
            f"smooth={smooth}: give 0 or more periods; dumps that are no time series have no mean"
        )
    if composition and smooth:
        raise InputError("give smooth or composition, not both: a mean of counts has no topics")
    if terms is None:
        chosen = Chosen.alone(ranked_terms(corpus, SHOWN, by))
    else:
        chosen = chosen_groups(corpus, terms, by)
    names, pairs = chosen.names, chosen.pairs(corpus, by)
    counts, _ = count_terms(corpus, timeline, names["term_id"], by, pairs)
    periods = timeline.periods
    each_term = np.repeat(np.arange(names.height), periods.height)
    each_period = np.tile(np.arange(periods.height), names.height)
    grid = names[each_term].hstack(periods[each_period])
    frame = grid.with_columns(pl.Series("papers_with_term", counts.ravel(), dtype=pl.Int64))
    frame = with_shares(frame, "papers_with_term", "papers")
    if count == "exposure":
        presence = pairs.named(corpus.paper_ids)
        low, high = exposure_bands(presence, timeline, names["term_id"])
        frame = frame.with_columns(
            pl.Series("low", low.ravel()).fill_nan(None),
            pl.Series("high", high.ravel()).fill_nan(None),
        )
    frame = (
        basis.counted(corpus, timeline, period)
        .saying(
            f"{names.height:,} terms, the first of the ranking" if terms is None else None,
            "Mix of topics held at its mean" if composition else None,
            _mean_in_words(smooth) if timeline.dated else None,
        )
        .beside(frame)
    )
    if composition:
        presence = pairs.named(corpus.paper_ids)
        hits, worth = standardized(corpus, timeline, presence, names["term_id"])
        held = pl.DataFrame({"hits": hits.ravel(), "worth": np.tile(worth, names.height)})
        held = with_shares(held, "hits", "worth").select("share", "low", "high")
        crude = frame["share"].alias("crude_share")
        return frame.with_columns(held).select(*SCHEMA).with_columns(crude)
    if not smooth:
        return frame.select(*SCHEMA)
    return frame.with_columns(
        smoothed=_around("papers_with_term", smooth) / _around("papers", smooth),
        half_width=pl.lit(smooth, pl.Int64),
    ).select(*SCHEMA, pl.col("smoothed").fill_nan(None), "half_width")


def _mean_in_words(smooth: int) -> str:
    if not smooth:
        return "No smoothing"
    neighbors = "its two neighbors" if smooth == 1 else f"{smooth} periods on either side"
    return f"Lines: means of each period and {neighbors}"


def _around(column: str, smooth: int) -> pl.Expr:
    """Return the sum of each period and its neighbors, term by term."""
    steps = range(-smooth, smooth + 1)
    return pl.sum_horizontal(pl.col(column).shift(k, fill_value=0).over("term_id") for k in steps)
