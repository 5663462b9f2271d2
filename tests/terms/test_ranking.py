from __future__ import annotations

import math

import polars as pl
import pytest

from workbench.terms import TermTables, rank_terms, term_id
from workbench.text import is_boilerplate, stop_words


def terms(counts: dict[str, int]) -> pl.DataFrame:
    rows = [(term_id(term), term, term, term.count(" ") + 1, df) for term, df in counts.items()]
    return pl.DataFrame(rows, schema=["term_id", "term", "label", "n_words", "df"], orient="row")


COUNTS = {
    "neural": 14, "network": 16, "neural network": 13, "deep neural network": 4, "deep neural": 4,
    "kernel": 5, "graph": 5, "novel": 40, "proposed kernel": 3, "rare": 1,
}  # fmt: skip


def test_scores_by_hand() -> None:
    ranked = rank_terms(terms(COUNTS))
    scores = dict(ranked.select("term", "score").iter_rows())
    assert scores == pytest.approx(
        {
            "neural network": math.log2(3) * (13 - 4),
            "deep neural network": math.log2(4) * 4,
            "graph": 5.0,
            "kernel": 5.0,
            "network": 16.0 - 13,
            "neural": 14.0 - 13,
            "deep neural": 0.0,
        }
    )
    assert ranked["term"].to_list() == list(scores)
    assert list(scores) == [
        "neural network", "deep neural network", "graph", "kernel", "network", "neural",
        "deep neural",
    ]  # fmt: skip


def test_a_piece_of_four_words_scores_nothing() -> None:
    counts = {
        "physics informed": 9, "informed neural": 8, "neural network": 90, "informed": 9,
        "physics informed neural": 8, "informed neural network": 8,
        "deep neural network": 30, "deep neural": 31,
    }  # fmt: skip
    scores = dict(rank_terms(terms(counts)).select("term", "score").iter_rows())
    assert scores["physics informed neural"] == scores["informed neural network"] == 0
    assert scores["deep neural network"] == 2 * 30
    assert scores["physics informed"] == pytest.approx(math.log2(3))


def test_the_order_of_the_rows_does_not_matter() -> None:
    table = terms(COUNTS)
    assert rank_terms(table.reverse()).equals(rank_terms(table))


def test_n_and_min_df() -> None:
    table = terms(COUNTS)
    assert rank_terms(table, n=2).equals(rank_terms(table).head(2))
    assert "rare" in rank_terms(table, min_df=1)["term"].to_list()
    assert rank_terms(table, min_df=100).is_empty()
    assert rank_terms(table).columns == ["term_id", "term", "label", "n_words", "df", "score"]


def test_the_first_terms_of_real_papers_are_an_analysts(index: TermTables) -> None:
    first = rank_terms(index.terms, n=60)["term"].to_list()
    assert {
        "neural network", "deep neural network", "deep learning", "machine learning",
        "generalization", "gradient descent", "loss function", "regularization", "robustness",
        "large language model", "inverse problem", "fine tuning", "trade off", "training data",
    } <= set(first)  # fmt: skip
    # fragments of longer terms and paper-speak are none
    assert not {"neural", "descent", "machine", "deep neural", "art", "paper", "we"} & set(first)
    assert not any(is_boilerplate(term) or term in stop_words() for term in first)


def test_no_residue_link_or_paper_speak_among_the_first_300_of_real_papers(
    index: TermTables,
) -> None:
    first = rank_terms(index.terms, n=300)["term"].to_list()
    residue = (
        "mathcal mathbb mathfrak mathrm ell leq geq neq cdot infty sqrt frac tilde nabla approx sim"
        " pm circ epsilon varepsilon times left right bf rm"
    )
    links = "http https www com org github gitlab huggingface io html git"
    speak = "paper work we propose novel show method experiment this our however extensive far"
    words = {word for term in first for word in term.split(" ")}
    assert not words & set(f"{residue} {links}".split())
    assert not set(speak.split()) & set(first)
    assert not [term for term in first if is_boilerplate(term)]
    idle = {"machine learning approach", "learning method", "efficiency and accuracy", "negative"}
    assert not idle & set(first)
    assert idle <= set(index.terms["term"])
