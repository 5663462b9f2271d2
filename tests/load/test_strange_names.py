"""Files of any name go through load, check and the tables, or are told in one line."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path

import pytest

from pages import paper, papers, spaced
from piles import pile
from workbench.cli import main
from workbench.corpus import Corpus
from workbench.export.spreadsheet import FORMULA
from workbench.load import check, load
from workbench.report.sheets import write_sheets
from workbench.tables import read_tables

posix = pytest.mark.skipif(os.name != "posix", reason="needs file names of any characters")
NAMES = [
    "two\nlines.txt",
    "carriage\rreturn.txt",
    "a 'quoted' \"name\".txt",
    "-rf.txt",
    "--out=x.txt",
    "=HYPERLINK(1).txt",
    "+1.txt",
    "@sum.txt",
    " blanks around .txt ",
    "🌊 tides 海浪.txt",
    "e\u0301.txt",
    "\u202etxt.exe",
    "\x1b[31mred.txt",
    "a;b,c|d\t.txt",
    "$(touch x)`x`.txt",
    "%41 %s {0}.txt",
    "C:\\x.txt",
    "a!b.txt",
    "#1 <b>&amp;.txt",
    "x" * 251 + ".txt",
    "*.txt",
    "[a].txt",
    "no ending",
]


@posix
def test_a_file_of_any_name_is_one_dump(tmp_path: Path, capsys) -> None:
    pages = {name: spaced(papers(n, 99), "Mar 10") for n, name in enumerate(NAMES)}
    raw, out = pile(tmp_path / "raw", pages), tmp_path / "tables"
    assert main(["load", str(raw), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert not set(told.out) & {"\x1b", "\r", "\u202e"}
    assert main(["load", str(raw), "--out", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert sorted(dump["path"] for dump in report["dumps"]) == sorted(NAMES)
    assert main(["check", str(raw), "--out", str(out)]) == 0
    tables, _ = read_tables(out, verify=True)
    counts = dict(tables["dumps"].select("path", "n_listings").iter_rows())
    assert counts == dict.fromkeys(NAMES, 2)
    assert Corpus.open(out).papers.height == len(NAMES) + 1


@posix
def test_what_is_wrong_with_a_file_of_any_name_is_one_line(tmp_path: Path, capsys) -> None:
    raw = pile(tmp_path / "raw", dict.fromkeys(NAMES, "no dump at all"))
    pile(raw, {"a.txt": spaced(papers(3))})
    assert main(["load", str(raw), "--out", str(tmp_path / "tables")]) == 1
    lines = capsys.readouterr().err.removesuffix("\n").split("\n")
    assert len(lines) == len(NAMES)
    assert all(re.match("workbench: .+: is no dump of a known format; ", line) for line in lines)
    assert not set("".join(lines)) & {"\x1b", "\r", "\u202e"}
    (raw / NAMES[0]).write_text(spaced(papers(4)), encoding="utf-8")
    assert all("\n" not in problem for problem in check(raw, tmp_path / "tables"))
    assert main(["load", str(raw), "--out", str(tmp_path / "strict"), "--strict"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "strict").exists()


@posix
def test_a_folder_of_any_name_is_loaded(tmp_path: Path) -> None:
    raw = pile(tmp_path / "-r\n🌊 'x'", {f"{name}/a.txt": spaced(papers(1)) for name in NAMES[:9]})
    assert load(raw, tmp_path / "t").listings == 9
    assert check(raw, tmp_path / "t") == []


def test_names_and_titles_that_a_spreadsheet_would_run_are_shown_by_it(tmp_path: Path) -> None:
    listed = [
        (f"{sign}{title}", abstract)
        for sign, (title, abstract) in zip(
            ("=1+", "+", "-2", "@SUM ", "=HYPERLINK(;)"), papers(1, 2, 3, 4, 5), strict=True
        )
    ]
    raw = pile(tmp_path / "raw", {"=1.txt" if os.name == "posix" else "a.txt": spaced(listed)})
    load(raw, tmp_path / "tables")
    tables, _ = read_tables(tmp_path / "tables")
    written = write_sheets(tables, tmp_path)
    cells = []
    for file in written:
        if file.suffix == ".csv":
            with file.open(encoding="utf-8-sig", newline="") as handle:
                cells += [cell for row in csv.reader(handle) for cell in row]
    assert sum(cell.startswith("'") for cell in cells) >= 5
    assert any(paper(1)[0] in cell for cell in cells)
    assert [cell for cell in cells if re.match(FORMULA, cell) and not _is_number(cell)] == []


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_only_one_module_writes_csv(root: Path) -> None:
    writing = re.compile(r"\.(?:write_csv|to_csv|sink_csv)\(\w|\b(?:csv\.writer|DictWriter)\b")
    found = [
        file.relative_to(root).as_posix()
        for folder in ("src", "scripts", "notebooks")
        for file in sorted((root / folder).rglob("*"))
        if file.suffix in (".py", ".ipynb", ".js") and writing.search(file.read_text("utf-8"))
    ]
    assert found == ["src/workbench/export/spreadsheet.py"]
