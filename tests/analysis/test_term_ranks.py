"""Ranks of the leading terms, counted another way."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from workbench.analysis import term_ranks, term_trends
from workbench.analysis.choice import candidate_terms, enough_papers
from workbench.corpus import Corpus
from workbench.errors import InputError


def test_ranks_are_those_of_the_counts_of_all_terms(sample_corpus: Corpus) -> None:
    frame = term_ranks(sample_corpus, n=5)
    least = enough_papers(sample_corpus.papers.height, None)
    tried = candidate_terms(sample_corpus, "term", least)["term"].to_list()
    counts = term_trends(sample_corpus, tried)
    for period, part in frame.group_by("period"):
        here = counts.filter(pl.col("period") == period[0])
        order = here.sort("papers_with_term", "term", descending=[True, False])["term"].to_list()
        for row in part.iter_rows(named=True):
            assert row["rank"] == order.index(row["term"]) + 1
            own = here.row(by_predicate=pl.col("term") == row["term"], named=True)
            for column in ("papers_with_term", "papers", "share", "partial"):
                assert row[column] == own[column]


def test_the_leading_terms_of_both_ends_in_the_order_of_the_last(sample_corpus: Corpus) -> None:
    frame = term_ranks(sample_corpus, n=5)
    ends = [frame["period"][0], frame["period"][-1]]
    at_ends = frame.filter(pl.col("period").is_in(ends))
    best = at_ends.group_by("term", maintain_order=True).agg(pl.col("rank").min())
    assert best["rank"].max() <= 5
    last = frame.filter(pl.col("period") == ends[1])
    assert last["rank"].is_sorted()
    assert set(range(1, 6)) <= set(last["rank"])


def test_planted_terms_lead_and_leave(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    frame = term_ranks(sample_corpus)
    planted = truth["planted"]
    ranks = {
        name: frame.filter(pl.col("term") == planted[name]["term"])["rank"].to_list()
        for name in ("rising", "falling")
    }
    assert ranks["rising"][-1] == ranks["falling"][0] == 1
    assert min(ranks["rising"][0], ranks["falling"][-1]) > 20


def test_longer_periods_until_they_can_be_followed(make_corpus: Any) -> None:
    rows = [
        (
            f"Harvest {n}",
            "An apple." if n % 3 else "A pear.",
            date(2022 + n // 360, 1 + n // 30 % 12, 1 + n % 28),
        )
        for n in range(720)
    ]
    corpus = make_corpus(rows)
    assert corpus.timeline().period == "month"
    frame = term_ranks(corpus)
    assert frame["period"].unique(maintain_order=True)[0] == "2022-Q1"
    assert frame["period"].n_unique() == 8
    assert "The length leaves at most 12 periods." in frame["basis"][0]
    assert term_ranks(corpus, period="month")["period"].n_unique() == 24


def test_thin_ends_are_left_out(make_corpus: Any) -> None:
    rows = [
        (f"Harvest {n}", "An apple." if n % 3 else "A pear.", date(2024, 2 + n // 60, 1 + n % 28))
        for n in range(420)
    ]
    rows += [(f"Early {n}", "A quince.", date(2024, 1, 30)) for n in range(6)]
    frame = term_ranks(make_corpus(rows), period="month")
    assert frame["period"][0] == "2024-02"
    assert "1 thin period at the ends left out." in frame["basis"][0]


def test_dumps_that_are_compared_have_the_leaders_of_all_papers(unrelated: Corpus) -> None:
    frame = term_ranks(unrelated, n=4)
    assert frame["period_start"].null_count() == frame.height
    leaders = candidate_terms(unrelated, "term", 15)["term"]
    papers = unrelated.terms.filter(pl.col("term").is_in(leaders.implode()))
    expected = papers.sort("df", "term", descending=[True, False])["term"].head(4).to_list()
    assert frame["term"].unique(maintain_order=True).to_list() == expected
    assert frame["period"].n_unique() == unrelated.dumps.height


def test_at_least_one_place(sample_corpus: Corpus) -> None:
    with pytest.raises(InputError, match="n=0"):
        term_ranks(sample_corpus, n=0)
    with pytest.raises(InputError, match="wavering"):
        term_ranks(sample_corpus, count="wavering")
