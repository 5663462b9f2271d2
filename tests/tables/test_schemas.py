"""What the declarations of the tables refuse."""

from __future__ import annotations

import polars as pl
import pytest

from workbench.errors import TablesError
from workbench.tables import TABLES, empty, validate


def tables(**given: list[dict[str, object]]) -> dict[str, pl.DataFrame]:
    """Return whole tables: empty ones, but for the rows given."""
    made = {name: empty(name) for name in TABLES}
    return made | {
        name: pl.DataFrame(rows, schema=made[name].schema) for name, rows in given.items()
    }


def posting(paper: str, term: int, **changed: int) -> dict[str, object]:
    row = {"paper_id": paper, "term_id": term, "concept_id": term, "tf": 1, "tf_title": 0}
    return row | changed


TERMS = [
    {"term_id": number, "term": word, "label": word, "n_words": 1, "df": 1}
    for number, word in ((-3, "fog"), (4, "salt"))
]
A4, A_3, B_3 = posting("a", 4), posting("a", -3), posting("b", -3)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([A4, A_3], "in_order_and_none_twice"),
        ([B_3, A4], "in_order_and_none_twice"),
        ([A_3, A_3], "in_order_and_none_twice"),
        ([A_3, A4, A4], "in_order_and_none_twice"),
        ([posting("a", 4, tf=0)], "tf"),
        ([posting("", 4)], "paper_id"),
        ([A4], "names paper_id 'a', which table papers does not hold"),
    ],
)
def test_postings_are_refused(rows: list[dict[str, object]], said: str) -> None:
    with pytest.raises(TablesError, match=said):
        validate(tables(terms=TERMS, postings=rows))


def test_postings_in_order_are_what_the_declaration_asks_for() -> None:
    rows = pl.DataFrame([A_3, A4, B_3], schema=empty("postings").schema)
    assert TABLES["postings"].validate(rows).equals(rows)


def test_a_missing_table_is_named() -> None:
    whole = tables()
    del whole["forms"]
    with pytest.raises(TablesError, match="forms"):
        validate(whole)
