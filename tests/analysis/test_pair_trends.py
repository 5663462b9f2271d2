from __future__ import annotations

import polars as pl
import pytest

import workbench as wb
from workbench.analysis.pair_trends import BOTH
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError

PAIR = ("volcanic ash", "eruption")


def test_each_term_counts_as_it_does_alone(sample_corpus: Corpus) -> None:
    found = wb.pair_trends(sample_corpus, PAIR)
    alone = wb.term_trends(sample_corpus, list(PAIR))
    assert found.filter(pl.col("label") != BOTH).drop("basis").equals(alone.drop("basis"))


def test_both_are_the_papers_behind_the_pair(sample_corpus: Corpus) -> None:
    both = wb.pair_trends(sample_corpus, PAIR).filter(pl.col("label") == BOTH)
    assert both["term"].unique().to_list() == ["volcanic ash + eruption"]
    assert both["papers_with_term"].sum() > 0
    for row in both.iter_rows(named=True):
        behind = wb.papers_behind(sample_corpus, pair=PAIR, period=row["period"])
        assert row["papers_with_term"] == behind.height
        assert row["low"] <= row["share"] <= row["high"]


def test_first_listings_add_up_to_all_papers_with_both(sample_corpus: Corpus) -> None:
    found = wb.pair_trends(sample_corpus, PAIR, count="first_listed", axis="listed_on")
    both = found.filter(pl.col("label") == BOTH)
    dated = sample_corpus.where(since="1900-01-01")
    assert both["papers_with_term"].sum() == wb.papers_behind(dated, pair=PAIR).height


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"pair": ("ash", "fog camerra")}, UnknownTermError, "camerra"),
        ({"pair": ("fog camera", "fog cameras")}, InputError, "two terms that differ"),
        ({"pair": ("fog camera",)}, InputError, "two terms that differ"),
        ({"pair": PAIR, "count": "exposure"}, InputError, "pairs count papers"),
        ({"pair": PAIR, "by": "word"}, InputError, "term, concept"),
    ],
)
def test_what_is_no_pair_is_refused(sample_corpus, arguments, error, message) -> None:
    with pytest.raises(error, match=message):
        wb.pair_trends(sample_corpus, **arguments)
