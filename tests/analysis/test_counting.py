"""Counts by numbers against counts by names."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from workbench.analysis.counting import count_terms
from workbench.corpus import AXES, COUNTS, Corpus, Timeline


@pytest.fixture(params=["whole", "narrowed"])
def corpus(request: pytest.FixtureRequest, sample_corpus: Corpus) -> Corpus:
    days = sample_corpus.dumps["listed_on"].drop_nulls().sort()
    series = sample_corpus.dumps.filter(pl.col("listed_on") == days[0])["series"][0]
    dated = sample_corpus.where(series=series, since=days[0])
    return dated if request.param == "whole" else dated.where(since=days[len(days) // 3])


def plainly(corpus: Corpus, timeline: Timeline, ids: pl.Series, by: str) -> tuple[list, list]:
    """Count by joining names."""
    held = corpus.presence(ids, by=by)
    units = timeline.units.join(held, on="paper_id")
    counts = [
        [
            units.filter((pl.col("term_id") == term) & (pl.col("period") == period)).height
            for period in timeline.periods["period"]
        ]
        for term in ids
    ]
    counted = held.filter(pl.col("paper_id").is_in(timeline.units["paper_id"].implode()))
    return counts, [counted.filter(pl.col("term_id") == term).height for term in ids]


@pytest.mark.parametrize("by", ["term", "concept"])
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("axis", [axis for axis in AXES if axis != "published_on"])
def test_counts_are_those_of_names(corpus: Corpus, axis: str, count: str, by: str) -> None:
    timeline = corpus.timeline(period="week", axis=axis, count=count)
    assert timeline.at_hand is corpus.paper_ids
    # neither sorted nor all known
    ids = pl.concat([corpus.top_terms(6)["term_id"].reverse(), pl.Series([-3, 7])])
    counts, papers = count_terms(corpus, timeline, ids, by)
    assert (counts.tolist(), papers.tolist()) == plainly(corpus, timeline, ids, by)
    by_name = count_terms(corpus, timeline, ids, by, corpus.presence(ids, by=by))
    assert (by_name[0] == counts).all()
    assert (by_name[1] == papers).all()
    assert counts.any()


def test_units_that_were_changed_are_what_counts(corpus: Corpus) -> None:
    timeline = corpus.timeline(period="week")
    assert timeline.columns_of[0][-1] == timeline.units.height
    fewer = replace(timeline, units=timeline.units.head(3))
    ids = corpus.top_terms(4)["term_id"]
    counts, papers = count_terms(corpus, fewer, ids, "term")
    assert (counts.tolist(), papers.tolist()) == plainly(corpus, fewer, ids, "term")


def test_a_timeline_of_another_corpus_is_counted_by_names(corpus: Corpus) -> None:
    other = corpus.where(dumps=corpus.dumps["dump"].head(1).to_list())
    timeline = other.timeline(period="dump")
    ids = corpus.top_terms(4)["term_id"]
    counts, papers = count_terms(corpus, timeline, ids, "term")
    assert (counts.tolist(), papers.tolist()) == plainly(corpus, timeline, ids, "term")
