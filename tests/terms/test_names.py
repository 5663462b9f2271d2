from __future__ import annotations

import polars as pl
import pytest

from workbench.terms import Lookup, build_index, names, resolve
from workbench.terms.names import Names

TEXTS = ["Low-rank nets", "low rank net and a tide", "Tides; Nets of tides, low-rank", "naïve"]


@pytest.fixture
def tables() -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [(str(n), "", text) for n, text in enumerate(TEXTS)]
    made = build_index(pl.DataFrame(rows, schema=["paper_id", "title", "abstract"], orient="row"))
    return made.terms, made.forms


@pytest.mark.parametrize("order", ["as made", "another", "in pieces"])
@pytest.mark.parametrize("one_hash", [False, True])
def test_names_are_found_as_by_a_look_through_all(
    tables, order: str, one_hash: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if order == "another":
        tables = tuple(table.sample(fraction=1, shuffle=True, seed=2) for table in tables)
    if order == "in pieces":
        tables = tuple(pl.concat(table.iter_slices(2), rechunk=False) for table in tables)
    if one_hash:
        monkeypatch.setattr(names, "_hashed", lambda some: some.str.len_chars().cast(pl.Int64))
    terms, forms = tables
    known = Names(terms, forms)
    wanted = ["low rank", "net", "tide", "absent", "net"]
    assert known.terms(wanted).equals(terms.filter(pl.col("term").is_in(wanted)))
    assert known.terms(wanted).height == 3
    printed = ["low-rank", "Nets", "Low", "tides", "nothing", ""]
    assert known.printed(printed).equals(forms.filter(pl.col("form").is_in(printed)))
    ids = terms["term_id"].gather([0, 2])
    assert known.of_ids(ids).equals(terms.filter(pl.col("term_id").is_in(ids.implode())))


def test_nothing_asked_and_nothing_known(tables) -> None:
    terms, forms = tables
    assert Names(terms, forms).terms([]).equals(terms.clear())
    assert Names(terms.clear(), forms.clear()).printed(["net"]).equals(forms.clear())


def test_words_and_forms_of_one_word(tables) -> None:
    known = Names(*tables)
    assert known.words == {"low": 3, "rank": 3, "net": 3, "tide": 2, "naïve": 1}
    assert known.single_forms["form"].sort().to_list() == sorted(
        form for form in tables[1]["form"] if " " not in form
    )


def test_one_lookup_answers_as_often_as_asked(tables) -> None:
    lookup = Lookup(*tables)
    for queries in (["Low-Rank", "NETS"], ["tides"], ["naive", "low-rank", "naive"], []):
        assert lookup.resolve(queries).equals(resolve(queries, *tables))
