"""Calendar periods: names, bounds, the choice of a length, and which of them are partial."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from ..errors import InputError

# from fine to coarse; the interval is polars' own notation
_INTERVALS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
PERIODS = ("dump", *_INTERVALS)
_FEWEST, _MOST = 6, 36
_LONG = ("month", "quarter", "year")
_THIN = 100  # papers of a long period
PRECISIONS = ("day", "month", "year")
"""How exactly a day may be known, from fine to coarse."""


def check_period(period: str) -> None:
    """Raise :class:`InputError` unless `period` is `auto` or one of :data:`PERIODS`."""
    if period not in ("auto", *PERIODS):
        raise InputError(f"period {period!r} is none of: auto, {', '.join(PERIODS)}")


def start(day: pl.Expr, period: str) -> pl.Expr:
    """Return the first day of the calendar period that holds `day`."""
    return day.dt.truncate(_INTERVALS[period])


def name(first: pl.Expr, period: str) -> pl.Expr:
    """Return how a period is called: 2025-03-12, 2025-W11, 2025-03, 2025-Q1 or 2025."""
    if period == "quarter":
        return pl.format("{}-Q{}", first.dt.year(), first.dt.quarter())
    notation = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
    return first.dt.strftime(notation[period])


def span(days: pl.Series, period: str) -> pl.Series:
    """Return the first days of all periods from the first to the last of `days`, gaps included."""
    bounds = pl.select(
        low=start(pl.lit(days.min()), period), high=start(pl.lit(days.max()), period)
    )
    low, high = bounds.row(0)
    return pl.date_range(low, high, _INTERVALS[period], eager=True).alias("period_start")


def precise_enough(period: str) -> tuple[str, ...]:
    """Return how exactly a day must be known to say in which period it lies."""
    at_most = "year" if period == "year" else "day" if period in ("day", "week") else "month"
    return PRECISIONS[: PRECISIONS.index(at_most) + 1]


def choose(days: pl.Series, precision: str = "day") -> str:
    """Choose the period length for a series of days.

    Of the lengths that give 6 to 36 periods, the one with the largest part of its periods in use,
    the finer of equals; where none gives so many, the one whose number is nearest. Lengths that
    days of this precision cannot be laid on are out.
    """
    lengths = []
    for order, period in enumerate(_INTERVALS):
        if precision not in precise_enough(period):
            continue
        periods = len(span(days, period))
        used = pl.select(start(pl.lit(days), period).n_unique()).item()
        distance = max(_FEWEST - periods, periods - _MOST, 0)
        lengths.append((distance, -used / periods, order, period))
    return min(lengths)[-1]


def partial(days: pl.Series, periods: pl.Series, period: str) -> list[bool]:
    """Say of each period whether the days at hand leave a part of it open.

    The usual step between neighboring days is their median distance, and a day stands for the
    days up to the next. Where the next is late by more than a long weekend (three days) or a
    quarter of the step (second Mondays are four or five weeks apart) there is a hole, before the
    first and after the last day too. A period is partial when a hole takes days
    from it.

    Parameters
    ----------
    days
        The days that have data.
    periods
        First days of the periods, in order.
    period
        Their length.
    """
    seen = days.unique().sort().to_list()
    steps = sorted((b - a).days for a, b in pairwise(seen))
    usual = steps[len(steps) // 2] if steps else 1
    ends = pl.select(pl.lit(periods).dt.offset_by(_INTERVALS[period])).to_series().to_list()
    step = timedelta(days=usual)
    marks = [periods[0] - timedelta(days=1), *seen, ends[-1]]
    holes = [
        (a + step if a >= periods[0] else periods[0], b)
        for a, b in pairwise(marks)
        if (b - a).days > usual + max(3, usual // 4)
    ]
    return [
        any(first < hole_end and hole_start < end for hole_start, hole_end in holes)
        for first, end in zip(periods.to_list(), ends, strict=True)
    ]


def least_papers(papers: pl.Series, period: str) -> float:
    """Return how many papers a period must hold to stand beside the others.

    100 for a month or longer, or half as many as usual (the median) where that is less; 0 for
    shorter periods, which may be quiet.
    """
    usual = papers.filter(papers > 0).median() or 0
    return min(_THIN, usual / 2) if period in _LONG else 0


def thin(papers: pl.Series, days: pl.Series, period: str) -> list[bool]:
    """Say of each period whether it holds too little to stand beside the others.

    Parameters
    ----------
    papers
        Papers listed in each period, each once.
    days
        Days of each period that have a list.
    period
        Their length.

    Returns
    -------
    list of bool
        True for a period of fewer papers than `least_papers` has it, or less than half of the
        usual number of days. Periods without papers are none: they have nothing to mislead with.
    """
    some = papers > 0
    usual_days = days.filter(some).median() or 0
    return (some & ((papers < least_papers(papers, period)) | (days < usual_days / 2))).to_list()


def as_day(value: date | str, argument: str) -> date:
    """Return a day given as date or ISO text; :class:`InputError` names the argument if not."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"{argument}={value!r} is no day; write it as 2025-03-12") from None
