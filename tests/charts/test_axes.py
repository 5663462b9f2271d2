"""Ticks that fall on periods, and on round ratios."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.charts import axes


def days(axis: alt.Axis) -> list[date]:
    ticks = [value.to_dict() for value in axis["values"]]
    return [date(tick["year"], tick["month"], tick["date"]) for tick in ticks]


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 4, 1)),
        ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 4)),
        ("2024-W01", date(2024, 1, 1), date(2024, 1, 8)),
    ],
)
def test_periods_of_the_calendar_have_days(period: str, first: date, after: date) -> None:
    assert axes.period_days(period) == (first, after)


@pytest.mark.parametrize(
    "name", ["2024-13", "2023-02-29", "2021-W53", "2024-Q5", "dump 7", "20240101", "", "2024-1"]
)
def test_other_names_have_none(name: str) -> None:
    assert axes.period_days(name) is None


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_periods_of_one_kind_leave_no_day_between_them(day: date) -> None:
    quarter = (day.month + 2) // 3
    year, week, _ = day.isocalendar()
    names = [f"{day:%Y}", f"{day:%Y}-Q{quarter}", f"{day:%Y-%m}", f"{year}-W{week:02d}", f"{day}"]
    for name in names:
        first, after = axes.period_days(name)
        assert first <= day < after


@pytest.mark.parametrize(
    ("names", "form"),
    [
        (["2023", "2024"], "%Y"),
        (["2024-Q1", "2024-Q2"], "%Y-Q%q"),
        (["2024-01", "2024-02"], "%Y-%m"),
        (["2024-W01", "2024-W02"], "%G-W%V"),
        (["2024-01-01", "2024-01-02"], "%Y-%m-%d"),
        (["first dump", "second dump"], "%Y-%m-%d"),
        (["2024-01", "a dump"], "%Y-%m-%d"),
    ],
)
def test_ticks_are_named_as_the_periods_are(names: list[str], form: str) -> None:
    starts = {name: date(2024, 1 + place, 1) for place, name in enumerate(names)}
    axis = axes.period_axis(starts, 500)
    assert axis["format"] == form
    assert days(axis) == list(starts.values())


@pytest.mark.parametrize("width", [60, 170, 400, 600])
@pytest.mark.parametrize("count", [1, 2, 13, 36, 400])
def test_ticks_stand_on_periods_and_have_room(width: int, count: int) -> None:
    starts = {f"{2000 + n // 12}-{n % 12 + 1:02d}": date(2000 + n // 12, n % 12 + 1, 1)
              for n in range(count)}  # fmt: skip
    ticks = days(axes.period_axis(starts, width))
    assert set(ticks) <= set(starts.values())
    assert ticks[0] == date(2000, 1, 1)
    assert 1 <= len(ticks) <= max(1, width // 60)


def test_where_few_periods_can_be_named_the_first_and_the_last_are() -> None:
    starts = {f"2025-{n:02d}": date(2025, n, 1) for n in range(1, 9)}
    assert days(axes.period_axis(starts, 110)) == [date(2025, 1, 1), date(2025, 8, 1)]
    assert days(axes.period_axis(starts, 90)) == [date(2025, 1, 1)]
    odd = dict(list(starts.items())[:7])
    assert days(axes.period_axis(odd, 240)) == [date(2025, n, 1) for n in (1, 4, 7)]


@pytest.mark.parametrize(
    ("span", "form"), [(10, "%Y-%m-%d"), (61, "%Y-%m-%d"), (200, "%Y-%m"), (5000, "%Y")]
)
def test_a_calendar_axis_is_as_fine_as_its_span_allows(span: int, form: str) -> None:
    first = date(2020, 1, 15)
    last = first + timedelta(days=span)
    axis = axes.calendar_axis(first, last, 500)
    assert axis["format"] == form
    assert all(first <= day <= last for day in days(axis))


@given(st.floats(1e-4, 0.99), st.floats(1.01, 1e4))
def test_ratio_ticks_are_few_enough_inside_and_in_order(low: float, high: float) -> None:
    ticks = axes.ratio_ticks(low, high)
    assert all(low <= tick <= high for tick in ticks)
    assert all(a < b for a, b in itertools.pairwise(ticks))
    assert 1.0 in ticks or high / low > 100
    assert len(ticks) <= 14


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0.001, 1000, [0.001, 0.01, 0.1, 1, 10, 100, 1000]),
        (0.4, 6, [0.5, 1, 2, 5]),
        (0.75, 2.2, [0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.2]),
        (0.97, 1.06, [0.98, 1, 1.02, 1.04, 1.06]),
    ],
)
def test_ratio_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert axes.ratio_ticks(low, high) == ticks
