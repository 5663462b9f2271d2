from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from workbench.analysis import dump_overlap, paper_lives, repeats
from workbench.analysis.repeats import _agreement
from workbench.corpus import Corpus

lists = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def test_planted_repeats(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    planted = truth["planted"]["repeats"]
    frame = repeats(sample_corpus)
    assert frame.height == truth["totals"]["papers"]
    counted = frame["n_dumps"].value_counts()
    assert {str(k): v for k, v in counted.iter_rows()} == planted["papers_by_number_of_dumps"]
    most = planted["most_repeated"]
    assert frame.head(len(most)).select("title", "n_dumps").rows(named=True) == most


def test_planted_relations(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    relation = {
        frozenset((f"{a}.txt", f"{b}.txt")): (relation, common, a)
        for a, b, relation, common in dump_overlap(sample_corpus)
        .select("dump_a", "dump_b", "relation", "common")
        .iter_rows()
    }
    listed = {
        dump["file"]: {entry["title"] for entry in dump["listings"]} for dump in truth["dumps"]
    }
    assert set(relation) == {frozenset(pair) for pair in combinations(listed, 2)}
    for pair, (_, common, _) in relation.items():
        a, b = pair
        assert common == len(listed[a] & listed[b])
    planted = truth["planted"]
    for pair in planted["same_set"]["pairs"]:
        assert relation[frozenset(pair)][0] == "same set"
    for smaller, larger in planted["subset"]["pairs"]:
        name, _, first = relation[frozenset((smaller, larger))]
        assert name == ("subset" if f"{first}.txt" == smaller else "superset")


def test_papers_of_the_five_dumps(seed_corpus: Corpus) -> None:
    counted = repeats(seed_corpus)["n_dumps"].value_counts().sort("n_dumps")
    assert counted.rows() == [(1, 270), (2, 47), (3, 21), (4, 4)]


def test_overlap_of_the_five_dumps(seed_corpus: Corpus) -> None:
    """The table of the hand-made notes: common papers, Jaccard and Spearman."""
    expected = {
        ("000", "001"): (60, 0.264, 0.997),
        ("000", "002"): (14, 0.117, -0.13),
        ("000", "003"): (4, 0.046, 0.60),
        ("000", "004"): (9, 0.088, -0.32),
        ("001", "002"): (14, 0.049, -0.13),
        ("001", "003"): (4, 0.016, 0.60),
        ("001", "004"): (9, 0.033, -0.32),
        ("002", "003"): (8, 0.083, 0.05),
        ("002", "004"): (9, 0.078, 0.20),
        ("003", "004"): (3, 0.038, 0.5),
    }
    frame = dump_overlap(seed_corpus)
    assert frame.height == len(expected)
    for row in frame.iter_rows(named=True):
        pair = tuple(sorted((row["dump_a"][:3], row["dump_b"][:3])))
        common, jaccard, spearman = expected[pair]
        assert row["common"] == common
        assert row["jaccard"] == pytest.approx(jaccard, abs=6e-4)
        assert row["spearman"] == pytest.approx(spearman, abs=6e-3)
        assert row["relation"] == ("subset" if pair == ("000", "001") else "overlap")
    whole = frame.row(by_predicate=pl.col("relation") == "subset", named=True)
    assert whole["dump_a"].startswith("000")
    assert whole["jaccard"] == 60 / 227
    assert (whole["containment_a"], whole["containment_b"]) == (1, 60 / 227)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("abc", "abc", "same list"),
        ("abc", "cab", "same set"),
        ("ac", "abc", "subsequence"),
        ("ca", "abc", "subset"),
        ("abc", "ac", "superset"),
        ("abc", "ca", "superset"),
        ("abc", "bcd", "overlap"),
        ("ab", "cd", "disjoint"),
        ("a", "a", "same list"),
        ("", "ab", "disjoint"),
        ("ab", "", "disjoint"),
        ("", "", "same list"),
    ],
)
def test_relations(a: str, b: str, relation: str) -> None:
    assert _agreement(a, b)[-1] == relation


@settings(deadline=None)
@given(lists, lists)
def test_figures_of_a_pair(a: list[str], b: list[str]) -> None:
    common, jaccard, of_a, of_b, rbo, spearman, relation = _agreement(a, b)
    both = set(a) & set(b)
    assert common == len(both)
    assert jaccard == (len(both) / len(set(a) | set(b)) if a or b else None)
    assert of_a == (len(both) / len(a) if a else None)
    assert of_b == (len(both) / len(b) if b else None)
    assert (rbo is None) == (not a or not b)
    if len(both) < 2:
        assert spearman is None
    else:
        order = sorted(both)
        expected = spearmanr([a.index(x) for x in order], [b.index(x) for x in order]).statistic
        assert spearman == pytest.approx(expected)
    mirrored = _agreement(b, a)
    assert mirrored[:2] == (common, jaccard)
    assert mirrored[2:4] == (of_b, of_a)
    assert (relation in ("subset", "subsequence")) == (mirrored[-1] == "superset")


def test_a_paper_that_a_dump_lists_twice_counts_once(
    make_corpus: Callable[[list[tuple[str, str | None, date | None]]], Corpus],
) -> None:
    first, second = date(2024, 1, 1), date(2024, 2, 1)
    rows = [(title, None, first) for title in ("An apple", "A pear", "An apple", "A fig")]
    rows += [(title, None, second) for title in ("An apple", "A pear", "A fig")]
    corpus = make_corpus(rows)
    assert dump_overlap(corpus)["relation"].to_list() == ["same list"]
    assert repeats(corpus).filter(title="An apple").select("n_dumps", "n_listings").row(0) == (2, 3)
    lives = paper_lives(corpus)
    assert lives.filter(title="An apple")["rank"].to_list() == [1, 1]


def test_lives_of_the_most_repeated(sample_corpus: Corpus) -> None:
    lives = paper_lives(sample_corpus, n=5)
    most = repeats(sample_corpus).head(5)
    assert lives["paper_id"].unique(maintain_order=True).to_list() == most["paper_id"].to_list()
    counts = lives.group_by("paper_id", maintain_order=True).len()["len"]
    assert counts.to_list() == most["n_dumps"].to_list()
    listings = sample_corpus.listings.join(sample_corpus.dumps, on="dump_id")
    places = set(listings.select("paper_id", "dump", "rank").iter_rows())
    assert set(lives.select("paper_id", "dump", "rank").iter_rows()) <= places
    for _, life in lives.group_by("paper_id"):
        assert life["listed_on"].is_sorted(nulls_last=True)


def test_only_papers_that_come_back_have_a_life_to_show(make_corpus: Any) -> None:
    corpus = make_corpus([("An apple", None, date(2024, 1, 1)), ("A pear", None, date(2024, 2, 1))])
    assert paper_lives(corpus).is_empty()
    assert dump_overlap(corpus)["relation"].to_list() == ["disjoint"]


def test_a_part_of_the_dumps_counts_its_own(sample_corpus: Corpus) -> None:
    part = sample_corpus.where(dumps=["trending-02", "trending-03"])
    assert set(repeats(part)["n_dumps"]) == {2}
    assert dump_overlap(part)["relation"].to_list() == ["same set"]
