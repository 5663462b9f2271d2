"""A long table in parts: one file however it is divided, every part held to the rules."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from workbench.errors import TablesError
from workbench.tables import parts

TABLES = {
    "papers": pl.DataFrame({"paper_id": ["c", "a", "b"]}),
    "terms": pl.DataFrame({"term_id": [5, -3, 9]}),
}
POSTINGS = pl.DataFrame(
    [(paper, term, 9, 1, 0) for paper in "abc" for term in (-3, 5, 9)],
    schema=["paper_id", "term_id", "concept_id", "tf", "tf_title"],
    orient="row",
)


def divided(frame: pl.DataFrame, *edges: int) -> list[pl.DataFrame]:
    return [frame[low:high] for low, high in pairwise([0, *edges, frame.height])]


@pytest.mark.parametrize("edges", [(), (4,), (1, 2, 3, 8), (3, 3, 6), (0, 9)])
@pytest.mark.parametrize("rows_a_group", [2, 3, 9, 100])
def test_the_same_bytes_however_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edges: tuple[int, ...], rows_a_group: int
) -> None:
    monkeypatch.setattr(parts, "ROWS_A_GROUP", rows_a_group)
    for name, division in (("whole", [POSTINGS]), ("parts", divided(POSTINGS, *edges))):
        assert parts.write_parts("postings", division, tmp_path / name, TABLES) == 9
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "parts").read_bytes()
    assert pl.read_parquet(tmp_path / "parts").equals(POSTINGS)


def test_no_parts_are_an_empty_table(tmp_path: Path) -> None:
    assert parts.write_parts("postings", [], tmp_path / "none", TABLES) == 0
    assert pl.read_parquet(tmp_path / "none").schema == POSTINGS.schema


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (POSTINGS.with_columns(tf=pl.lit(0, pl.Int64)), "postings breaks its declaration"),
        (POSTINGS.reverse(), "in_order_and_none_twice"),
        (pl.concat([POSTINGS[:4], POSTINGS[3:]]), "in_order_and_none_twice"),
        (POSTINGS.with_columns(concept_id=pl.lit(6, pl.Int64)), "names concept_id 6"),
        (POSTINGS.with_columns(concept_id=pl.lit(60, pl.Int64)), "names concept_id 60"),
        (POSTINGS.with_columns(paper_id="z" + pl.col("paper_id")), "names paper_id 'z"),
        (POSTINGS.drop("tf"), "postings breaks its declaration"),
    ],
)
@pytest.mark.parametrize("rows_a_group", [1, 4, 100])
def test_what_breaks_the_rules_is_refused_in_any_part(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: pl.DataFrame,
    told: str,
    rows_a_group: int,
) -> None:
    monkeypatch.setattr(parts, "ROWS_A_GROUP", rows_a_group)
    with pytest.raises(TablesError, match=told):
        parts.write_parts("postings", divided(broken, 2, 5), tmp_path / "broken", TABLES)


def test_nothing_is_held_by_an_empty_table(tmp_path: Path) -> None:
    tables = TABLES | {"terms": TABLES["terms"].clear()}
    with pytest.raises(TablesError, match="which table terms does not hold"):
        parts.write_parts("postings", [POSTINGS], tmp_path / "broken", tables)
