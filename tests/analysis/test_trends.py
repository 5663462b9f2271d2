from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from workbench.analysis import term_trends
from workbench.analysis.groups import chosen_groups
from workbench.corpus import COUNTS, Corpus
from workbench.errors import InputError, UnknownTermError
from workbench.stats.intervals import wilson

FRUITS = ["apple", "walnut", "quince jam", "late winter pruning"]


def counted_by_hand(corpus: Corpus, term: str, count: str) -> dict[str, tuple[int, int]]:
    """Return hits and units by month, counted listing by listing."""
    listings = corpus.listings.join(corpus.dumps, on="dump_id").sort("listed_on", "rank")
    texts = {
        paper: f"{title} {abstract}".lower()
        for paper, title, abstract in corpus.papers.select("paper_id", "title", "abstract").rows()
    }
    counts: dict[str, list[int]] = {}
    seen: set[Any] = set()
    for paper, day in listings.select("paper_id", "listed_on").rows():
        month = f"{day:%Y-%m}"
        hits_units = counts.setdefault(month, [0, 0])
        key = {"distinct": (paper, month), "first_listed": paper, "exposure": len(seen)}[count]
        if key not in seen:
            seen.add(key)
            hits_units[0] += term in texts[paper]
            hits_units[1] += 1
    return {month: tuple(pair) for month, pair in counts.items()}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("term", FRUITS)
def test_counts_are_those_of_a_count_by_hand(orchard: Corpus, term: str, count: str) -> None:
    frame = term_trends(orchard, [term], period="month", count=count)
    found = {row[0]: row[1:] for row in frame.select("period", "papers_with_term", "papers").rows()}
    assert found == counted_by_hand(orchard, term, count)


def test_planted_shares(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    terms = list(truth["terms"])
    frame = term_trends(sample_corpus, terms, period="dump")
    assert frame["term"].unique(maintain_order=True).to_list() == terms
    for term, dump, hits in frame.select("term", "period", "papers_with_term").iter_rows():
        assert hits == truth["terms"][term]["papers_by_dump"][f"{dump}.txt"], (term, dump)
    for planted in ("rising", "falling", "burst"):
        expected = truth["planted"][planted]
        found = frame.filter(pl.col("term") == expected["term"])
        shares = dict(found.select(pl.col("period") + ".txt", pl.col("share").round(4)).iter_rows())
        assert shares == expected["shares"]


def test_terms_as_asked_and_every_period_of_each(orchard: Corpus) -> None:
    frame = term_trends(orchard, ["Walnuts", "apple", "WALNUT"], period="week")
    assert frame["term"].unique(maintain_order=True).to_list() == ["walnut", "apple"]
    periods = orchard.timeline(period="week").periods
    for _, of_term in frame.group_by("term"):
        assert_frame_equal(of_term.select(periods.columns), periods)


def test_periods_without_papers_have_no_share(orchard: Corpus) -> None:
    frame = term_trends(orchard, "apple", period="week")
    empty = frame.filter(pl.col("papers") == 0)
    assert empty.height
    assert (empty["papers_with_term"] == 0).all()
    for column in ("share", "low", "high"):
        assert empty[column].null_count() == empty.height
        assert frame.filter(pl.col("papers") > 0)[column].null_count() == 0


def test_the_interval_is_wilsons_and_holds_the_share(sample_corpus: Corpus) -> None:
    frame = term_trends(sample_corpus).filter(pl.col("papers") > 0)
    low, high = wilson(frame["papers_with_term"], frame["papers"])
    assert frame["low"].to_list() == low.tolist()
    assert frame["high"].to_list() == high.tolist()
    assert (frame["low"] <= frame["share"]).all()
    assert (frame["share"] <= frame["high"]).all()
    assert (frame["share"] == frame["papers_with_term"] / frame["papers"]).all()


def test_the_default_is_the_first_of_the_ranking(sample_corpus: Corpus) -> None:
    shown = term_trends(sample_corpus)["term"].unique(maintain_order=True)
    assert shown.to_list() == sample_corpus.top_terms(12)["term"].to_list()


def test_a_concept_counts_its_acronym(orchard: Corpus) -> None:
    """LWP stands for the phrase, wherever both are printed or only one."""
    alone = term_trends(orchard, ["lwp"], period="month")
    meant = term_trends(orchard, ["lwp"], period="month", by="concept")
    spelled = term_trends(orchard, ["late winter pruning"], period="month", by="concept")
    assert meant["term"].unique().to_list() == ["late winter pruning"]
    assert_frame_equal(meant, spelled)
    assert (meant["papers_with_term"] >= alone["papers_with_term"]).all()


def test_dumps_that_are_no_series_are_compared(unrelated: Corpus) -> None:
    frame = term_trends(unrelated, ["fog camera"])
    assert frame["period"].to_list() == unrelated.dumps["dump"].to_list()
    assert frame["period_start"].null_count() == frame.height


def test_an_axis_without_days_falls_back_to_dumps(sample_corpus: Corpus) -> None:
    frame = term_trends(sample_corpus, ["fog camera"], axis="published_on")
    assert frame["period"].to_list() == sample_corpus.dumps["dump"].drop_nulls().to_list()[:-1]


def test_the_order_of_rows_changes_nothing(
    make_corpus: Callable[[list[tuple[str, str | None, date | None]]], Corpus],
) -> None:
    rows = [
        (f"Harvest {n}", f"The {'apple' if n % 3 else 'pear'} is ripe.", date(2024, 1 + n % 8, 1))
        for n in range(40)
    ]
    shuffled = random.Random(7).sample(rows, len(rows))
    for count in COUNTS:
        frames = [term_trends(make_corpus(order), count=count) for order in (rows, shuffled)]
        assert frames[0].height
        assert_frame_equal(*frames)


class TestExposure:
    """Every listing counts, but the listings of a paper are no news."""

    @staticmethod
    def repeated(times: int) -> list[tuple[str, str | None, date | None]]:
        """Return 40 papers, a quarter of which hold the apple, each listed so many times."""
        return [
            (f"Harvest {n}", "An apple." if n % 4 == 0 else "A pear.", date(2024, 1, 1 + time))
            for n in range(40)
            for time in range(times)
        ]

    def test_listing_papers_again_adds_no_certainty(self, make_corpus: Any) -> None:
        twice, often = (
            term_trends(make_corpus(self.repeated(times)), "apple", "month", count="exposure")
            for times in (2, 9)
        )
        assert often["papers"].to_list() == [360]
        assert often["share"].to_list() == twice["share"].to_list() == [0.25]
        low, high = wilson(10, 40)
        for frame in (twice, often):
            assert frame["low"][0] == pytest.approx(low, abs=0.04)
            assert frame["high"][0] == pytest.approx(high, abs=0.04)

    def test_where_resampling_cannot_vary_it_is_wilson_of_papers(self, make_corpus: Any) -> None:
        rows = [
            *self.repeated(5),
            ("A fig", None, date(2024, 3, 1)),
            ("A fig", None, date(2024, 3, 2)),
        ]
        frame = term_trends(make_corpus(rows), ["fig"], "month", count="exposure")
        january, february, march = frame.rows(named=True)
        assert [january["low"], january["high"]] == pytest.approx([*map(float, wilson(0, 40))])
        assert (february["share"], february["low"]) == (None, None)
        assert [march["low"], march["high"]] == pytest.approx([*map(float, wilson(1, 1))])

    def test_the_same_bytes_on_a_rerun(self, orchard: Corpus) -> None:
        frames = [term_trends(orchard, FRUITS, count="exposure") for _ in range(2)]
        assert_frame_equal(*frames, check_exact=True)


@pytest.mark.parametrize(
    ("argument", "choice"),
    [("period", "month"), ("axis", "listed_on"), ("count", "exposure"), ("by", "concept")],
)
def test_an_unknown_word_names_the_choices(orchard: Corpus, argument: str, choice: str) -> None:
    with pytest.raises(InputError, match=rf"wavering.*{choice}"):
        term_trends(orchard, ["apple"], **{argument: "wavering"})


def test_an_unknown_term_is_named(orchard: Corpus) -> None:
    with pytest.raises(UnknownTermError, match="dragonfruit"):
        term_trends(orchard, ["apple", "dragonfruit"])


class TestGroups:
    def test_a_paper_counts_once_for_a_group(self, orchard: Corpus) -> None:
        frame = term_trends(orchard, {"fruit": ["apple", "pear", "plum"]}, period="month")
        assert frame["term"].unique().to_list() == frame["label"].unique().to_list() == ["fruit"]
        ids = orchard.resolve(["apple", "pear", "plum"])["term_id"]
        holding = set(orchard.presence(ids)["paper_id"])
        units = orchard.timeline(period="month").units
        for period, hits in frame.select("period", "papers_with_term").iter_rows():
            listed = units.filter(pl.col("period") == period)["paper_id"]
            assert hits == len(holding & set(listed))

    def test_a_wildcard_is_all_terms_that_fit(self, orchard: Corpus) -> None:
        fitting = [term for term in orchard.terms["term"] if re.fullmatch("w[^ ]*nut", term)]
        assert fitting == ["walnut"]
        wild = term_trends(orchard, "Wa*nut", period="month")
        plain = term_trends(orchard, "walnut", period="month")
        assert wild["term"].unique().to_list() == ["Wa*nut"]
        assert_frame_equal(wild.drop("term", "label"), plain.drop("term", "label"))
        both = term_trends(orchard, {"nut": ["*lnut", "hazel*"]}, period="month", count="exposure")
        assert both["papers_with_term"].to_list() == both["papers"].to_list()
        assert both.drop_nulls("high").height

    def test_wildcards_stay_within_words(self, orchard: Corpus) -> None:
        terms = set(chosen_groups(orchard, "late w*", "term").members["member_id"])
        assert terms == set(orchard.resolve(["late winter"])["term_id"])

    def test_groups_and_terms_keep_the_order_asked(self, orchard: Corpus) -> None:
        frame = term_trends(orchard, ["walnut", "a*le", "pear", "walnuts"], period="month")
        assert frame["term"].unique(maintain_order=True).to_list() == ["walnut", "a*le", "pear"]

    def test_a_group_counts_by_concept_too(self, orchard: Corpus) -> None:
        by_name = term_trends(orchard, {"work": ["LWP"]}, period="month", by="concept")
        meant = term_trends(orchard, ["late winter pruning"], period="month", by="concept")
        assert by_name["papers_with_term"].to_list() == meant["papers_with_term"].to_list()

    def test_what_no_term_fits(self, orchard: Corpus) -> None:
        with pytest.raises(UnknownTermError, match="dragon"):
            term_trends(orchard, "dragon*")
        with pytest.raises(UnknownTermError, match="dragonfruit"):
            term_trends(orchard, {"fruit": ["apple", "dragonfruit"]})
        with pytest.raises(InputError, match="at least two letters"):
            term_trends(orchard, "a*")
        with pytest.raises(InputError, match="empty"):
            term_trends(orchard, {"fruit": []})


class TestSmoothing:
    def test_none_unless_asked(self, orchard: Corpus) -> None:
        assert "smoothed" not in term_trends(orchard, "apple").columns

    @pytest.mark.parametrize("smooth", [1, 2])
    def test_it_is_the_share_of_the_papers_around(self, orchard: Corpus, smooth: int) -> None:
        frame = term_trends(orchard, ["apple", "walnut"], period="month", smooth=smooth)
        plain = term_trends(orchard, ["apple", "walnut"], period="month")
        assert_frame_equal(frame.select(plain.columns).drop("basis"), plain.drop("basis"))
        assert frame["half_width"].unique().to_list() == [smooth]
        for _, of_term in frame.group_by("term", maintain_order=True):
            hits, papers = (of_term[c].to_list() for c in ("papers_with_term", "papers"))
            for at, smoothed in enumerate(of_term["smoothed"]):
                around = slice(max(0, at - smooth), at + smooth + 1)
                assert smoothed == pytest.approx(sum(hits[around]) / sum(papers[around]))

    def test_no_mean_of_different_questions(self, unrelated: Corpus, orchard: Corpus) -> None:
        with pytest.raises(InputError, match="no time series"):
            term_trends(unrelated, ["fog camera"], smooth=1)
        with pytest.raises(InputError, match="smooth=-1"):
            term_trends(orchard, "apple", smooth=-1)
