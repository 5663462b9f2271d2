"""Bursts: bars on the calendar, or on periods in the order of their names."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest


def test_a_burst_lasts_from_the_first_day_of_its_start_to_the_last_of_its_end(
    spec_of, rows_of
) -> None:
    rows = rows_of(spec_of("bursts"))
    assert [(row["name"], row["since"][:10], row["until"][:10]) for row in rows] == [
        ("GPT-4", "2023-11-01", "2024-01-01"),
        ("agent", "2024-03-01", "2024-06-01"),
        ("agent", "2024-09-01", "2024-10-01"),
    ]


def test_bursts_of_one_term_share_a_row_and_stand_in_time_order(spec_of, marks_of) -> None:
    marks = dict(marks_of(spec_of("bursts")))
    assert marks["bar"]["y"]["sort"] == ["GPT-4", "agent"]
    assert marks["bar"]["x"]["type"] == "temporal"
    assert marks["text"]["text"]["field"] == "weight"


def test_dates_are_periods_of_a_day(make, spec_of, rows_of) -> None:
    frame = make("bursts").with_columns(
        start=pl.lit(date(2024, 2, 28)), end=pl.lit(date(2024, 2, 29))
    )
    row = rows_of(spec_of("bursts", frame))[0]
    assert (row["start"], row["since"][:10], row["until"][:10]) == (
        "2024-02-28", "2024-02-28", "2024-03-01",
    )  # fmt: skip


def test_other_periods_stand_in_the_order_of_their_names(make, spec_of, marks_of) -> None:
    frame = make("bursts").with_columns(pl.col("start", "end").str.replace("-", " no. "))
    marks = dict(marks_of(spec_of("bursts", frame)))
    assert marks["rule"]["x"]["type"] == "ordinal"
    assert marks["rule"]["x"]["sort"] == [
        "2023 no. 11", "2023 no. 12", "2024 no. 03", "2024 no. 05", "2024 no. 09",
    ]  # fmt: skip


def test_the_top_bursts_are_those_of_the_greatest_weight(spec_of, rows_of) -> None:
    spec = spec_of("bursts", top=2)
    assert {row["weight"] for row in rows_of(spec)} == {30.0, 12.25}
    assert " ".join(spec["title"]["subtitle"]).startswith(
        "2 of 3 bursts, those of the greatest weight, in 2 terms. 2023-11 to 2024-05."
    )


@pytest.mark.parametrize(("following", "roomy"), [("2024-06", False), ("2024-09", True)])
def test_a_weight_is_left_out_where_the_next_burst_is_too_near(
    following: str, roomy: bool, make, spec_of, rows_of
) -> None:
    frame = make("bursts").with_columns(pl.col("start", "end").replace("2024-09", following))
    agent = [row["roomy"] for row in rows_of(spec_of("bursts", frame)) if row["name"] == "agent"]
    assert agent == [roomy, True]


def test_the_description_tells_the_strongest_first(spec_of) -> None:
    told = spec_of("bursts")["description"]
    assert told.index("GPT-4: 2023-11 to 2023-12, weight 30.") < told.index("agent: 2024-03")
