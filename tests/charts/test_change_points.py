"""Change points: a mark in time for each, with the levels that it parts."""

from __future__ import annotations

from datetime import date

import polars as pl


def test_terms_stand_in_the_order_of_their_first_change(spec_of, rows_of) -> None:
    spec = spec_of("change_points")
    shown = rows_of(spec)
    assert [(row["term"], row["period"]) for row in shown] == [
        ("agent", "2024-04"),
        ("agent", "2024-06"),
        ("reinforcement learning verifiable reward", "2024-11"),
    ]
    assert [row["way"] for row in shown] == ["up", "down", "down"]
    assert [row["opens"] for row in shown] == [True, False, True]


def test_words_of_style_are_left_out_and_told(make, spec_of) -> None:
    spec = spec_of("change_points")
    assert "3 changes in 2 terms. 1 word of style left out." in " ".join(spec["title"]["subtitle"])
    style = make("change_points").filter(pl.col("kind") == "style")
    assert "Only words of style" in spec_of("change_points", style)["description"]


def test_the_largest_changes_are_kept_whole(spec_of, rows_of) -> None:
    """A term that is shown is shown with all its changes."""
    spec = spec_of("change_points", top=1)
    assert [row["change"] for row in rows_of(spec)] == [0.1, -0.07]
    assert "2 changes in 1 of 2 terms, those of the largest changes" in spec["description"]


def test_levels_have_room_or_stay_out(make, spec_of, rows_of) -> None:
    frame = make("change_points").filter(pl.col("term") == "agent")
    near = frame.with_columns(
        period=pl.Series(["2024-04", "2024-05"]),
        period_start=pl.Series([date(2024, 4, 1), date(2024, 5, 1)]),
    )
    far = make("change_points").filter(pl.col("kind") == "unclear")
    shown = rows_of(spec_of("change_points", pl.concat([near, far])))
    assert [row["roomy"] for row in shown] == [False, True, True]


def test_time_begins_before_the_first_change(spec_of, marks_of) -> None:
    (_, point), *_ = marks_of(spec_of("change_points"))
    low, high = point["x"]["scale"]["domain"]
    assert (low["year"], low["month"]) == (2024, 3)
    assert (high["year"], high["month"], high["date"]) == (2024, 12, 1)
