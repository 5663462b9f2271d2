from __future__ import annotations

import polars as pl
import pytest

from workbench.errors import UnknownTermError
from workbench.terms import TermTables, build_index, resolve

TEXTS = [
    "Low-rank fine-tuning of large language models (LLMs) with GPT-4.",
    "Low rank finetuning, losses and behaviour; the GPS and two GPs.",
    "Fine-tuning a large language model in-context with GPT-4, matrix losses.",
    r"A Schr\"odinger bridge for state-space models; trade-offs of in-context loss.",
    "The Schrödinger bridge, a state space model, and a trade-off. The GP loss.",
    "Hyperparameters only, in 4s.",
]


@pytest.fixture(scope="module")
def tables() -> TermTables:
    rows = [(str(n), "", text) for n, text in enumerate(TEXTS)]
    return build_index(pl.DataFrame(rows, schema=["paper_id", "title", "abstract"], orient="row"))


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("low-rank", "low rank"),
        ("Low Rank", "low rank"),
        ("fine-tuning", "fine tuning"),
        ("Finetuning", "fine tuning"),
        ("large language models", "large language model"),
        ("LLMs", "llm"),
        ("llm", "llm"),
        ("gpt-4", "gpt 4"),
        ("gpt 4", "gpt 4"),
        ("Loss", "loss"),
        ("behaviours", "behavior"),
        ("Behavior", "behavior"),
        ("matrices", "matrix"),
        ("hyperparameter", "hyperparameters"),
        ("state-space models", "state space model"),
        ("tradeoff", "trade off"),
        ("in-context", "in context"),
        ("Schrödinger bridges", "schrödinger bridge"),
        (r"Schr\"odinger bridge", "schrödinger bridge"),
        ("Schrodinger bridge", "schrödinger bridge"),
        # case tells these apart
        ("GPS", "gps"),
        ("GPs", "gp"),
    ],
)
def test_a_query_is_normalized_as_the_text(tables: TermTables, query: str, term: str) -> None:
    found = resolve([query], tables.terms, tables.forms)
    assert found["term"].to_list() == [term]


def test_answers_come_in_the_order_of_the_queries(tables: TermTables) -> None:
    queries = ["loss", "low rank", "Losses"]
    found = resolve(queries, tables.terms, tables.forms)
    assert found.columns == ["query", "term_id", "term", "label", "df"]
    assert found["query"].to_list() == queries
    assert found["term"].to_list() == ["loss", "low rank", "loss"]
    assert found["df"].to_list() == [4, 2, 4]


def test_no_query_gives_no_row(tables: TermTables) -> None:
    found = resolve([], tables.terms, tables.forms)
    assert found.schema["term_id"] == pl.Int64
    assert found.is_empty()


@pytest.mark.parametrize("form", ["label", "term"])
def test_what_the_tables_show_can_be_asked(tables: TermTables, form: str) -> None:
    found = resolve(tables.terms[form].to_list(), tables.terms, tables.forms)
    assert found["term_id"].to_list() == tables.terms["term_id"].to_list()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("the", "stop word"),
        ("loss of", "ends with the stop word 'of'"),
        ("of loss", "starts with the stop word 'of'"),
        ("4", "lone number"),
        ("k", "lone number, letter"),
        ("large language model loss", "has 4 words; a term has at most 3"),
        ("loss, matrix", "one blank or one hyphen"),
        ("matrix bridge", "no two papers print these words side by side"),
        ("language modle", "no paper holds 'modle'"),
        ("low rnak", "close terms: Low rank"),
        ("low rankk", "close terms: Low rank"),  # a close term may be shorter than the query
        ("zebra", "no paper holds 'zebra'; none is close"),
        ("Zebra-4", "no paper holds 'zebra'"),
        ("gpt 5", "no two papers print these words side by side"),
        ("mathcal", "holds no word"),
        ("", "holds no word"),
    ],
)
def test_an_unknown_term_says_why(tables: TermTables, query: str, why: str) -> None:
    with pytest.raises(UnknownTermError) as error:
        resolve(["loss", query], tables.terms, tables.forms)
    assert why in str(error.value)
    assert repr(query) in str(error.value)


def test_every_term_of_real_papers_can_be_asked_by_its_label(index: TermTables) -> None:
    some = index.terms.filter(pl.col("df") >= 8)
    found = resolve(some["label"].to_list(), index.terms, index.forms)
    assert found["term_id"].to_list() == some["term_id"].to_list()
