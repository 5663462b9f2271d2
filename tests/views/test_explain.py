"""What a typed query counts, and whether `multi-agent` counts as `agent`."""

from __future__ import annotations

import polars as pl
import pytest

from workbench import Corpus, explain_term
from workbench.errors import UnknownTermError

ROWS = [
    ("Multi-agent gardens", "A Multi-Agent garden is linear. Agents rest.", "2024-01-01"),
    ("An agent alone", "Non-linear agents learn. Multi-agent rest is rare.", "2024-01-02"),
    ("Garden drainage units (GDUs)", "Garden drainage units (GDUs) drain.", "2024-01-02"),
    ("On GDUs", "Garden drainage units (GDUs) again; a GDU drains <b>well</b>.", "2024-01-03"),
]


@pytest.fixture(scope="module")
def gardens() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(ROWS, schema=["title", "abstract", "date"], orient="row"))


def test_a_hyphened_compound_counts_for_its_parts(gardens: Corpus) -> None:
    told = explain_term(gardens, "multi-agent")
    assert (told.term, told.df, told.n_papers) == ("multi agent", 2, 4)
    assert told.parts.select("term", "df").rows() == [("agent", 2), ("multi", 2)]
    assert ("multi agent", 2) in explain_term(gardens, "agent").longer.select("term", "df").rows()


def test_a_bound_prefix_makes_a_word_of_its_own(gardens: Corpus) -> None:
    told = explain_term(gardens, "linear")
    assert told.df == 1
    assert told.apart.select("term", "df").rows() == [("nonlinear", 1)]
    assert told.longer.is_empty()


def test_forms_and_the_papers_of_each(gardens: Corpus) -> None:
    told = explain_term(gardens, "multi agents")
    assert dict(told.forms.select("form", "papers").iter_rows()) == {
        "Multi-agent": 2,
        "Multi-Agent": 1,
    }
    assert told.papers.select("form", "title").rows() == [
        ("Multi-Agent", "Multi-agent gardens"),
        ("Multi-agent", "Multi-agent gardens"),
        ("Multi-agent", "An agent alone"),
    ]


def test_from_the_query_to_the_term(gardens: Corpus) -> None:
    assert explain_term(gardens, "NON-Linear").steps["result"].to_list() == [
        "NON-Linear", "NON-Linear", "nonlinear", "nonlinear", "nonlinear",
    ]  # fmt: skip
    assert explain_term(gardens, "GDUs").steps.row(-1) == (
        "printed so by papers, which count it as", "gdu",
    )  # fmt: skip


def test_an_acronym_says_what_it_stands_for(gardens: Corpus) -> None:
    for query in ("GDU", "garden drainage units"):
        told = explain_term(gardens, query)
        assert told.concepts.rows() == [("GDUs", "Garden drainage units", 2)]
        assert "stands for" in repr(told)


def test_counts_are_those_of_the_papers_at_hand(gardens: Corpus) -> None:
    first = gardens.where(until="2024-01-01")
    told = explain_term(first, "agents")
    assert (told.df, told.n_papers) == (1, 1)
    assert dict(told.forms.select("form", "papers").iter_rows()) == {
        "agent": 1,
        "Agent": 1,
        "Agents": 1,
    }


def test_a_term_that_is_not_there(gardens: Corpus) -> None:
    with pytest.raises(UnknownTermError, match="no paper holds 'gardener'"):
        explain_term(gardens, "gardener")


def test_html_holds_everything_and_runs_nothing(gardens: Corpus) -> None:
    page = explain_term(gardens, "drain")._repr_html_()
    assert "<b>" not in page
    assert page.count("<table") == 2
    assert "50.0 % (2 of 4)" in page


def test_forms_are_those_of_the_index(seed_corpus: Corpus) -> None:
    index = seed_corpus.forms.join(seed_corpus.terms, on="term_id")
    for term in seed_corpus.top_terms(40)["term"]:
        own = index.filter(pl.col("term") == term).select("form", "papers").sort("form")
        told = explain_term(seed_corpus, term).forms.select("form", "papers").sort("form")
        assert told.equals(own), term


def test_what_each_step_adds(gardens: Corpus) -> None:
    told = explain_term(gardens, "agent")
    assert dict(told.without.iter_rows()) == {}
    told = explain_term(gardens, "nonlinear")
    assert dict(told.without.iter_rows()) == {"case": 0, "prefixes": 0}
    assert "without a step: case (0) and prefixes (0)" in repr(told)


def test_a_step_left_out_on_real_papers(seed_corpus: Corpus) -> None:
    """The figures are those of the hand-made list of variants."""
    without = dict(explain_term(seed_corpus, "loss").without.iter_rows())
    assert without["plurals"] == 129
    tuned = explain_term(seed_corpus, "low-rank")
    assert tuned.df == 16
    assert dict(tuned.without.iter_rows())["hyphens"] <= 3
