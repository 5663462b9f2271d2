"""Every question has an answer, if an empty one, whatever the corpus."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from workbench import analysis
from workbench.analysis.bursts import SCHEMA as BURSTS
from workbench.analysis.cooccurrence import SCHEMA as PAIRS
from workbench.analysis.papers import SCHEMA as PAPERS
from workbench.analysis.repeats import LIVES, OVERLAP, REPEATS
from workbench.analysis.rising import SCHEMA as RISING
from workbench.analysis.topics import DOCUMENTS, SHARES, TERMS
from workbench.analysis.trends import SCHEMA as TRENDS
from workbench.corpus import COUNTS, Corpus

QUESTIONS: dict[str, tuple[Callable[[Corpus], pl.DataFrame], dict[str, pl.DataType]]] = {
    "term_trends": (analysis.term_trends, TRENDS),
    "rising_terms": (analysis.rising_terms, RISING),
    "rising_terms, any": (lambda c: analysis.rising_terms(c, min_papers=1), RISING),
    "bursts": (analysis.bursts, BURSTS),
    "cooccurrence": (analysis.cooccurrence, PAIRS),
    "cooccurrence, any": (
        lambda c: analysis.cooccurrence(c, min_papers=1, top=None), PAIRS
    ),
    "repeats": (analysis.repeats, REPEATS),
    "dump_overlap": (analysis.dump_overlap, OVERLAP),
    "paper_lives": (analysis.paper_lives, LIVES),
    "papers_behind": (analysis.papers_behind, PAPERS),
    "topics, terms": (lambda c: analysis.topics(c).terms, TERMS),
    "topics, documents": (lambda c: analysis.topics(c).documents, DOCUMENTS),
    "topics, shares": (lambda c: analysis.topics(c).shares, SHARES),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_columns_are_those_promised(poor: Corpus, question: str) -> None:
    ask, schema = QUESTIONS[question]
    frame = ask(poor)
    assert dict(frame.schema) == schema
    assert not any(
        frame[name].is_nan().any() for name, dtype in schema.items() if dtype == pl.Float64
    )


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("by", ["term", "concept"])
def test_every_way_of_counting(poor: Corpus, count: str, by: str) -> None:
    for ask in (analysis.term_trends, analysis.rising_terms, analysis.bursts):
        ask(poor, count=count, by=by)


def test_no_terms_asked(poor: Corpus) -> None:
    assert analysis.term_trends(poor, []).is_empty()
    assert analysis.term_trends(poor, [], count="exposure").is_empty()
    assert analysis.bursts(poor, []).is_empty()
    assert analysis.cooccurrence(poor, []).is_empty()


@pytest.mark.parametrize("axis", ["captured_on", "published_on", "first_listed"])
def test_every_axis(poor: Corpus, axis: str) -> None:
    for ask in (analysis.term_trends, analysis.rising_terms, analysis.bursts):
        ask(poor, axis=axis)
    analysis.papers_behind(poor, axis=axis)
