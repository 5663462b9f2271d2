"""Comparability: the verdict comes from provenance, the figures are effects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from workbench.analysis import comparability, dump_overlap, term_trends
from workbench.analysis.choice import candidate_terms
from workbench.corpus import Corpus
from workbench.errors import InputError
from workbench.stats.vocabulary import jensen_shannon


def verdict_of(frame: pl.DataFrame) -> tuple[str, str]:
    (said,) = frame.select("verdict", "why").unique().rows()
    return said


def test_neighbors_in_order_of_time(sample_corpus: Corpus) -> None:
    frame = comparability(sample_corpus)
    periods = sample_corpus.timeline().periods["period"].to_list()
    assert frame["period_a"].to_list() == periods[:-1]
    assert frame["period_b"].to_list() == periods[1:]
    assert frame["period_start"].null_count() == 0
    assert verdict_of(frame) == (
        "series",
        "All 8 dated dumps show one list, “trending”, at 8 days.",
    )


def test_papers_and_overlap_are_those_of_the_dumps(sample_corpus: Corpus) -> None:
    frame = comparability(sample_corpus, period="dump")
    overlap = dump_overlap(sample_corpus).select("dump_a", "dump_b", "common", "jaccard")
    found = frame.join(
        overlap, left_on=["period_a", "period_b"], right_on=["dump_a", "dump_b"], suffix="_dumps"
    )
    assert found.height == frame.height
    assert found["common"].equals(found["common_dumps"].rename("common"))
    assert found["jaccard"].to_list() == pytest.approx(found["jaccard_dumps"].to_list())
    same = frame.filter(pl.col("jaccard") == 1)
    assert same.height
    assert same.select("distance", "by_chance", "excess").unique().rows() == [(0, 0, 0)]


def test_the_distance_is_that_of_the_shares_of_terms(sample_corpus: Corpus) -> None:
    frame = comparability(sample_corpus)
    tried = candidate_terms(sample_corpus, "term", 15)["term"].to_list()
    trends = term_trends(sample_corpus, tried)
    first, second = (
        trends.filter(pl.col("period") == name)["papers_with_term"].to_list()
        for name in ("2025-03", "2025-04")
    )
    row = frame.row(by_predicate=pl.col("period_b") == "2025-04", named=True)
    assert row["distance"] == pytest.approx(float(jensen_shannon(first, second)), abs=1e-9)
    assert row["excess"] == pytest.approx(row["distance"] - row["by_chance"])
    assert row["chance_low"] < row["by_chance"] < row["chance_high"] < row["distance"]


def test_dumps_of_one_kind_differ_by_chance_and_those_of_two_by_more(make_corpus: Any) -> None:
    def row(n: int) -> tuple[str, str, date]:
        month = n // 60
        fruit = "apple" if month < 3 else "walnut"
        words = [f"nut{chr(97 + (n * 7 + k * 5) % 26)}x" for k in range(4)]
        return f"Harvest {n}", f"{fruit}. {'. '.join(words)}.", date(2024, 1 + month, 1 + n % 28)

    frame = comparability(make_corpus([row(n) for n in range(360)]), period="month")
    beyond = frame.with_columns(beyond=pl.col("distance") > pl.col("chance_high"))
    assert beyond.filter("beyond")["period_b"].to_list() == ["2024-04"]
    assert frame["common"].to_list() == [0] * 5


def test_the_verdict_is_not_asked_of_the_vocabulary(sample_corpus: Corpus) -> None:
    """The same papers are no series once nobody knows what list they come from."""
    dumps = sample_corpus.dumps
    unknown = replace(sample_corpus, dumps=dumps.with_columns(series=None))
    assert verdict_of(comparability(unknown)) == (
        "comparison",
        "Which list the dumps show is not known of all 8 that have a day.",
    )
    assert comparability(unknown)["period_start"].null_count() == dumps.height - 1
    some = pl.when(pl.int_range(pl.len()) < 3).then(None).otherwise("series")
    verdict, why = verdict_of(
        comparability(replace(sample_corpus, dumps=dumps.with_columns(series=some)))
    )
    assert (verdict, why) == (
        "comparison",
        "Which list the dumps show is not known of 3 of 8 that have a day.",
    )
    two = pl.when(pl.int_range(pl.len()) < 3).then(pl.lit("news")).otherwise("series")
    verdict, why = verdict_of(
        comparability(replace(sample_corpus, dumps=dumps.with_columns(series=two)))
    )
    assert (verdict, why) == ("comparison", "The dumps show 2 different lists: “news”, “trending”.")
    undated = dumps.with_columns(listed_on=pl.lit(None, pl.Date))
    assert (
        verdict_of(comparability(replace(sample_corpus, dumps=undated)))[1] == "No dump has a day."
    )
    one_day = dumps.with_columns(listed_on=pl.date(2025, 1, 1))
    told = verdict_of(comparability(replace(sample_corpus, dumps=one_day)))
    assert told == ("comparison", "All dated dumps are of one day.")


def test_the_five_dumps_are_a_comparison(seed_corpus: Corpus) -> None:
    frame = comparability(seed_corpus)
    assert verdict_of(frame) == (
        "comparison",
        "Which list the dumps show is not known of all 4 that have a day.",
    )
    assert frame.height == 4
    assert (frame["distance"] > frame["chance_high"]).all()
    assert frame["period_start"].null_count() == 4


def test_thin_periods_are_flagged(make_corpus: Any) -> None:
    rows = [
        (f"Harvest {n}", f"An apple, nut{chr(97 + n % 26)}x.", date(2024, 1 + n // 120, 1 + n % 28))
        for n in range(480)
    ]
    rows += [(f"Late {n}", "An apple.", date(2024, 5, 1 + n)) for n in range(28)]
    frame = comparability(make_corpus(rows), period="month")
    assert frame["partial_a"].to_list() == [False] * 4
    assert frame["partial_b"].to_list() == [False, False, False, True]
    assert verdict_of(frame)[0] == "series"


def test_the_papers_own_days_are_a_time_axis_whatever_listed_them(unrelated: Corpus) -> None:
    days = pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 12, 1), "1mo", eager=True)
    papers = unrelated.papers.with_columns(
        published_on=pl.Series([days[n % 12] for n in range(unrelated.papers.height)]),
        published_precision=pl.lit("day"),
    )
    frame = comparability(replace(unrelated, papers=papers), period="month", axis="published_on")
    assert verdict_of(frame)[0] == "series"
    assert "their own days" in verdict_of(frame)[1]


def test_what_is_unknown_is_said(sample_corpus: Corpus, unrelated: Corpus) -> None:
    for argument in ("period", "axis", "by"):
        with pytest.raises(InputError, match="wavering"):
            comparability(sample_corpus, **{argument: "wavering"})
    with pytest.raises(InputError, match="no time series"):
        comparability(unrelated, period="month")
