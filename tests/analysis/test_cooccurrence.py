from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from workbench.analysis import cooccurrence
from workbench.analysis.cooccurrence import SCHEMA
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError
from workbench.stats.association import association

MEASURES = list(SCHEMA)[7:]


def pairs_of(frame: pl.DataFrame) -> dict[tuple[str, str], int]:
    return {(a, b): n for a, b, n in frame.select("term_a", "term_b", "papers_both").iter_rows()}


def test_planted_clusters(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    planted = truth["planted"]["clusters"]
    terms = [term for cluster in planted["terms"].values() for term in cluster]
    found = pairs_of(cooccurrence(sample_corpus, terms))
    expected = {
        tuple(sorted((pair["term_a"], pair["term_b"]))): pair["papers_both"]
        for cluster in planted["pairs_inside"].values()
        for pair in cluster
    }
    assert found == expected


def test_planted_pairs_lead_the_ranking(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    planted = truth["planted"]["clusters"]["pairs_inside"]
    expected = {frozenset((pair["term_a"], pair["term_b"])) for c in planted.values() for pair in c}
    first = {frozenset(pair) for pair in pairs_of(cooccurrence(sample_corpus, top=60))}
    assert len(expected & first) >= len(expected) - 2


def test_counts_and_measures_by_hand(sample_corpus: Corpus) -> None:
    """Sets of papers, intersected pair by pair."""
    terms = ["visibility", "airport", "moss", "keeper", "forecast", "fog camera", "mesh", "gutter"]
    ids = sample_corpus.resolve(terms)
    held = {
        term: set(sample_corpus.postings.filter(pl.col("term_id") == term_id)["paper_id"])
        for term_id, term in ids.select("term_id", "term").iter_rows()
    }
    frame = cooccurrence(sample_corpus, terms, top=None, min_papers=1)
    expected = {
        (a, b): len(held[a] & held[b])
        for a, b in combinations(sorted(held), 2)
        if held[a] & held[b]
    }
    assert pairs_of(frame) == expected
    for row in frame.iter_rows(named=True):
        a, b = held[row["term_a"]], held[row["term_b"]]
        assert (row["papers_a"], row["papers_b"]) == (len(a), len(b))
        measures = association(len(a & b), len(a), len(b), sample_corpus.papers.height)
        assert {name: row[name] for name in MEASURES} == pytest.approx(
            {name: float(value) for name, value in measures.items()}
        )


def test_order(sample_corpus: Corpus) -> None:
    frame = cooccurrence(sample_corpus)
    assert frame.height == 200
    assert (frame["term_a"] < frame["term_b"]).all()
    assert frame["g2"].is_sorted(descending=True)
    assert frame.select("term_a", "term_b").n_unique() == frame.height


def test_top_keeps_the_first(sample_corpus: Corpus) -> None:
    everything = cooccurrence(sample_corpus, top=None)
    assert everything.height > 500
    assert_frame_equal(cooccurrence(sample_corpus, top=7), everything.head(7))
    assert cooccurrence(sample_corpus, top=0).is_empty()


def test_min_papers(sample_corpus: Corpus) -> None:
    everything = cooccurrence(sample_corpus, top=None)
    assert everything["papers_both"].min() == 2
    some = cooccurrence(sample_corpus, top=None, min_papers=6)
    assert_frame_equal(some, everything.filter(pl.col("papers_both") >= 6))


@pytest.mark.parametrize(
    ("terms", "left_out"),
    [
        (["plum", "cherry"], False),
        (["quince", "quince jam"], True),
        (["quince", "jam"], True),
        (["quince jam", "medlar"], False),
        (["late winter", "winter pruning"], True),
        (["lwp", "winter pruning"], True),
        (["lwp", "late winter pruning"], True),
        (["lwp", "quince jam"], False),
        (["apple", "plum"], False),
    ],
)
def test_what_is_spelling_is_no_finding(orchard: Corpus, terms: list[str], left_out: bool) -> None:
    assert cooccurrence(orchard, terms, min_papers=1).is_empty() == left_out


def test_a_phrase_that_seldom_joins_them_hides_no_pair(
    make_corpus: Callable[[list[tuple[str, str | None, date | None]]], Corpus],
) -> None:
    """Rain and gauge stand apart in most of their common papers, so that they do is a finding."""
    rows = [
        (f"Note {n}", "A rain gauge." if n < apart else "Rain. The gauge is full.", None)
        for n, apart in [(n, 4) for n in range(10)]
    ] + [(f"Sheet {n}", "Sun and wind.", None) for n in range(10)]
    assert pairs_of(cooccurrence(make_corpus(rows), ["rain", "gauge"])) == {("gauge", "rain"): 10}


def test_a_concept_takes_its_acronym_along(orchard: Corpus) -> None:
    alone = cooccurrence(orchard, ["lwp", "mulch"], min_papers=1)
    meant = cooccurrence(orchard, ["lwp", "mulch"], min_papers=1, by="concept")
    assert set(meant.select("term_a", "term_b").row(0)) == {"late winter pruning", "mulch"}
    assert meant["papers_a"][0] >= alone["papers_a"][0]


def test_the_order_of_rows_changes_nothing(sample_corpus: Corpus, make_corpus: Any) -> None:
    rows = sample_corpus.papers.select("title", "abstract", pl.lit(None, pl.Date)).rows()
    shuffled = random.Random(7).sample(rows, len(rows))
    frames = [cooccurrence(make_corpus(order), top=None) for order in (rows, shuffled)]
    assert_frame_equal(*frames, check_exact=True)


def test_terms_that_never_meet(sample_corpus: Corpus) -> None:
    assert cooccurrence(sample_corpus, ["solar panel", "volunteer"], min_papers=1).is_empty()


def test_arguments_that_make_no_sense(sample_corpus: Corpus) -> None:
    for wrong in ({"min_papers": 0}, {"top": -1}):
        with pytest.raises(InputError, match="at least 1"):
            cooccurrence(sample_corpus, **wrong)
    with pytest.raises(InputError, match="wavering"):
        cooccurrence(sample_corpus, by="wavering")
    with pytest.raises(UnknownTermError, match="dragonfruit"):
        cooccurrence(sample_corpus, ["dragonfruit", "moss"])
