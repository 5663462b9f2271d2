"""What was not read: every text counted once, by its dump and its rule."""

from __future__ import annotations

import polars as pl
import pytest

from workbench.charts.rejects import ALL, MOST_DUMPS, MOST_RULES


def many(dumps: int, rules: int = 1) -> pl.DataFrame:
    """Return rejects: the first dump has most of them, each rule stands in every dump."""
    rows = [
        (f"dump{dump:03d}", f"dump{dump:03d}.txt", f"rule_{rule}", 1 + line)
        for dump in range(dumps)
        for rule in range(rules)
        for line in range(1 + dumps - dump + rules - rule)
    ]
    schema = {"dump": pl.String, "path": pl.String, "rule": pl.String, "line_start": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_cell_tells_how_many_and_where_the_first_one_is(spec_of, rows_of) -> None:
    cells = {(row["row"][:3], row["column"]): row for row in rows_of(spec_of("rejects"))}
    counts = {place: row["texts"] for place, row in cells.items()}
    assert counts == {
        ("all", "no_abstract"): 3, ("all", "cut_off"): 1,
        ("000", "no_abstract"): 2, ("001", "no_abstract"): 1, ("001", "cut_off"): 1,
    }  # fmt: skip
    assert cells["000", "no_abstract"]["where"].endswith(".txt:12")


def test_all_dumps_come_first_then_those_with_most(spec_of, marks_of) -> None:
    marks = dict(marks_of(spec_of("rejects", many(3))))
    assert marks["rect"]["y"]["scale"]["domain"] == [ALL, "dump000", "dump001", "dump002"]


def test_words_tell_texts_dumps_and_rules(spec_of) -> None:
    spec = spec_of("rejects")
    assert " ".join(spec["title"]["subtitle"]).startswith("4 texts in 2 dumps, 2 rules.")
    assert "no_abstract: 3. cut_off: 1." in spec["description"]


@pytest.mark.parametrize("beyond", [0, 1, 400])
def test_the_rows_of_many_dumps_end_in_one_for_the_others(beyond: int, spec_of, rows_of) -> None:
    frame = many(MOST_DUMPS + beyond)
    cells = {row["row"]: row["texts"] for row in rows_of(spec_of("rejects", frame))}
    assert len(cells) == 1 + MOST_DUMPS
    assert cells.pop(ALL) == frame.height == sum(cells.values())
    assert (f"{1 + beyond:,} other dumps" in cells) == bool(beyond)


def test_the_columns_of_many_rules_end_in_one_for_the_others(spec_of, rows_of, marks_of) -> None:
    frame = many(2, MOST_RULES + 2)
    spec = spec_of("rejects", frame)
    columns = dict(marks_of(spec))["rect"]["x"]["scale"]["domain"]
    assert len(columns) == MOST_RULES
    assert columns[-1] == "3 other rules"
    assert sum(row["texts"] for row in rows_of(spec) if row["row"] == ALL) == frame.height


def test_without_rejects_it_says_that_all_was_read(make, spec_of) -> None:
    spec = spec_of("rejects", make("rejects").clear())
    assert "Nothing was rejected" in spec["description"]
