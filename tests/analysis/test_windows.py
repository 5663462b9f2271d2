from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.stats import false_discovery_control

from workbench.analysis import compare_windows
from workbench.corpus import Corpus
from workbench.errors import InputError
from workbench.stats.keyness import keyness


@pytest.fixture(scope="module")
def windows(sample_corpus: Corpus) -> tuple[Corpus, Corpus]:
    return sample_corpus.where(since="2025-05-01"), sample_corpus.where(until="2025-04-30")


def test_planted_terms_lead_their_windows(
    windows: tuple[Corpus, Corpus], truth: dict[str, Any]
) -> None:
    frame = compare_windows(*windows)
    assert frame["term"].first() == truth["planted"]["rising"]["term"]
    assert frame["term"].last() == truth["planted"]["falling"]["term"]
    assert frame["q_value"].first() < 0.05


def test_counts_are_distinct_papers_of_each_window(windows: tuple[Corpus, Corpus]) -> None:
    frame = compare_windows(*windows)
    for side, corpus in zip("ab", windows, strict=True):
        df = dict(corpus.terms.select("term", "df").iter_rows())
        for term, papers, share in frame.select(
            "term", f"papers_{side}", f"share_{side}"
        ).iter_rows():
            assert papers == df.get(term, 0)
            assert share == pytest.approx(papers / corpus.papers.height)


def test_measures_are_those_of_the_counts(windows: tuple[Corpus, Corpus]) -> None:
    frame = compare_windows(*windows)
    sizes = [corpus.papers.height for corpus in windows]
    expected = keyness(frame["papers_a"], sizes[0], frame["papers_b"], sizes[1])
    for name in ("g2", "p_value", "log_ratio"):
        assert frame[name].to_list() == pytest.approx(expected[name].tolist())
    assert frame["q_value"].to_list() == pytest.approx(
        false_discovery_control(frame["p_value"]).tolist()
    )
    assert frame["g2"].is_sorted(descending=True)


def test_exchanged_windows_are_the_mirror(windows: tuple[Corpus, Corpus]) -> None:
    there, back = compare_windows(*windows), compare_windows(*reversed(windows))
    both = there.join(back, on="term", suffix="_back")
    assert both.height == there.height == back.height
    assert both["g2"].to_list() == pytest.approx((-both["g2_back"]).to_list())
    assert both["label"].equals(both["label_back"])


def test_terms_of_one_window_only(windows: tuple[Corpus, Corpus]) -> None:
    frame = compare_windows(*windows, min_papers=2)
    only = frame.filter(pl.col("papers_b") == 0)
    assert only.height
    assert only["percent_diff"].null_count() == only.height
    assert (only["log_ratio"] > 0).all()
    assert (frame["papers_a"] + frame["papers_b"]).min() == 2


def test_a_concept_counts_its_acronym(orchard: Corpus) -> None:
    halves = orchard.where(since="2024-04-01"), orchard.where(until="2024-03-31")
    terms = compare_windows(*halves, min_papers=3)["term"]
    concepts = compare_windows(*halves, by="concept", min_papers=3)
    assert "lwp" in terms
    assert "lwp" not in concepts["term"]
    row = concepts.row(by_predicate=pl.col("term") == "late winter pruning", named=True)
    assert row["papers_a"] + row["papers_b"] >= 12


def test_windows_that_are_one(sample_corpus: Corpus) -> None:
    with pytest.raises(InputError, match="the same papers"):
        compare_windows(sample_corpus, sample_corpus)


def test_an_unknown_word(windows: tuple[Corpus, Corpus]) -> None:
    with pytest.raises(InputError, match="wavering"):
        compare_windows(*windows, by="wavering")


class TestHalves:
    def test_of_one_corpus_the_later_half_is_held_against_the_earlier(
        self, sample_corpus: Corpus, truth: dict[str, Any]
    ) -> None:
        frame = compare_windows(sample_corpus)
        assert frame.select("window_a", "window_b").unique().rows() == [
            ("2025-05-12 to 2025-08-11", "2025-01-13 to 2025-04-14")
        ]
        halves = [sample_corpus.where(since="2025-05-01"), sample_corpus.where(until="2025-04-30")]
        assert_frame_equal(frame.drop("basis"), compare_windows(*halves).drop("basis"))
        assert frame["term"][0] == truth["planted"]["rising"]["term"]
        assert frame["term"][-1] == truth["planted"]["falling"]["term"]

    def test_what_it_stands_on(self, sample_corpus: Corpus) -> None:
        (basis,) = compare_windows(sample_corpus)["basis"].unique()
        late, early = (
            sample_corpus.where(since="2025-05-01"),
            sample_corpus.where(until="2025-04-30"),
        )
        common = set(late.papers["paper_id"]) & set(early.papers["paper_id"])
        assert basis.startswith(
            f"{late.papers.height} and {early.papers.height} papers, {len(common)} in both windows."
            " 20 listings without a day left out."
        )

    def test_dumps_that_are_no_series_have_no_halves(
        self, unrelated: Corpus, make_corpus: Any
    ) -> None:
        assert compare_windows(unrelated).is_empty()
        one_day = make_corpus([(f"Harvest {n}", "An apple.", date(2024, 1, 1)) for n in range(9)])
        assert compare_windows(one_day).is_empty()
