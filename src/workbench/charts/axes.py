"""Axes whose ticks fall on what the data has: periods in time, ratios on a log scale."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import altair as alt

from workbench.charts.theme import CHARACTER

PERIOD = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)
"""How periods of the calendar are named: 2024, 2024-Q1, 2024-03, 2024-W09, 2024-03-12."""

FORMATS = {
    "year": ("%Y", 4),
    "quarter": ("%Y-Q%q", 7),
    "month": ("%Y-%m", 7),
    "week": ("%G-W%V", 8),
    "day": ("%Y-%m-%d", 10),
}
"""The time format of each kind of period, and how many characters it takes."""

STEPS = (1, 2, 3, 4, 6, *(12 * 2**power for power in range(16)))
"""Every how manieth period is named."""

FEW = 3
"""So many named periods or fewer are the first and the last, and the one in the middle."""

RATIO_STEPS = ((1,), (1, 2, 5), (1, 1.5, 2, 3, 5, 7))
"""Ticks of a log axis within a power of ten, the coarsest first."""


def period_axis(periods: Mapping[str, date], width: int) -> alt.Axis:
    """Return an axis with ticks at the starts of periods, as many as the width can name.

    Where that is few, the first and the last period are named rather than some at even steps.

    Parameters
    ----------
    periods
        The first day of each period, by its name. Ticks are named as the periods of the
        calendar are; other periods, such as dumps, by their day.
    width
        Pixels of the axis.
    """
    kinds = {_kind(name) for name in periods}
    kind = kinds.pop() if len(kinds) == 1 else "day"
    return _axis(sorted(set(periods.values())), kind, width, ends=True)


def calendar_axis(first: date, last: date, width: int) -> alt.Axis:
    """Return an axis with ticks at days, months or years, as the time between two days has it."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    months = [day for day in days if day.day == 1]
    years = [day for day in months if day.month == 1]
    if len(days) <= 62:
        return _axis(days, "day", width)
    return _axis(months, "month", width) if len(months) <= 96 else _axis(years, "year", width)


def date_time(day: date) -> alt.DateTime:
    """Return a day as Vega-Lite writes it on scales and axes."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _axis(days: Sequence[date], kind: str, width: int, ends: bool = False) -> alt.Axis:
    form, characters = FORMATS[kind]
    room = max(1, int(width // (CHARACTER * (characters + 4))))
    step = next(step for step in STEPS if math.ceil(len(days) / step) <= room)
    named = days[::step]
    # labels at the ends of an axis stand inside of it, so two fit where one in the middle does
    if ends and len(named) <= FEW < len(days) and width >= CHARACTER * (2 * characters + 1):
        halves = len(named) == FEW and len(days) % 2 == 1
        named = days[:: len(days) // 2] if halves else [days[0], days[-1]]
    values = [date_time(day) for day in named]
    return alt.Axis(values=values, format=form, title=None, grid=False)


def _kind(period: str) -> str:
    """Return which kind of the calendar's periods a name is; others are named by their day."""
    match = PERIOD.fullmatch(period)
    if match is None:
        return "day"
    return next((kind for kind in ("week", "quarter", "day", "month") if match[kind]), "year")


def ratio_ticks(low: float, high: float, fewest: int = 4, most: int = 8) -> list[float]:
    """Return round ticks of a log axis.

    Parameters
    ----------
    low, high
        The ends of the axis, above 0.
    fewest
        How many ticks are enough; where the steps of a log scale give fewer, the axis is so
        short that the steps of a linear one do.
    most
        How many ticks of a linear scale have room.
    """
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in RATIO_STEPS:
        ticks = [float(f"{step}e{power}") for power in exponents for step in steps]
        inside = [tick for tick in ticks if low <= tick <= high]
        if len(inside) >= fewest:
            return inside
    finest = 10.0 ** math.floor(math.log10(high - low)) / 10
    step = next(finest * k for k in (1, 2, 5, 10, 20, 50) if (high - low) / (finest * k) <= most)
    numbers = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [float(f"{number * step:.6g}") for number in numbers]


def period_days(period: str) -> tuple[date, date] | None:
    """Return the first day of a named period and the day after its last.

    Parameters
    ----------
    period
        A name as `PERIOD` has it; of any other name nothing is known, and None is returned.
    """
    match = PERIOD.fullmatch(period)
    if match is None:
        return None
    year = int(match["year"])
    try:
        if match["week"]:
            first = date.fromisocalendar(year, int(match["week"]), 1)
            return first, first + timedelta(days=7)
        if match["day"]:
            first = date(year, int(match["month"]), int(match["day"]))
            return first, first + timedelta(days=1)
        months = 1 if match["month"] else 3 if match["quarter"] else 12
        month = int(match["month"] or 3 * int(match["quarter"] or 1) - 2)
        after = year * 12 + month - 1 + months
        return date(year, month, 1), date(after // 12, after % 12 + 1, 1)
    except ValueError:  # the name looks like a date and is none, as 2024-13 does
        return None
