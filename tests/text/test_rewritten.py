"""Texts written anew: where they should be, and counted right afterwards."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import rewritten

LONG = [f"a text that is too long for a view {number}" for number in range(3)]


@given(st.lists(st.tuples(st.none() | st.text(), st.none() | st.text())))
def test_chosen_rows_hold_others(pairs: list[tuple[str | None, str | None]]) -> None:
    texts = pl.Series("text", [old for old, _ in pairs], dtype=pl.String)
    rows = [row for row, (_, new) in enumerate(pairs) if new is not None]
    found = rewritten(texts, pl.Series(rows, dtype=pl.UInt32), [pairs[row][1] for row in rows])
    assert found.to_list() == [old if new is None else new for old, new in pairs]
    assert (found.name, found.dtype) == ("text", pl.String)


@pytest.mark.parametrize("before", [None, "", "short", LONG[0]])
def test_groups_count_them_right(before: str | None) -> None:
    texts = pl.Series("text", [before] * 3, dtype=pl.String)
    found = rewritten(texts, pl.Series([0, 1, 2]), LONG).gather([0, 1, 2, 0, 1])
    grouped = pl.DataFrame([found]).group_by(pl.lit("all").alias("group"))
    assert grouped.agg(pl.col("text").n_unique())["text"].to_list() == [3]
