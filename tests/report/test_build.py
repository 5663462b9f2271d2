from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import polars as pl
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from pages import papers, spaced
from workbench.errors import InputError
from workbench.load import load
from workbench.notebooks.run import NotebookError
from workbench.report import report
from workbench.report.build import facts

Write = Callable[[str], Path]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "stations"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(spaced(papers(1, 2, 3), "Mar 10"), encoding="utf-8")
    (folder / "b.txt").write_text(spaced(papers(2, 4), "Mar 17"), encoding="utf-8")
    return folder


@pytest.fixture
def notebooks(tmp_path: Path) -> Write:
    """Return a maker of a folder with one notebook, which opens the tables and runs `source`."""

    def write(source: str) -> Path:
        folder = tmp_path / "books"
        folder.mkdir(exist_ok=True)
        cells = [
            new_markdown_cell("# How many?"),
            new_code_cell('collection = "sample"', metadata={"tags": ["parameters"]}),
            new_code_cell("import workbench as wb\n\ncorpus = wb.Corpus.open(collection)"),
            new_code_cell(source),
        ]
        nbformat.write(new_notebook(cells=cells), folder / "01_count.ipynb")
        return folder

    return write


def test_from_dumps_to_a_report(raw: Path, tmp_path: Path, notebooks: Write) -> None:
    books = notebooks("print(collection, corpus.papers.height, 'papers')")
    before = (books / "01_count.ipynb").read_bytes()
    made = report(raw, tmp_path / "tables" / "other", tmp_path / "out", 2025, notebooks=books)
    assert made.page == tmp_path / "out" / "report.html"
    assert made.loaded.papers == 4
    html = made.page.read_text("utf-8")
    assert "<h1>Report on stations</h1>" in html
    assert "other 4 papers" in html
    assert "<dt>Captured</dt><dd>2025-03-10 to 2025-03-17</dd>" in html
    assert (books / "01_count.ipynb").read_bytes() == before, "a copy was to run"
    table = pl.read_parquet(tmp_path / "out" / "tables" / "papers.parquet")
    assert table.height == 4


def test_a_report_goes_where_its_collection_s_reports_go(
    raw: Path, tmp_path: Path, notebooks: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = report("raw/stations", notebooks=notebooks("1"))
    assert made.page == Path("reports/stations/report.html")
    assert Path("data/processed/stations/manifest.json").exists()


def test_an_old_report_stays_when_a_notebook_fails(
    raw: Path, tmp_path: Path, notebooks: Write
) -> None:
    out = tmp_path / "out"
    page = report(raw, tmp_path / "tables", out, notebooks=notebooks("1")).page
    before = page.read_bytes()
    with pytest.raises(NotebookError, match=r"01_count\.ipynb, cell \[3\] `1 / 0`"):
        report(raw, tmp_path / "tables", out, notebooks=notebooks("1 / 0"))
    assert page.read_bytes() == before


def test_no_notebooks_and_no_dumps_are_errors(raw: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="no notebooks"):
        report(raw, tmp_path / "tables", tmp_path / "out", notebooks=empty)
    assert not (tmp_path / "out").exists()


def test_facts_count_what_was_read(raw: Path, tmp_path: Path) -> None:
    loaded = load(raw, tmp_path / "tables", year=2025)
    assert facts(loaded) == {
        "Collection": "stations",
        "Dumps": "2",
        "Listings": "5",
        "Papers": "4",
        "Captured": "2025-03-10 to 2025-03-17",
    }


def test_a_dump_whose_list_has_a_day_is_not_undated(raw: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(spaced(papers(1, 2), None), encoding="utf-8")
    days = '[dumps."a.txt"]\nlisted_on = 2025-03-10\n[dumps."b.txt"]\nlisted_on = 2025-03-17\n'
    (raw / "workbench.toml").write_text(days, encoding="utf-8")
    told = facts(load(raw, tmp_path / "tables"))
    assert told["Dumps"] == "2"
    assert told["Listed"] == "2025-03-10 to 2025-03-17"


def test_facts_say_what_is_missing(raw: Path, tmp_path: Path) -> None:
    (raw / "b.txt").write_text(spaced(papers(2, 4), None), encoding="utf-8")
    (raw / "c.txt").write_text("bread\n", encoding="utf-8")
    told = facts(load(raw, tmp_path / "tables", year=2025))
    assert told["Dumps"] == "2 (1 undated)"
    assert told["Captured"] == "2025-03-10"
    assert told["Not read"] == "1 file"
