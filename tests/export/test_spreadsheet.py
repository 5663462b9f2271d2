from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.export.spreadsheet import for_spreadsheet


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("=1+1", True),
        ("+1", True),
        ("-1", True),
        ("@SUM(A1)", True),
        ("  =1", True),
        ("\t=1", True),
        ("\r=1", True),
        ("＝1", True),
        ("a=1", False),
        ("low-rank", False),
        ("'=1", False),
        ("", False),
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(text: str, runs: bool) -> None:
    frame = pl.DataFrame({"text": [text], "list": [[text]]})
    expected = f"'{text}" if runs else text
    assert for_spreadsheet(frame).row(0) == (expected, expected)


def test_categories_are_texts_and_numbers_stay_numbers() -> None:
    frame = pl.DataFrame(
        {
            "kind": ["=1", "b"],
            "code": ["-1", "b"],
            "change": [-1, 2],
            "day": [date(2025, 3, 12)] * 2,
        },
        schema_overrides={"kind": pl.Categorical, "code": pl.Enum(["-1", "b"])},
    )
    safe = for_spreadsheet(frame)
    assert safe.rows() == [
        ("'=1", "'-1", -1, date(2025, 3, 12)),
        ("b", "b", 2, date(2025, 3, 12)),
    ]
    assert safe.schema["change"] == pl.Int64


@given(texts=st.lists(st.text(max_size=8), max_size=8), name=st.text(min_size=1, max_size=5))
def test_no_cell_and_no_name_begins_like_a_formula(texts: list[str], name: str) -> None:
    safe = for_spreadsheet(pl.DataFrame({name: texts}, schema={name: pl.String}))
    for text in [*safe.columns, *safe.to_series().to_list()]:
        assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert [text.removeprefix("'") for text in safe.to_series()] == [
        text.removeprefix("'") for text in texts
    ]
