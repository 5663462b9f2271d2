"""Headlines: the planted trends of the sample are named, with counts; nothing is made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

import workbench as wb
from workbench.analysis.headlines import Headlines, apart, headlines
from workbench.corpus import Corpus

Make = Callable[[Sequence[tuple[str, str | None, date | None]]], Corpus]


@pytest.fixture(scope="module")
def of_sample(sample_corpus: Corpus) -> Headlines:
    return headlines(sample_corpus)


def test_the_planted_rise_and_fall_are_named_with_their_ends(
    of_sample: Headlines, sample_corpus: Corpus
) -> None:
    assert of_sample.ups["term"].to_list() == ["fog camera"]
    assert of_sample.downs["term"].to_list() == ["rain gauge"]
    for row in pl.concat([of_sample.ups, of_sample.downs]).iter_rows(named=True):
        trend = wb.term_trends(sample_corpus, row["term"])
        first, last = trend.row(0, named=True), trend.row(-1, named=True)
        assert (row["period"], row["papers_with_term"], row["papers"]) == (
            first["period"], first["papers_with_term"], first["papers"],
        )  # fmt: skip
        assert (row["period_last"], row["papers_with_term_last"], row["papers_last"]) == (
            last["period"], last["papers_with_term"], last["papers"],
        )  # fmt: skip


def test_what_is_new_has_the_counts_of_the_thirds(
    of_sample: Headlines, sample_corpus: Corpus
) -> None:
    new = of_sample.emerging.row(by_predicate=pl.col("term") == "fog camera", named=True)
    trend = wb.term_trends(sample_corpus, "fog camera")
    assert trend.height == 8
    early, late = trend.head(2), trend.tail(2)
    assert (new["papers_early"], new["of_early"]) == (
        early["papers_with_term"].sum(), early["papers"].sum(),
    )  # fmt: skip
    assert (new["papers_late"], new["of_late"]) == (
        late["papers_with_term"].sum(), late["papers"].sum(),
    )  # fmt: skip
    assert new["baseline_share"] == new["papers_early"] / new["of_early"]
    assert new["recent_share"] == new["papers_late"] / new["of_late"]


def test_the_shift_is_the_largest_of_the_topics(of_sample: Headlines) -> None:
    shares = of_sample.topics.shares
    change = {
        topic: abs(rows["share"][-1] - rows["share"][0])
        for (topic,), rows in shares.group_by("topic")
    }
    shift = of_sample.shift.row(0, named=True)
    assert change[shift["topic"]] == max(change.values())
    assert (shift["period"], shift["period_last"]) == ("2025-01", "2025-08")


def test_dumps_without_a_series_are_compared_and_nothing_rises(sample_corpus: Corpus) -> None:
    unknown = sample_corpus.dumps.with_columns(series=pl.lit(None, pl.String))
    found = headlines(replace(sample_corpus, dumps=unknown))
    assert not found.timeline.dated
    assert found.ups.is_empty()
    assert found.downs.is_empty()
    assert found.emerging.is_empty()
    assert "fog camera" in apart(found.differences)["term"].to_list()
    assert set(found.trends["term"]) == set(apart(found.differences)["term"])
    assert found.shift["share"][0] < found.shift["share_last"][0]


def test_of_several_series_the_one_with_most_listings_is_looked_at(
    sample_corpus: Corpus,
) -> None:
    first = pl.col("dump").rank("ordinal") <= 3
    series = pl.when(pl.col("series").is_not_null()).then(
        pl.when(first).then(pl.lit("few")).otherwise(pl.lit("many"))
    )
    found = headlines(replace(sample_corpus, dumps=sample_corpus.dumps.with_columns(series=series)))
    assert found.series == "many"
    assert found.timeline.dated
    assert found.corpus.dumps["series"].unique().to_list() == ["many"]


def test_terms_that_share_a_word_and_words_of_style_are_not_named_twice() -> None:
    frame = pl.DataFrame(
        {
            "term": ["fog camera", "camera", "thus", "rain", "gauge", "snow"],
            "kind": ["subject", "subject", "style", "unclear", "subject", "subject"],
            "q_value": [0.01] * 5 + [0.2],
        }
    )
    assert apart(frame)["term"].to_list() == ["fog camera", "rain", "gauge"]
    assert apart(frame.with_columns(q_value=pl.lit(0.05))).is_empty()


@pytest.mark.parametrize("papers", [1, 12])
def test_a_small_corpus_without_days_has_no_headlines(make_corpus: Make, papers: int) -> None:
    rows = [(f"Harvest {n} of an orchard", f"We weigh apple {n}.", None) for n in range(papers)]
    found = headlines(make_corpus(rows))
    for frame in (found.ups, found.downs, found.emerging, found.differences, found.shift):
        assert frame.is_empty()


def test_two_periods_are_too_few_for_a_trend(make_corpus: Make) -> None:
    start = date(2024, 1, 1)
    rows = [
        (f"Harvest {n} of apple trees", None, start + timedelta(days=number // 20))
        for number, n in enumerate(range(100, 140))
    ]
    found = headlines(make_corpus(rows))
    assert found.ups.is_empty()
    assert found.downs.is_empty()
