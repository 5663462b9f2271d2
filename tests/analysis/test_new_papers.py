from __future__ import annotations

import polars as pl
import pytest

import workbench as wb
from workbench.corpus import Corpus


@pytest.mark.parametrize("period", ["auto", "dump", "quarter"])
def test_new_papers_are_those_that_no_earlier_period_lists(
    sample_corpus: Corpus, period: str
) -> None:
    found = wb.new_papers(sample_corpus, period=period)
    timeline = sample_corpus.timeline(period)
    seen: set[str] = set()
    for row in found.iter_rows(named=True):
        held = set(timeline.units.filter(pl.col("period") == row["period"])["paper_id"])
        assert row["papers"] == len(held)
        assert row["new"] == len(held - seen)
        assert row["carried"] == len(held & seen)
        seen |= held
    assert found["new"].sum() == len(seen) > 0
    assert found["carried"].sum() > 0


def test_by_dump_it_is_what_arrivals_say(sample_corpus: Corpus) -> None:
    found = wb.new_papers(sample_corpus, period="dump")
    dated = wb.arrivals(sample_corpus).filter(pl.col("new").is_not_null())
    assert found["new"].to_list() == dated["new"].to_list()


def test_side_by_side_nothing_says_what_is_new() -> None:
    frame = pl.DataFrame({"title": ["A tide", "A reef"], "abstract": [None, "Coral."]})
    found = wb.new_papers(Corpus.from_frame(frame))
    assert found["papers"].to_list() == [2]
    assert found.select("period_start", "new", "carried").row(0) == (None, None, None)


def test_where_periods_are_empty_they_hold_no_new_paper() -> None:
    frame = pl.DataFrame(
        {
            "title": ["A tide", "A reef", "A tide"],
            "date": ["2025-01-03", "2025-01-09", "2025-06-02"],
        }
    )
    found = wb.new_papers(Corpus.from_frame(frame), period="month")
    assert found["papers"].to_list() == [2, 0, 0, 0, 0, 1]
    assert found["new"].to_list() == [2, 0, 0, 0, 0, 0]
    assert found["carried"].to_list() == [0, 0, 0, 0, 0, 1]
