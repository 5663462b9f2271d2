"""What results say of themselves: listings left out, and every choice, defaults included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from workbench import analysis
from workbench.analysis.choice import enough_papers, usual_least
from workbench.analysis.fitted import enough_periods
from workbench.corpus import Corpus

OVER_TIME: dict[str, Callable[..., pl.DataFrame]] = {
    "term_trends": analysis.term_trends,
    "rising_terms": analysis.rising_terms,
    "robustness": analysis.robustness,
    "change_points": analysis.change_points,
    "emerging_terms": analysis.emerging_terms,
    "bursts": analysis.bursts,
}


def basis_of(frame: pl.DataFrame) -> str:
    (text,) = frame["basis"].unique()
    return text


@pytest.mark.parametrize("name", OVER_TIME)
def test_listings_without_a_day_are_counted_beside_every_result(
    sample_corpus: Corpus, truth: dict[str, Any], name: str
) -> None:
    totals = truth["totals"]
    frame = OVER_TIME[name](sample_corpus)
    assert frame.columns[-3:] == ["listings_at_hand", "listings_left_out", "basis"]
    undated = totals["listings"] - totals["dated_listings"]
    assert frame["listings_at_hand"].unique().to_list() == [totals["listings"]]
    assert frame["listings_left_out"].unique().to_list() == [undated]
    said = f"{totals['dated_listings']} of {totals['listings']} listings; {undated} without a day"
    assert said in basis_of(frame)


@pytest.mark.parametrize("name", ["term_trends", "rising_terms", "change_points"])
def test_no_listing_is_left_out_in_silence_or_for_nothing(orchard: Corpus, name: str) -> None:
    frame = OVER_TIME[name](orchard)
    assert frame["listings_left_out"].sum() == 0
    assert f"All {orchard.listings.height} listings." in basis_of(frame)


@pytest.mark.parametrize("name", OVER_TIME)
def test_the_choices_are_those_made(sample_corpus: Corpus, name: str) -> None:
    ask = OVER_TIME[name]
    usual = "By month (gives 6 to 36 periods), on the day of the list; a paper counts once a month."
    assert usual in basis_of(ask(sample_corpus))
    other = ask(sample_corpus, period="dump", axis="first_listed", count="exposure")
    assert "By dump, on the day a paper was first listed; every listing counts." in basis_of(other)


def test_a_day_that_papers_lack(sample_corpus: Corpus) -> None:
    """What is missing depends on the axis."""
    frame = analysis.term_trends(sample_corpus, ["fog camera"], axis="published_on")
    assert sample_corpus.papers["published_on"].count() == 0
    assert basis_of(frame).startswith(
        "By dump, on the day of the list; a paper counts once a dump."
    )
    papers = sample_corpus.papers.with_columns(
        published_on=pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.date(2024, 5, 7)),
        published_precision=pl.lit("day"),
    )
    half = replace(sample_corpus, papers=papers)
    frame = analysis.term_trends(half, ["fog camera"], period="year", axis="published_on")
    dated = papers.drop_nulls("published_on")["n_listings"].sum()
    assert frame["listings_left_out"][0] == sample_corpus.listings.height - dated
    assert "on the paper's own day" in basis_of(frame)


def test_terms_smoothing_and_composition(sample_corpus: Corpus) -> None:
    usual = basis_of(analysis.term_trends(sample_corpus))
    assert usual.endswith("12 terms, the first of the ranking. No smoothing.")
    mean = basis_of(analysis.term_trends(sample_corpus, ["fog camera"], smooth=1))
    assert mean.endswith("Lines: means of each period and its two neighbors.")
    assert "the ranking" not in mean


def test_limits_of_rising_terms(sample_corpus: Corpus) -> None:
    frame = analysis.rising_terms(sample_corpus)
    text = basis_of(frame)
    assert (
        f"{frame.height} terms in at least 15 papers (a tenth of all, at least 5) and 4 months,"
        in text
    )
    assert "Called at q < 0.05, 3% of the odds per period and 1 point of the share in all." in text
    assert text.endswith("Kinds are unclear: fewer than 500 papers with text.")
    asked = basis_of(analysis.rising_terms(sample_corpus, min_papers=30, min_periods=2))
    assert "in at least 30 papers and 2 months," in asked


def test_criteria_of_the_others(sample_corpus: Corpus) -> None:
    said = {
        "bursts": "A burst is 2 times the usual share (s), and costs 1 × ln 8 to enter (γ).",
        "change_points": "A change costs 3 × ln 8; a level has at least two periods.",
        "emerging_terms": "New: at most 15% of its papers in the first 2 months, some in 3 later",
        "robustness": "To survive is to go the same way with p < 0.05.",
    }
    for name, words in said.items():
        assert words in basis_of(OVER_TIME[name](sample_corpus)), name


def test_periods_left_out_of_fits_are_counted(make_corpus: Any) -> None:
    rows = [
        (
            f"Harvest {n}",
            "A fig." if n % 3 else "A pear.",
            date(2024, 1, 1) + timedelta(days=n // 4),
        )
        for n in range(4 * 190)
    ]
    text = basis_of(analysis.rising_terms(make_corpus(rows), period="month"))
    assert "1 of 7 months left out of fits: days missing, under 60 papers or under half" in text


def test_dumps_that_are_compared_have_no_axis(unrelated: Corpus) -> None:
    frame = analysis.term_trends(unrelated, ["fog camera"])
    assert frame["listings_left_out"][0] == 0
    assert (
        basis_of(frame)
        == f"By dump; a paper counts once a dump. All {unrelated.listings.height} listings."
    )


@pytest.mark.parametrize(
    ("papers", "least", "why"),
    [
        (30, 5, "a tenth of all, at least 5"),
        (150, 15, "a tenth of all, at least 5"),
        (342, 20, "0.5% of all, at least 20"),
        (6651, 34, "0.5% of all, at least 20"),
    ],
)
def test_terms_need_papers(papers: int, least: int, why: str) -> None:
    assert (enough_papers(papers, None), usual_least(papers)) == (least, why)
    assert enough_papers(papers, 3) == 3


@pytest.mark.parametrize(("periods", "least"), [(22, 4), (8, 4), (7, 3), (3, 1), (1, 1), (0, 1)])
def test_terms_need_periods(periods: int, least: int) -> None:
    assert enough_periods(periods, None) == least
    assert enough_periods(periods, 2) == 2
