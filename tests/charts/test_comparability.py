"""Comparability: the verdict first, then how far neighbors are apart beside chance."""

from __future__ import annotations

import polars as pl


def test_the_verdict_and_its_reason_come_first(make, spec_of) -> None:
    series = spec_of("comparability")["title"]["subtitle"]
    assert series[0].startswith("A time series: All 5 dated dumps show one list, “news”")
    compared = spec_of("comparability", make("comparability", dumps=True))["title"]["subtitle"]
    assert compared[0] == "A comparison of dumps, not a time series: No dump has a day."


def test_neighbors_are_named_and_long_names_cut_in_the_middle(make, spec_of, rows_of) -> None:
    assert rows_of(spec_of("comparability"))[0]["name"] == "2024-01 → 2024-02"
    spec = spec_of("comparability", make("comparability", dumps=True))
    names = [row["name"] for row in rows_of(spec)]
    assert names[0] == "000_d7…ef5d1 → 001_e3…bd98f"
    assert len(set(names)) == len(names) == 3


def test_names_that_look_alike_are_numbered(make, spec_of, rows_of) -> None:
    same = make("comparability").with_columns(
        period_a=pl.lit("a-very-long-name"), period_b=pl.lit("another-long-name")
    )
    names = [row["name"] for row in rows_of(spec_of("comparability", same))]
    assert [name[:2] for name in names] == ["1:", "2:", "3:", "4:"]


def test_partial_periods_are_hollow_and_told(make, spec_of, marks_of) -> None:
    told = " ".join(spec_of("comparability")["title"]["subtitle"])
    assert "Hollow points: a partial or thin period." in told
    whole = make("comparability", count=5).head(4)
    assert "Hollow" not in " ".join(spec_of("comparability", whole)["title"]["subtitle"])


def test_chance_and_distance_share_an_axis_and_overlap_has_its_own(spec_of, marks_of) -> None:
    marks = marks_of(spec_of("comparability"))
    assert (marks[0][1]["x"]["field"], marks[0][1]["x2"]["field"]) == ("chance_low", "chance_high")
    assert [encoding["x"]["field"] for _, encoding in marks[1:]] == [
        "distance", "distance", "jaccard", "jaccard",
    ]  # fmt: skip


def test_the_furthest_beyond_chance_are_told(spec_of) -> None:
    assert "2024-04 and 2024-05: 0.35, 0.21 by chance." in spec_of("comparability")["description"]
