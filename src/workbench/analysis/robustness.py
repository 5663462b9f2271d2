"""Whether a trend survives other choices: how to count, how long a period is, which are there."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import COUNTS, Corpus
from ..errors import InputError
from ..stats.binomial_trend import FEWEST_PERIODS, Trends
from ..stats.rank_trend import rank_trends
from . import basis
from .fitted import Fitted, fit_terms
from .kinds import kinds_of
from .verdicts import LEVEL, limits, q_values, same_way, verdicts, way_of, without_one

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "verdict": pl.String,
    "odds_ratio": pl.Float64,
    "other_counts": pl.Boolean,
    "other_period": pl.Boolean,
    "any_period": pl.Boolean,
    "last_period": pl.Boolean,
    "ranks": pl.Boolean,
    "survived": pl.Int64,
    "asked": pl.Int64,
    "weakest_without": pl.String,
    **basis.COLUMNS,
}
CHECKS = ("other_counts", "other_period", "any_period", "last_period", "ranks")

_CALLED = ("rising", "saturated", "falling", "unstable")
_COARSER = {"day": "week", "week": "month", "dump": "month", "month": "quarter", "quarter": "year"}
_FINER = {"week": "day", "month": "week", "quarter": "month", "year": "quarter"}
_ENOUGH_PERIODS = 6
_FEWEST_RANKS = 5  # with fewer even the plainest order has p > 0.05


def robustness(
    corpus: Corpus,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    min_papers: int | None = None,
    by: str = "term",
    top: int = 50,
) -> pl.DataFrame:
    """Return whether the trends of the terms that rise or fall survive other choices.

    Parameters
    ----------
    corpus
        The papers at hand.
    period, axis, count, min_papers, by
        As for `rising_terms`, whose verdicts these are.
    top
        Terms to ask at most: the first of `rising_terms`, subjects before words of style.

    Returns
    -------
    polars.DataFrame
        A row for each term that `rising_terms` calls rising, saturated, falling or unstable at
        q < 0.05, in its order. To survive is to go the same way with p < 0.05:

        - ``other_counts``: under both other counting modes;
        - ``other_period``: by the next longer period that leaves six periods, else by the next
          shorter one;
        - ``any_period``: with any one period left out; ``weakest_without`` is the period whose
          absence does most harm;
        - ``last_period``: with the last period left out;
        - ``ranks``: by Kendall's tau, with a Theil-Sen slope of the same sign;
        - ``survived`` of ``asked``: how many of these. What cannot be asked, for lack of periods,
          is null and not counted;
        - ``listings_at_hand``, ``listings_left_out``, ``basis``: as for `rising_terms`.

        Empty where nothing is called, or the periods are no time series.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown, or top below 1.
    """
    if top < 1:
        raise InputError(f"top={top}: ask for at least 1 term")
    fitted = fit_terms(corpus, period, axis, count, by, min_papers)
    if fitted is None:
        return pl.DataFrame(schema=SCHEMA)
    words, rows = _called(corpus, fitted, by, top)
    if not len(rows):
        return pl.DataFrame(schema=SCHEMA)
    way = way_of(fitted.lines)[rows]
    terms = fitted.terms[rows.tolist()]
    ids = terms["term_id"]
    checks: dict[str, list[bool | None]] = {}
    modes = [mode for mode in COUNTS if mode != count]
    found = [_survives_in(corpus, ids, way, period, axis, mode, by, min_papers) for mode in modes]
    checks["other_counts"] = [_both(*pair) for pair in zip(*found, strict=True)]
    other = _other_period(corpus, fitted.timeline.period, axis, count)
    if other is not None:
        checks["other_period"] = _survives_in(corpus, ids, way, other, axis, count, by, min_papers)
    p_values = _p_without_one(fitted, rows, way)
    if len(p_values):
        checks["any_period"] = (p_values < LEVEL).all(axis=0).tolist()
        checks["last_period"] = (p_values[-1] < LEVEL).tolist()
    if len(fitted.totals) >= _FEWEST_RANKS:
        slope, _, p_value = rank_trends(fitted.counts[rows] / fitted.totals, fitted.index)
        checks["ranks"] = ((np.sign(slope) == way) & (p_value < LEVEL)).tolist()
    never = [None] * len(rows)
    frame = terms.with_columns(
        pl.Series("verdict", words[rows]),
        pl.Series("odds_ratio", np.exp(fitted.lines.slope[rows])).fill_nan(None),
        *(pl.Series(name, checks.get(name, never), dtype=pl.Boolean) for name in CHECKS),
        pl.Series("weakest_without", _weakest(fitted, p_values, len(rows)), dtype=pl.String),
    )
    frame = frame.with_columns(
        survived=pl.sum_horizontal(CHECKS),
        asked=pl.sum_horizontal(pl.col(CHECKS).is_not_null()),
    )
    frame = fitted.basis.saying(
        limits(),
        f"Other period: {other}" if other is not None else None,
        "To survive is to go the same way with p < 0.05",
    ).beside(frame)
    return frame.cast(SCHEMA).select(*SCHEMA)


def _called(
    corpus: Corpus, fitted: Fitted, by: str, top: int
) -> tuple[NDArray[np.str_], NDArray[np.int64]]:
    """Return all verdicts, and the rows of terms to ask, in the order of `rising_terms`."""
    words, change = verdicts(
        fitted.counts, fitted.totals, fitted.index, fitted.lines, fitted.peaks, fitted.papers
    )
    rows = np.flatnonzero(np.isin(words, _CALLED) & (q_values(fitted.lines.p_value) < LEVEL))
    terms = fitted.terms[rows.tolist()]
    style = (kinds_of(corpus, terms, by)["kind"] == "style").to_numpy()
    order = np.lexsort(
        (terms["term"].to_numpy(), -fitted.papers[rows], -change[rows], words[rows] == "unstable",
         style)
    )  # fmt: skip
    return words, rows[order][:top]


def _survives_in(
    corpus: Corpus, ids: pl.Series, way: NDArray[np.float64],
    period: str, axis: str, count: str, by: str, min_papers: int | None,
) -> list[bool | None]:  # fmt: skip
    """Say which terms go the same way where papers are counted so; None where too few remain."""
    fitted = fit_terms(corpus, period, axis, count, by, min_papers)
    if fitted is None or len(fitted.totals) < FEWEST_PERIODS:
        return [None] * len(ids)
    row_of = {term_id: row for row, term_id in enumerate(fitted.terms["term_id"])}
    rows = [row_of.get(term_id) for term_id in ids]
    shown = _shown(fitted.lines)
    return [
        None if row is None else bool(shown[row] == expected)
        for row, expected in zip(rows, way, strict=True)
    ]


def _shown(lines: Trends) -> NDArray[np.float64]:
    """Return the way of terms whose trend is shown, 0 of others."""
    return np.where(lines.p_value < LEVEL, way_of(lines), 0.0)


def _both(*answers: bool | None) -> bool | None:
    known = [answer for answer in answers if answer is not None]
    return all(known) if known else None


def _other_period(corpus: Corpus, period: str, axis: str, count: str) -> str | None:
    """Return the next longer period that leaves enough of them, else the next shorter one."""
    longer = _COARSER.get(period)
    if longer is not None:
        periods = corpus.timeline(longer, axis, count).periods
        if periods.filter(~pl.col("partial") & (pl.col("papers") > 0)).height >= _ENOUGH_PERIODS:
            return longer
    return _FINER.get(period)


def _p_without_one(
    fitted: Fitted, rows: NDArray[np.int64], way: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return p-values, periods left out × terms; 1 where a term then goes another way."""
    if len(fitted.totals) <= FEWEST_PERIODS:
        return np.empty((0, len(rows)))
    left = without_one(fitted.counts[rows], fitted.totals, fitted.index, fitted.lines)
    return np.array([np.where(same_way(trends, way), trends.p_value, 1.0) for trends in left])


def _weakest(fitted: Fitted, p_values: NDArray[np.float64], terms: int) -> list[str | None]:
    """Return the period whose absence makes each trend least sure."""
    if not len(p_values):
        return [None] * terms
    names = fitted.timeline.periods["period"]
    return [names[period] for period in p_values.argmax(axis=0).tolist()]
