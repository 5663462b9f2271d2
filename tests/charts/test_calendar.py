"""Dumps on a calendar: the right square for each day, a panel for each year of each series."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import charts
from workbench.charts.calendar import MOST_PANELS, WEEKS


def dumps(days: list[date | None], series: str | None = "news") -> pl.DataFrame:
    """Return the table `dumps` of one dump a day, each with one listing more than the last."""
    rows = [(f"{number:04d}.json", series, None, day, number, 0) for number, day in enumerate(days)]
    schema = {"path": pl.String, "series": pl.String, "captured_on": pl.Date,
              "listed_on": pl.Date, "n_listings": pl.Int64, "n_rejects": pl.Int64}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def headings(spec: dict) -> list[str]:
    return [panel["title"]["text"] for panel in spec["vconcat"]]


def all_rows(spec: dict) -> list[dict]:
    return [row for rows in spec["datasets"].values() for row in rows]


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_day_stands_where_a_printed_calendar_has_it(day: date) -> None:
    """The calendar of the standard library lists the weeks of a month from Monday on."""
    (row,) = all_rows(charts.calendar(dumps([day])).to_dict())
    weeks_before = 0
    for month in range(1, day.month):
        printed = months.monthcalendar(day.year, month)
        weeks_before += len(printed) - (printed[-1][6] == 0)  # a shared week counts once
    place = next(
        (weeks_before + week, weekday)
        for week, days in enumerate(months.monthcalendar(day.year, day.month))
        for weekday, number in enumerate(days)
        if number == day.day
    )
    assert (row["week"], row["weekday"]) == place
    assert row["week"] in WEEKS


def test_the_empty_squares_are_the_days_of_the_year(spec_of) -> None:
    spec = spec_of("calendar", dumps([date(2023, 5, 1), date(2024, 5, 1)]))
    sequences = [panel["layer"][0]["data"]["sequence"] for panel in spec["vconcat"]]
    assert [sequence["stop"] for sequence in sequences] == [365, 366]
    # 2023 began on a Sunday, the sixth day after Monday
    assert "(datum.number + 6)" in str(spec["vconcat"][0]["layer"][0]["transform"])


def test_months_are_named_below_the_week_of_their_first_day(spec_of, rows_of) -> None:
    firsts = [date(2025, month, 1) for month in range(1, 13)]
    spec = spec_of("calendar", dumps(firsts))
    axis = spec["vconcat"][0]["layer"][0]["encoding"]["x"]["axis"]
    assert axis["values"] == [row["week"] for row in rows_of(spec)]
    assert "0: 'Jan'" in axis["labelExpr"]


def test_each_year_of_each_series_has_a_panel_most_dumps_first(spec_of) -> None:
    frame = pl.concat(
        [
            dumps([date(2024, 12, 31)], "weekly"),
            dumps([date(2025, 1, 1), date(2024, 12, 31), date(2025, 1, 2)], "daily"),
            dumps([date(2025, 7, 1)], None),
        ]
    )
    assert headings(spec_of("calendar", frame)) == [
        "daily, 2024: 1 dump on 1 day, 1 listing",
        "daily, 2025: 2 dumps on 2 days, 2 listings",
        "no series, 2025: 1 dump on 1 day, 0 listings",
        "weekly, 2024: 1 dump on 1 day, 0 listings",
    ]


def test_dumps_of_one_day_share_a_square(spec_of, rows_of) -> None:
    spec = spec_of("calendar", dumps([date(2025, 1, 2)] * 3))
    (row,) = rows_of(spec)
    assert (row["dumps"], row["listings"], row["path"]) == (3, 0 + 1 + 2, "0000.json")


def test_the_day_of_the_list_outranks_the_day_of_capture(spec_of, rows_of) -> None:
    frame = dumps([date(2025, 1, 2), None]).with_columns(captured_on=pl.date(2025, 1, 9))
    days = [row["day"][:10] for row in rows_of(spec_of("calendar", frame))]
    assert days == ["2025-01-02", "2025-01-09"]


def test_undated_dumps_are_told_and_alone_they_are_words(spec_of) -> None:
    spec = spec_of("calendar", dumps([None, date(2025, 1, 2), None]))
    assert "2 without a full date." in " ".join(spec["title"]["subtitle"])
    spec = spec_of("calendar", dumps([None] * 5))
    assert spec["mark"]["type"] == "text"
    assert "5 dumps, none of them with a full date." in spec["description"]
    assert "--year" in spec["description"]


def test_two_years_of_days_and_a_thousand_dumps_of_several_series_are_drawn(spec_of) -> None:
    days = [date(2024, 3, 1) + timedelta(days=number) for number in range(540)]
    frame = pl.concat([dumps(days, "daily"), dumps(days, "hourly"), dumps(days[::90], "seasons")])
    spec = spec_of("calendar", frame)
    assert len(spec["vconcat"]) == 6
    assert sum(row["dumps"] for row in all_rows(spec)) == frame.height == 1086


@pytest.mark.parametrize("more", [0, 3])
def test_years_beyond_the_most_panels_are_told(more: int, spec_of) -> None:
    days = [date(1990 + number, 1, 1) for number in range(MOST_PANELS + more)]
    spec = spec_of("calendar", dumps(days))
    assert len(spec["vconcat"]) == MOST_PANELS
    told = " ".join(spec["title"]["subtitle"])
    assert ("Not drawn: 3 more years" in told) == bool(more)


def test_color_begins_at_0_and_ends_at_the_fullest_day(spec_of) -> None:
    spec = spec_of("calendar", dumps([date(2025, 1, 1 + number) for number in range(8)]))
    domain = spec["vconcat"][0]["layer"][1]["encoding"]["color"]["scale"]["domain"]
    assert (domain[0], domain[-1]) == (0, 7)


def test_an_empty_dump_has_a_color_of_its_own(spec_of) -> None:
    spec = spec_of("calendar", dumps([date(2025, 1, 1)]))
    scale = spec["vconcat"][0]["layer"][1]["encoding"]["color"]["scale"]
    assert len(scale["domain"]) == len(set(scale["domain"])) == len(scale["range"])
    assert "#ffffff" not in scale["range"]
