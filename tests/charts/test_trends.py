"""Shares over periods: lines in time, points for dumps, gaps where there is nothing."""

from __future__ import annotations

import json
import re

import polars as pl
import pytest
import vl_convert

from workbench import charts
from workbench.charts import render
from workbench.errors import InputError


def subtitle(spec: dict) -> str:
    return " ".join(spec["title"]["subtitle"])


def kinds(marks: list[tuple[str, dict]]) -> set[str]:
    return {kind for kind, _ in marks}


def test_a_few_terms_share_a_panel_and_are_named_at_the_ends_of_their_lines(
    make, spec_of, marks_of
) -> None:
    frame = make("term_trends", terms=3)
    spec = spec_of("term_trends", frame)
    assert "facet" not in spec
    assert kinds(marks_of(spec)) == {"area", "rule", "line", "point", "text"}
    ((_, text),) = [mark for mark in marks_of(spec) if mark[0] == "text"]
    assert text["text"]["field"] == "name"
    ends = next(rows for rows in spec["datasets"].values() if "label_at" in rows[0])
    last = frame.filter(pl.col("period") == "2024-08")
    assert [row["name"] for row in ends] == last["label"].to_list()
    # The shares stand far enough apart for their labels to stay.
    assert [row["label_at"] for row in ends] == pytest.approx(last["share"].to_list(), rel=1e-6)


def test_more_terms_get_a_panel_each_in_the_order_of_the_frame(make, spec_of, marks_of) -> None:
    spec = spec_of("term_trends", by_change=False)
    labels = make("term_trends")["label"].unique(maintain_order=True).to_list()
    assert spec["facet"]["field"] == "name"
    assert spec["facet"]["sort"] == labels
    assert "text" not in kinds(marks_of(spec))
    assert "largest rise" not in subtitle(spec)


def test_panels_stand_in_the_order_of_their_change_unless_told(make, spec_of) -> None:
    """The third term rises, the second falls, in whole periods; a partial one tells nothing."""
    last = pl.col("period") == "2024-08"
    number = pl.col("period").str.slice(5).cast(pl.Int64)
    steps = pl.col("label").replace_strict(
        {"low-rank": 0.03, "retrieval": 0.01, "agent": -0.02}, default=0.0
    )
    share = pl.when(last).then(1 - steps * 30).otherwise(0.4 + steps * number)
    frame = make("term_trends").with_columns(
        share=pl.when(pl.col("share").is_not_null()).then(share)
    )
    spec = spec_of("term_trends", frame)
    order = spec["facet"]["sort"]
    assert order[:2] == ["low-rank", "retrieval"]
    assert order[-1] == "agent"
    assert order[2:-1] == ["diffusion", "reinforcement learning verifiable reward", "GPT-4"]
    assert "The largest rise first, the largest fall last." in subtitle(spec)


@pytest.mark.parametrize(
    ("shared", "told"), [(True, "All panels have one scale."),
                         (False, "Each panel has a scale of its own.")]
)  # fmt: skip
def test_the_scale_of_the_panels_is_said(shared: bool, told: str, make, spec_of) -> None:
    assert told in subtitle(spec_of("term_trends", shared_scale=shared))
    assert told in subtitle(spec_of("topics", shared_scale=shared))
    few = spec_of("term_trends", make("term_trends", terms=2), shared_scale=shared)
    assert told not in subtitle(few)


def test_a_long_name_is_never_cut_at_the_end_of_a_line(make, spec_of) -> None:
    frame = make("term_trends", terms=2).with_columns(
        pl.col("label") + " and forty other characters"
    )
    assert "facet" in spec_of("term_trends", frame)


def test_points_tell_both_counts_share_interval_and_period(
    make, spec_of, marks_of, rows_of
) -> None:
    spec = spec_of("term_trends")
    (tips,) = {json.dumps(e["tooltip"]) for kind, e in marks_of(spec) if kind == "point"}
    fields = [tip["field"] for tip in json.loads(tips)]
    assert fields == [
        "name", "period", "papers_with_term", "papers", "share", "interval", "partial",
    ]  # fmt: skip
    first = rows_of(spec)[0]
    assert first["share"] == pytest.approx(make("term_trends")["share"][0], rel=1e-6)
    assert first["interval"] == "3.0% to 17.0%"
    assert first["period_start"] == "2024-01-01T00:00:00"


def test_the_share_is_shown_as_percent_with_its_band(spec_of, marks_of) -> None:
    marks = dict(marks_of(spec_of("term_trends")))
    assert marks["line"]["y"]["field"] == "share"
    assert marks["line"]["y"]["axis"]["format"] == "~%"
    assert marks["line"]["y"]["axis"]["title"] == "share of papers"
    assert marks["line"]["x"]["type"] == "temporal"
    assert (marks["area"]["y"]["field"], marks["area"]["y2"]["field"]) == ("low", "high")


def test_empty_periods_leave_a_gap_and_partial_ones_are_hollow(spec_of, rows_of) -> None:
    spec = spec_of("term_trends")
    assert "Hollow points: partial periods." in subtitle(spec)
    assert "Gaps: periods without papers." in subtitle(spec)
    rows = rows_of(spec)
    assert [row["share"] for row in rows if row["period"] == "2024-03"] == [None] * 6
    assert {row["period"] for row in rows if row["partial"]} == {"2024-08"}
    points = [layer for layer in spec["spec"]["layer"] if layer["mark"]["type"] == "point"]
    assert {(p["transform"][0]["filter"], p["mark"]["filled"]) for p in points} == {
        ("!datum.partial", True),
        ("datum.partial", False),
    }


def test_lines_and_bands_are_broken_where_there_is_no_share(make) -> None:
    spec = render.to_spec(charts.term_trends(make("term_trends")))
    vega = json.dumps(vl_convert.vegalite_to_vega(spec, vl_version=render.VEGALITE))
    broken = set(re.findall(r'"defined": \{"signal": "(.*?)"\}', vega))
    assert any('[\\"share\\"]' in signal and "isValid" in signal for signal in broken)
    assert any('[\\"low\\"]' in signal and "isValid" in signal for signal in broken)


def test_whole_and_known_periods_need_no_words_on_gaps_or_hollow_points(make, spec_of) -> None:
    frame = make("term_trends").filter(pl.col("papers") > 0).with_columns(partial=False)
    told = subtitle(spec_of("term_trends", frame))
    assert told.startswith(
        "7 periods, 2024-01 to 2024-08, with 40 to 47 papers each. Bands: 95% intervals. The "
    )


def test_a_point_without_neighbors_shows_its_interval_as_a_rule(make, spec_of, rows_of) -> None:
    frame = make("term_trends", terms=1, months=4)
    assert {row["period"]: row["alone"] for row in rows_of(spec_of("term_trends", frame))} == {
        "2024-01": False, "2024-02": False, "2024-03": False, "2024-04": True,
    }  # fmt: skip
    assert "Bands and rules: 95% intervals." in subtitle(spec_of("term_trends", frame))
    lonely = frame.filter(pl.col("period") == "2024-04")
    assert "Rules: 95% intervals." in subtitle(spec_of("term_trends", lonely))


def test_where_there_is_no_interval_none_is_claimed(make, spec_of, rows_of) -> None:
    bare = make("term_trends").with_columns(pl.lit(None).alias("low"), pl.lit(None).alias("high"))
    spec = spec_of("term_trends", bare)
    assert "interval" not in subtitle(spec)
    assert {row["interval"] for row in rows_of(spec)} == {"none"}
    assert {row["low"] for row in rows_of(spec)} == {None}


def test_dumps_are_compared_by_separate_points(make, spec_of, marks_of) -> None:
    spec = spec_of("term_trends", make("term_trends", dumps=True))
    assert subtitle(spec).startswith("Comparison of dumps, not a time series.")
    assert "Comparison of dumps, not a time series." in spec["description"]
    assert kinds(marks_of(spec)) == {"rule", "point"}
    for kind, encoding in marks_of(spec):
        assert encoding["y"]["field"] == "period"
        assert encoding["y"]["sort"] == [
            "000_d7cf55e179aef5d1",
            "001_e33fa8545e2bd98f",
            "saved/2025/march/004_b68b89299de3d0a4_second_half",
        ]
        assert encoding["x"]["field"] == ("low" if kind == "rule" else "share")
    assert "period_start" not in json.dumps(spec["spec"])


def test_a_frame_half_in_time_is_refused(make) -> None:
    frame = make("term_trends").with_columns(
        pl.when(pl.col("period") == "2024-01").then(None).otherwise("period_start")
        .alias("period_start")
    )  # fmt: skip
    with pytest.raises(InputError, match="period_start is null in 6 of 48 rows"):
        charts.term_trends(frame)


def test_panels_share_a_scale_unless_told(make, spec_of) -> None:
    assert "resolve" not in spec_of("term_trends")
    own = spec_of("term_trends", shared_scale=False)
    assert own["resolve"]["scale"] == {"y": "independent"}
    dumps = spec_of("term_trends", make("term_trends", dumps=True), shared_scale=False)
    assert dumps["resolve"]["scale"] == {"x": "independent"}


@pytest.mark.parametrize(
    ("terms", "title"),
    [
        (1, "Share of papers with diffusion"),
        (3, "Share of papers with diffusion, agent or low-rank"),
        (6, "Share of papers with each of 6 terms"),
    ],
)
def test_the_title_names_the_terms(terms: int, title: str, make, spec_of) -> None:
    spec = spec_of("term_trends", make("term_trends", terms=terms))
    assert " ".join(spec["title"]["text"]) == title


def test_the_description_tells_first_and_last_share(spec_of) -> None:
    told = spec_of("term_trends")["description"]
    assert "diffusion: 10.0% in 2024-01, 23.4% in 2024-08." in told
    assert "8 periods, 2024-01 to 2024-08" in told


def test_periods_without_any_paper_are_no_obstacle(make, spec_of) -> None:
    empty = make("term_trends", terms=2).with_columns(
        papers=pl.lit(0, pl.Int64),
        share=pl.lit(None, pl.Float64),
        low=pl.lit(None, pl.Float64),
        high=pl.lit(None, pl.Float64),
    )
    spec = spec_of("term_trends", empty)
    assert "with no papers" in subtitle(spec)
    assert "diffusion: no share." in spec["description"]
    render.to_png(charts.term_trends(empty), ppi=72)


def test_a_mean_is_the_line_and_the_points_stay(make, spec_of, marks_of) -> None:
    frame = make("term_trends", terms=2).with_columns(
        smoothed=pl.col("share") / 2, half_width=pl.lit(1)
    )
    spec = spec_of("term_trends", frame)
    fields = {kind: e["y"]["field"] for kind, e in marks_of(spec) if kind in ("line", "point")}
    assert fields == {"line": "smoothed", "point": "share"}
    told = " ".join(spec["title"]["subtitle"])
    assert "Lines: means of each period and its two neighbors." in told
    wide = spec_of("term_trends", frame.with_columns(half_width=pl.lit(3)))
    assert "means of each period and 3 periods on either side" in " ".join(
        wide["title"]["subtitle"]
    )
    plain = marks_of(spec_of("term_trends", make("term_trends", terms=2)))
    assert all(e["y"]["field"] == "share" for kind, e in plain if kind == "line")


def test_a_mix_that_was_held_is_told(make, spec_of) -> None:
    frame = make("term_trends")
    held = spec_of("term_trends", frame.with_columns(crude_share="share"))
    assert "Mix of topics held at its mean." in " ".join(held["title"]["subtitle"])
    assert "Mix" not in " ".join(spec_of("term_trends", frame)["title"]["subtitle"])
