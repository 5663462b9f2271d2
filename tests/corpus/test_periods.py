"""Calendar periods: their names, their choice, and which are partial."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from workbench.corpus import periods as cal
from workbench.errors import InputError


def days(first: date, step: int, n: int) -> pl.Series:
    return pl.Series([first + timedelta(days=step * i) for i in range(n)], dtype=pl.Date)


@pytest.mark.parametrize(
    ("period", "start", "name"),
    [
        ("day", date(2025, 12, 31), "2025-12-31"),
        ("week", date(2025, 12, 29), "2026-W01"),
        ("month", date(2025, 12, 1), "2025-12"),
        ("quarter", date(2025, 10, 1), "2025-Q4"),
        ("year", date(2025, 1, 1), "2025"),
    ],
)
def test_names_and_starts(period: str, start: date, name: str) -> None:
    day = pl.lit(date(2025, 12, 31))
    first = pl.select(cal.start(day, period)).item()
    assert first == start
    assert pl.select(cal.name(pl.lit(first), period)).item() == name


def test_a_span_holds_the_gaps() -> None:
    sparse = pl.Series([date(2024, 11, 5), date(2025, 2, 1)])
    assert cal.span(sparse, "month").to_list() == [
        date(2024, 11, 1),
        date(2024, 12, 1),
        date(2025, 1, 1),
        date(2025, 2, 1),
    ]


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (days(date(2025, 1, 1), 1, 10), "day"),
        (days(date(2025, 1, 1), 1, 60), "week"),
        (days(date(2025, 1, 1), 1, 250), "week"),
        (days(date(2024, 1, 1), 1, 700), "month"),
        (days(date(2025, 1, 6), 7, 8), "week"),
        (days(date(2025, 1, 10), 30, 8), "month"),
        (days(date(2015, 1, 1), 90, 30), "quarter"),
        (days(date(1990, 1, 1), 30, 400), "year"),
        (days(date(2025, 1, 1), 1, 2), "day"),
    ],
)
def test_the_length_with_six_to_thirty_six_periods_and_few_gaps(given, chosen: str) -> None:
    assert cal.choose(given) == chosen


@pytest.mark.parametrize(
    ("given", "period", "partial"),
    [
        # whole months, day by day
        (days(date(2025, 1, 1), 1, 59), "month", [False, False]),
        # starts and ends inside a month
        (days(date(2025, 1, 15), 1, 30), "month", [True, True]),
        # working days only: weekends are no holes
        (
            pl.Series([d for d in days(date(2025, 1, 1), 1, 59) if d.weekday() < 5]),
            "month",
            [False, False],
        ),
        # a hole from the middle of the first to the middle of the second month
        (
            pl.Series(
                [
                    d
                    for d in days(date(2025, 1, 1), 1, 90)
                    if not date(2025, 1, 20) <= d < date(2025, 2, 10)
                ]
            ),
            "month",
            [True, True, False],
        ),
        # one capture a month: no month is open
        (days(date(2025, 1, 10), 30, 4), "month", [False] * 4),
        # the second Monday of each month: four or five weeks apart, no month is open
        (
            pl.Series([date(2025, 1, 13), date(2025, 2, 10), date(2025, 3, 10), date(2025, 4, 14)]),
            "month",
            [False] * 4,
        ),
        # one capture a week, one left out
        (
            pl.Series([date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20), date(2025, 2, 3)]),
            "week",
            [False, False, False, True, False],
        ),
        (pl.Series([date(2025, 1, 6)]), "month", [True]),
        (pl.Series([date(2025, 1, 6)]), "day", [False]),
    ],
)
def test_periods_with_missing_days_are_partial(given, period: str, partial: list[bool]) -> None:
    assert cal.partial(given, cal.span(given, period), period) == partial


@pytest.mark.parametrize("value", ["2025-3-12", "yesterday", 20250312])
def test_what_is_no_day_is_named(value) -> None:
    with pytest.raises(InputError, match="since="):
        cal.as_day(value, "since")


def test_an_unknown_period_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="auto, dump, day, week, month, quarter, year"):
        cal.check_period("fortnight")


@pytest.mark.parametrize(
    ("papers", "days", "period", "thin"),
    [
        ([300, 99, 310, 280], [20, 19, 21, 20], "month", [0, 1, 0, 0]),  # under 100
        ([300, 140, 310, 280], [20, 19, 21, 20], "month", [0, 0, 0, 0]),
        ([300, 140, 310, 280], [20, 9, 21, 20], "month", [0, 1, 0, 0]),  # half of its usual days
        ([30, 14, 31, 28], [2, 2, 2, 2], "month", [0, 1, 0, 0]),  # a small collection scales down
        ([30, 16, 31, 28], [2, 2, 2, 2], "month", [0, 0, 0, 0]),
        ([30, 2, 31, 28], [2, 2, 2, 2], "week", [0, 0, 0, 0]),  # weeks may be quiet
        ([30, 0, 31, 28], [2, 0, 2, 2], "month", [0, 0, 0, 0]),  # nothing there misleads nobody
        ([], [], "month", []),
    ],
)
def test_thin_periods(papers: list[int], days: list[int], period: str, thin: list[int]) -> None:
    columns = [pl.Series(values, dtype=pl.Int64) for values in (papers, days)]
    assert cal.thin(*columns, period) == [bool(flag) for flag in thin]
