"""Each step from a text to its terms, taken and left out: in the index and in what is asked."""

from __future__ import annotations

import polars as pl
import pytest

from workbench import Corpus, explain_term, key_terms, papers_behind
from workbench.errors import InputError, UnknownTermError
from workbench.terms import (
    TermRules,
    TermTables,
    build_by,
    build_index,
    rank_terms,
    resolve,
)
from workbench.terms.entries import read_entries
from workbench.terms.known import counted_as
from workbench.text import STEPS, Steps

TEXTS = [
    ("Low-rank kettles", r"A na\"ive non-linear kettle of fine-tuning. See https://x.org/kettles."),
    ("The low rank of a kettle", "Its behaviour is nonlinear; finetuning (FT) fine-tunes an FT."),
    ("Behavior of losses", "The ell_2 loss of a kettle; fine-tuning (FT) in mathcal O(n) steps."),
    ("A novel method", "We propose fine-tuning of kettles, and a naïve novel method of tea."),
]
PAPERS = pl.DataFrame(
    [(f"p{n}", *pair) for n, pair in enumerate(TEXTS)],
    schema=["paper_id", "title", "abstract"],
    orient="row",
)


def index(*off: str) -> TermTables:
    return build_index(PAPERS, Steps.without(off))


def df(tables: TermTables) -> dict[str, int]:
    return dict(tables.terms.select("term", "df").iter_rows())


@pytest.mark.parametrize(
    ("off", "taken", "left_out"),
    [
        ("cleaning", {"naïve": 2}, {"naïve": 1, "na": 1, "ive": 1, "https": 1}),
        ("formulas", {"norm": None}, {"mathcal": 1, "ell": 1}),
        ("prefixes", {"nonlinear": 2}, {"nonlinear": 1, "non": 1, "linear": 1}),
        ("hyphens", {"low rank": 2, "rank": 2}, {"low rank": None, "low-rank": 1, "rank": 1}),
        ("spelling", {"behavior": 2}, {"behavior": 1, "behaviour": 1}),
        ("plurals", {"kettle": 4, "loss": 1}, {"kettle": 3, "kettles": 2, "loss": 1, "losses": 1}),
        ("compounds", {"fine tuning": 4}, {"fine tuning": 3, "finetuning": 1}),
        ("stopwords", {"of": None}, {"of": 4, "its": 1}),
        ("phrases", {"low rank": 2}, {"low rank": None, "low": 2, "rank": 2}),
    ],
)
def test_what_counts_with_and_without_a_step(
    off: str, taken: dict[str, int | None], left_out: dict[str, int | None]
) -> None:
    with_it, without = df(index()), df(index(off))
    assert {term: with_it.get(term) for term in taken} == taken
    assert {term: without.get(term) for term in left_out} == left_out


def test_without_acronyms_each_term_stands_for_itself() -> None:
    with_them, without = index(), index("acronyms")
    assert with_them.postings.filter(pl.col("term_id") != pl.col("concept_id")).height == 2
    assert without.postings["concept_id"].equals(without.postings["term_id"], check_names=False)
    assert without.terms.equals(with_them.terms)


def test_boilerplate_is_counted_always_and_ranked_if_asked() -> None:
    tables = index("boilerplate")
    assert tables.terms.equals(index().terms)
    assert "novel" not in rank_terms(tables.terms, min_df=1)["term"]
    assert "novel" in rank_terms(tables.terms, min_df=1, boilerplate=True)["term"]


def test_all_steps_left_out_is_what_stands_there() -> None:
    counts = df(build_index(PAPERS, Steps.without(STEPS)))
    assert counts["fine-tuning"] == 3
    assert counts["the"] == 2
    assert not [term for term in counts if " " in term]


def read_again(papers: pl.DataFrame, tables: TermTables, steps: Steps) -> pl.DataFrame:
    """Return `term_id`, `form`, `papers` of all terms as the papers read one by one have them."""
    entries = read_entries(papers, counted_as(tables.terms, tables.forms), steps)
    found = []
    for n_words in (1, 2, 3):
        at = entries.phrases(n_words)
        columns = {
            "term": entries.terms_at(at, n_words),
            "form": entries.forms_at(at, n_words),
            "doc": entries.doc[at],
        }
        found.append(pl.DataFrame(columns).unique())
    counts = pl.concat(found).group_by("term", "form").agg(papers=pl.len().cast(pl.Int64))
    named = counts.join(tables.terms, on="term").select("term_id", "form", "papers")
    return named.sort("term_id", "form")


@pytest.mark.parametrize("off", STEPS)
def test_queries_and_papers_read_again_follow_the_steps(papers: pl.DataFrame, off: str) -> None:
    steps, some = Steps.without([off]), papers.head(60)
    tables = build_index(some, steps)
    assert read_again(some, tables, steps).equals(tables.forms)
    named = tables.terms.filter(pl.col("df") >= 4)
    for asked in ("label", "term"):
        found = resolve(named[asked].to_list(), tables.terms, tables.forms, steps)
        assert found["term_id"].to_list() == named["term_id"].to_list()


@pytest.mark.parametrize(
    ("off", "query", "why"),
    [
        ("plurals", "urns", "no paper holds 'urns'"),
        ("spelling", "colour", "no paper holds 'colour'"),
        ("compounds", "teapot", "no paper holds 'teapot'"),
        ("phrases", "old tea", "no two papers print"),
        ("hyphens", "tea pot", "no paper holds 'pot'"),
    ],
)
def test_a_query_is_not_folded_by_a_step_that_is_off(off: str, query: str, why: str) -> None:
    frame = pl.DataFrame(
        {"title": ["An urn of old tea, a color, a tea-pot", "Old tea of a tea-pot"]}
    )
    assert Corpus.from_frame(frame).resolve([query]).height == 1
    with pytest.raises(UnknownTermError, match=why):
        Corpus.from_frame(frame, terms={"off": [off]}).resolve([query])


def test_a_corpus_follows_its_rules_throughout() -> None:
    rules = {"off": ["hyphens", "plurals"], "stop": ["tea"], "synonyms": {"kettle": ["urns"]}}
    frame = pl.DataFrame(
        {
            "title": ["Low-rank kettles", "Low rank kettle", "Urns of tea"],
            "abstract": ["Rank-free kettles.", "A low-rank kettle.", "An urn. Urns."],
        }
    )
    corpus = Corpus.from_frame(frame, terms=rules)
    assert corpus.rules == TermRules.of(rules)
    assert corpus.rules.said() == rules
    counts = df(build_by(corpus.papers, corpus.rules))
    assert counts == dict(corpus.terms.select("term", "df").iter_rows())
    assert (counts["kettle"], counts["kettles"], counts["low-rank"], counts["rank"]) == (2, 1, 2, 1)
    told = explain_term(corpus, "low-rank")
    assert (told.term, told.df) == ("low-rank", 2)
    assert told.forms.select("form", "papers").rows() == [("Low-rank", 1), ("low-rank", 1)]
    assert "low-rank" in key_terms(corpus)["term"]
    behind = papers_behind(corpus, term="rank")
    assert behind["sentence"].to_list() == ["Low rank kettle"]
    assert corpus.where(dumps=["undated"]).rules == corpus.rules


def test_rules_from_python_may_be_tuples() -> None:
    said = {"stop": ("tea",), "keep": ("old urn",), "synonyms": {"pot": ("urn",)}, "off": ()}
    frame = pl.DataFrame({"title": ["The old urn", "An urn of tea", "A pot"]})
    corpus = Corpus.from_frame(frame, terms=said)
    assert dict(corpus.terms.select("term", "df").iter_rows()) == {"old urn": 1, "pot": 2}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"stopp": []}, "terms: has an unknown key stopp; known: stop, keep, synonyms, off"),
        ({"stop": "tea"}, "terms: stop = 'tea' is no list"),
        ({"off": ["plural"]}, "no step 'plural', perhaps 'plurals'"),
        ({"keep": ["tea"]}, "terms: keep holds .* phrases of two words or more"),
    ],
)
def test_rules_that_are_none_are_named(said: dict[str, object], why: str) -> None:
    with pytest.raises(InputError, match=why):
        Corpus.from_frame(pl.DataFrame({"title": ["Tea"]}), terms=said)
