"""Which terms rise, fall or peak: the trends of all terms, judged together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import Corpus, Timeline
from ..stats.binomial_peak import Peaks, binomial_peaks
from ..stats.binomial_trend import FEWEST_PERIODS, Trends, binomial_trends
from .choice import candidate_terms, enough_papers
from .counting import count_terms
from .exposure import repeat_effect

Array = NDArray[np.float64]

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "papers": pl.Int64,
    "first_share": pl.Float64,
    "last_share": pl.Float64,
    "slope": pl.Float64,
    "odds_ratio": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "dispersion": pl.Float64,
    "verdict": pl.String,
}

_Q = 0.05
_LEAST_RATIO = 1.03  # of the odds, per period
_LEAST_CHANGE = 0.01  # of the share
_LEAST_RETURN = 0.5  # the smaller of rise and fall, as a part of the larger
_FEWEST_PAPERS = 5
_ORDER = {"rising": 0, "falling": 0, "peaked": 1, "flat": 2, "too few": 2}


def rising_terms(
    corpus: Corpus,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    min_papers: int | None = None,
    by: str = "term",
) -> pl.DataFrame:
    """Return the trend of every term that enough papers hold, and what it amounts to.

    Parameters
    ----------
    corpus
        The papers at hand.
    period, axis, count, by
        As for `term_trends`.
    min_papers
        Fewest papers that must hold a term; by default 0.5 % of the papers and at least 20, or a
        tenth of fewer than 200 papers and at least 5.

    Returns
    -------
    polars.DataFrame
        A row for each term: first those that rise or fall, then those that peaked, then the rest,
        each by the size of their change. Empty where the periods are no time series.

        - ``term``, ``label``; ``kind``: subject or style of writing, null as long as not judged;
        - ``papers``: papers with the term in the periods that the fit uses;
        - ``first_share``, ``last_share``: observed, in the first and last of these periods;
        - ``slope``: change of the log odds per period; ``odds_ratio`` is its exponential, ``low``
          and ``high`` the 95 % interval of the ratio. A term that lies wholly at one end has an
          infinite slope: slope and ratio are null, and only one end of the interval exists;
        - ``p_value``, and ``q_value`` over all terms of the table;
        - ``dispersion``: how much more the shares scatter about the line than counts would;
        - ``verdict``: ``rising`` or ``falling`` where q < 0.05, the odds change by more than 3 %
          per period and the fitted share by at least one point in all; ``peaked`` where that is
          not so but the share of a stretch of periods stands out (q < 0.05), by a point or more
          and about as far from what came after as from what came before; ``flat`` where neither is
          shown; ``too few`` for fewer than three periods or five papers.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices.

    Notes
    -----
    A binomial model of each term's share on the index of the period, with a dispersion of at least
    1 and Student's t, see `workbench.stats.binomial_trend`; peaks are held to the scatter that all
    terms have on the average, see `workbench.stats.binomial_peak`. Periods that are partial or
    without papers are left out. Under ``exposure`` the dispersion is at least the effect that the
    repeats of papers have. Terms that a longer term holds are left out, see `candidate_terms`.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57(1).
    """
    timeline = corpus.timeline(period=period, axis=axis, count=count)
    least = enough_papers(corpus, min_papers)
    terms = candidate_terms(corpus, by, least)
    if not timeline.dated:
        return pl.DataFrame(schema=SCHEMA)
    index, timeline = _whole_periods(timeline)
    counts, papers = count_terms(corpus, timeline, terms["term_id"], by)
    enough = papers >= max(least, 1)
    terms, counts, papers = terms.filter(enough), counts[enough], papers[enough]

    totals = timeline.periods["papers"].to_numpy()
    repeats = repeat_effect(timeline) if count == "exposure" else 1.0
    lines = binomial_trends(counts, totals, index, least_dispersion=repeats)
    peaks = binomial_peaks(counts, totals, least_dispersion=lines.common)
    q_value = _q_values(lines.p_value)
    verdict, change = _verdicts(lines, peaks, q_value, papers)

    frame = terms.with_columns(
        kind=None,
        papers=papers,
        first_share=counts[:, 0] / totals[0] if len(totals) else None,
        last_share=counts[:, -1] / totals[-1] if len(totals) else None,
        slope=lines.slope,
        odds_ratio=np.exp(lines.slope),
        low=np.exp(lines.low),
        high=np.exp(lines.high),
        p_value=lines.p_value,
        q_value=q_value,
        dispersion=lines.dispersion,
        verdict=verdict,
        change=change,
    )
    group = pl.col("verdict").replace_strict(_ORDER, return_dtype=pl.Int64)
    order = [group, pl.col("change").fill_nan(0.0), pl.col("papers"), pl.col("term")]
    frame = frame.sort(order, descending=[False, True, True, False])
    return frame.with_columns(pl.selectors.float().fill_nan(None)).cast(SCHEMA).select(*SCHEMA)


def _whole_periods(timeline: Timeline) -> tuple[Array, Timeline]:
    """Leave out periods that are partial or empty; return also where the others stand in time."""
    place = timeline.periods.with_row_index("index")
    whole = place.filter(~pl.col("partial") & (pl.col("papers") > 0))
    periods = whole.drop("index")
    units = timeline.units.join(periods.select("period"), on="period", how="semi")
    return whole["index"].to_numpy().astype(float), replace(timeline, units=units, periods=periods)


def _q_values(p_values: Array) -> Array:
    """Return Benjamini and Hochberg's q of the p that exist."""
    # Imported here: scipy.stats takes a second that only those who ask for a test should pay.
    from scipy.stats import false_discovery_control

    q_values = np.full(p_values.shape, np.nan)
    tried = ~np.isnan(p_values)
    if tried.any():
        q_values[tried] = false_discovery_control(p_values[tried])
    return q_values


def _verdicts(
    lines: Trends, peaks: Peaks, q_value: Array, papers: NDArray[np.int64]
) -> tuple[pl.Series, Array]:
    """Say in words what the fits amount to, and how far each share went."""
    n_terms, n_periods = lines.log_odds.shape
    if n_periods < FEWEST_PERIODS:
        return pl.Series(["too few"] * n_terms, dtype=pl.String), np.zeros(n_terms)
    way = lines.fitted[:, -1] - lines.fitted[:, 0]
    steep = (lines.separated != 0) | (np.abs(lines.slope) > np.log(_LEAST_RATIO))
    shown = (q_value < _Q) & steep & (np.abs(way) >= _LEAST_CHANGE)
    height = np.fmin(peaks.rise, peaks.fall)
    back = height >= _LEAST_RETURN * np.fmax(peaks.rise, peaks.fall)
    peaked = (_q_values(peaks.p_value) < _Q) & (height >= _LEAST_CHANGE) & back
    verdict = np.select(
        [papers < _FEWEST_PAPERS, shown & (way > 0), shown & (way < 0), peaked],
        ["too few", "rising", "falling", "peaked"],
        default="flat",
    )
    change = np.where(verdict == "peaked", height, np.abs(way))
    return pl.Series(verdict, dtype=pl.String), change
