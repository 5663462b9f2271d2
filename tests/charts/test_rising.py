"""Rising terms: ranked on a log axis, with the verdict in color and shape."""

from __future__ import annotations

import polars as pl
import pytest


def axis_of(marks: list[tuple[str, dict]]) -> dict:
    return next(
        encoding["x"] for kind, encoding in marks if kind == "point" and "shape" in encoding
    )


def test_terms_are_ranked_by_their_ratio_and_those_without_one_by_their_bound(
    spec_of, rows_of
) -> None:
    names = [row["name"] for row in rows_of(spec_of("rising_terms"))]
    assert names == ["GPT-4", "agent", "reinforcement learning verifiable reward", "low-rank"]


def test_terms_with_too_few_papers_are_left_out_and_counted(spec_of) -> None:
    told = " ".join(spec_of("rising_terms")["title"]["subtitle"])
    assert told.startswith("4 terms. 1 with too few papers left out.")


def test_the_axis_is_a_log_axis_that_holds_1_and_is_not_rounded(spec_of, marks_of) -> None:
    x = axis_of(marks_of(spec_of("rising_terms")))
    assert (x["scale"]["type"], x["scale"]["nice"]) == ("log", False)
    low, high = x["scale"]["domain"]
    assert low < 0.7
    assert high > 1.5
    assert 1 in x["axis"]["values"]
    assert "log scale" in x["axis"]["title"]


def test_verdicts_have_color_and_shape_in_one_legend(spec_of, marks_of) -> None:
    point = next(e for kind, e in marks_of(spec_of("rising_terms")) if "shape" in e)
    assert point["color"]["scale"]["domain"] == ["rising", "falling", "flat"]
    assert point["shape"]["scale"]["domain"] == point["color"]["scale"]["domain"]
    assert len(set(point["shape"]["scale"]["range"])) == 3


def test_an_unknown_verdict_is_drawn_too(make, spec_of, marks_of) -> None:
    frame = make("rising_terms").with_columns(verdict=pl.lit("wavering"))
    point = next(e for _, e in marks_of(spec_of("rising_terms", frame)) if "shape" in e)
    assert point["color"]["scale"]["domain"] == ["wavering"]


@pytest.mark.parametrize(
    ("name", "interval", "arrows"),
    [("agent", "1.2 to 1.41", (False, False)), ("GPT-4", "at least 1.5", (False, True))],
)
def test_an_open_interval_ends_in_an_arrow(name, interval, arrows, spec_of, rows_of) -> None:
    row = next(row for row in rows_of(spec_of("rising_terms")) if row["name"] == name)
    assert row["interval"] == interval
    assert (row["open_low"], row["open_high"]) == arrows


def test_one_huge_bound_does_not_squeeze_the_others(make, spec_of, marks_of, rows_of) -> None:
    frame = make("rising_terms").with_columns(
        high=pl.when(pl.col("label") == "agent").then(1e6).otherwise("high")
    )
    spec = spec_of("rising_terms", frame)
    _, high = axis_of(marks_of(spec))["scale"]["domain"]
    assert high < 4
    row = next(row for row in rows_of(spec) if row["name"] == "agent")
    assert row["open_high"]
    assert row["interval"] == "1.2 to 1e+06"


def test_infinite_ratios_and_bounds_are_open(make, spec_of, rows_of) -> None:
    frame = make("rising_terms").with_columns(
        pl.col("odds_ratio", "high").fill_null(float("inf"))
    ).filter(pl.col("label") == "GPT-4")  # fmt: skip
    (row,) = rows_of(spec_of("rising_terms", frame))
    assert (row["odds_ratio"], row["interval"], row["open_high"]) == (None, "at least 1.5", True)


def test_a_term_without_an_interval_gets_none(make, spec_of, rows_of) -> None:
    frame = make("rising_terms").with_columns(pl.lit(None).alias("low"), pl.lit(None).alias("high"))
    for row in rows_of(spec_of("rising_terms", frame)):
        assert (row["rule_low"], row["rule_high"], row["interval"]) == (None, None, "none")


def test_the_first_terms_of_each_way_are_shown_and_few_are_filled_up(
    make, spec_of, rows_of
) -> None:
    spec = spec_of("rising_terms", top=1)
    assert [row["name"] for row in rows_of(spec)] == ["agent", "low-rank"]
    assert "2 of 4 terms, those whose share changed most" in " ".join(spec["title"]["subtitle"])
    assert len(rows_of(spec_of("rising_terms", top=2))) == 4
    many = pl.concat(
        make("rising_terms").head(2).with_columns(pl.format("{}{}", "term", n).alias("term"))
        for n in range(20)
    ).with_columns(label="term")
    named = [row["name"] for row in rows_of(spec_of("rising_terms", many))]
    assert sorted(named) == sorted(
        f"{term}{n}" for term in ("agent", "low-rank") for n in range(15)
    )


def test_words_of_style_have_a_chart_of_their_own(make, spec_of, rows_of) -> None:
    frame = make("rising_terms").with_columns(
        kind=pl.when(pl.col("term") == "agent").then(pl.lit("style")).otherwise("kind")
    )
    subjects, style = spec_of("rising_terms", frame), spec_of("style_drift", frame)
    assert "agent" not in [row["name"] for row in rows_of(subjects)]
    assert "1 word of style left out" in " ".join(subjects["title"]["subtitle"])
    assert [row["name"] for row in rows_of(style)] == ["agent"]
    none = spec_of("style_drift", make("rising_terms"))
    assert "No word of style has a trend here" in none["description"]


def test_shares_of_first_and_last_period_stand_beside_the_ratio(spec_of, rows_of) -> None:
    row = next(row for row in rows_of(spec_of("rising_terms")) if row["name"] == "agent")
    assert row["shares"] == "2.0% → 15.0%"


def test_where_every_term_has_too_few_papers_it_says_so(make, spec_of) -> None:
    spec = spec_of("rising_terms", make("rising_terms").tail(1))
    assert "Every term has too few papers" in spec["description"]
