from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from workbench.analysis import emerging_terms, term_trends
from workbench.corpus import Corpus
from workbench.errors import InputError


@pytest.fixture(scope="module")
def seedlings(make_corpus: Any) -> Corpus:
    """Return 40 papers a month over nine months.

    *Fig* comes in May and stays; *plum* comes in May and is gone in June; *pear* was always there;
    *quince* doubles.
    """
    rows = []
    for n in range(360):
        month, place = n % 9, n // 9
        words = ["garden"] if place % 3 else ["hill"]
        if month >= 4 and place % 4 == 0:
            words.append("fig")
        if month == 4 and place % 2 == 0:
            words.append("plum")
        if place % 3 == 0:
            words.append("pear")
        if place % 8 < (2 if month < 3 else 5):
            words.append("quince")
        rows.append((f"Harvest {n}", ". ".join(words), date(2024, 1 + month, 1)))
    return make_corpus(rows)


def test_what_is_new_and_stays(seedlings: Corpus) -> None:
    frame = emerging_terms(seedlings, period="month")
    assert frame["term"].to_list() == ["fig"]
    row = frame.row(0, named=True)
    assert (row["first_period"], row["active_periods"], row["papers"]) == ("2024-05", 5, 50)
    assert (row["baseline_share"], row["recent_share"]) == (0, 0.25)
    assert row["growth"] == pytest.approx(0.25 / (0.5 / 120))


def test_each_criterion_matters(seedlings: Corpus) -> None:
    def found(**criteria: Any) -> set[str]:
        return set(emerging_terms(seedlings, period="month", **criteria)["term"])

    assert found(min_periods=6) == set()
    assert found(min_periods=1, growth=0.001) == {"fig"}  # what is gone has not grown
    assert found(ceiling=1.0) == {"fig", "quince"}
    assert found(ceiling=1.0, growth=0.9) >= {"fig", "quince", "pear"}
    assert found(min_papers=51) == set()


def test_shares_are_of_the_first_and_the_last_third(sample_corpus: Corpus) -> None:
    frame = emerging_terms(sample_corpus, period="dump", ceiling=1.0, growth=0.01)
    trend = term_trends(sample_corpus, frame["term"].to_list(), period="dump")
    for row in frame.iter_rows(named=True):
        own = trend.filter(pl.col("term") == row["term"])
        for part, share in ((own.head(2), "baseline_share"), (own.tail(2), "recent_share")):
            assert row[share] == part["papers_with_term"].sum() / part["papers"].sum()


def test_the_planted_rise_emerges(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    assert truth["planted"]["rising"]["term"] in emerging_terms(sample_corpus)["term"]


def test_dumps_that_are_no_series_have_none(unrelated: Corpus) -> None:
    assert emerging_terms(unrelated).is_empty()


@pytest.mark.parametrize("wrong", [{"min_periods": 0}, {"growth": 0}, {"ceiling": 1.5}])
def test_criteria_that_make_no_sense(sample_corpus: Corpus, wrong: dict[str, float]) -> None:
    with pytest.raises(InputError, match="give at least 1"):
        emerging_terms(sample_corpus, **wrong)
