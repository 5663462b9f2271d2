"""What a load reports: in rows, in HTML, at the command line, always the same numbers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pages import paper, papers, spaced
from piles import pile
from workbench.cli import main
from workbench.load import LoadReport, load
from workbench.load.advice import advice
from workbench.load.page import _MOST_DUMPS

FILES = {
    "2025-01-06.txt": spaced(papers(1, 2, 3)),
    "2025-01-13.txt": spaced([(paper(2)[0].upper() + "!", paper(2)[1]), *papers(4)]),
    "2025-01-20.txt": spaced(papers(4, 5, 6)).replace(paper(5)[1] + "\n\n", ""),
    "<b>&amp;.txt": "bread\n\nbutter\n",
}


class Tables(HTMLParser):
    """The tables of a fragment of HTML as lists of rows, by the words before each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        if tag == "table":
            self.rows = self.tables[self.words] = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self.open):
            self.rows[-1][-1] += data
        else:
            self.words = data


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> LoadReport:
    folder = tmp_path_factory.mktemp("outcome")
    return load(pile(folder / "mine", FILES), folder / "tables")


def test_the_summary_counts_files_listings_papers_merges_and_rejects(report: LoadReport) -> None:
    told = {row["what"]: row["number"] for row in report.summary()}
    assert told == {
        "files read": 3, "files not read": 1, "listings": 7, "papers": 5,
        "merged by normalized_title": 1, "rejected: no_abstract": 1,
    }  # fmt: skip


def test_what_needs_a_look_says_where_and_what_to_do(report: LoadReport) -> None:
    rows = {row["what"]: row for row in report.summary()}
    reject = rows["rejected: no_abstract"]
    line = FILES["2025-01-20.txt"].split("\n").index(paper(5)[0]) + 1
    assert reject["first"] == f"2025-01-20.txt:{line}"
    assert reject["advice"] == advice("no_abstract")
    assert rows["files not read"]["first"] == "<b>&amp;.txt"
    assert rows["papers"]["advice"] is None


def test_a_program_gets_the_same_rows(report: LoadReport) -> None:
    told = json.loads(json.dumps(report.as_dict()))
    assert told["summary"] == report.summary()


def test_a_clean_load_has_three_rows(tmp_path: Path) -> None:
    clean = load(pile(tmp_path / "mine"), tmp_path / "tables")
    assert [row["what"] for row in clean.summary()] == ["files read", "listings", "papers"]


def test_html_has_the_rows_of_the_report(report: LoadReport) -> None:
    tables = Tables(report._repr_html_()).tables
    assert list(tables) == [
        "Loaded", "Files that were not read", "Sources", "Where every byte lies",
        "Papers by the number of dumps that list them", "3 dumps",
    ]  # fmt: skip
    head, *rows = tables["Loaded"]
    assert head == ["what", "number", "first", "what to do"]
    assert [(row[0], int(row[1])) for row in rows] == [
        (row["what"], row["number"]) for row in report.summary()
    ]
    assert [row[0] for row in tables["3 dumps"][1:]] == sorted(
        name for name in FILES if "<" not in name
    )


def test_html_adds_the_bytes_up(report: LoadReport) -> None:
    _, *kinds, (_, total, share) = Tables(report._repr_html_()).tables["Where every byte lies"]
    assert sum(int(n.replace(",", "")) for _, n, _ in kinds) == int(total.replace(",", ""))
    assert share == "100.0%"
    short = replace(report, n_bytes=2 * report.n_bytes)
    assert Tables(short._repr_html_()).tables["Where every byte lies"][-1][-1] == "50.0%"


def test_names_of_files_are_no_markup(report: LoadReport) -> None:
    page = report._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;amp;.txt" in page
    (_, (name, reason)) = Tables(page).tables["Files that were not read"]
    assert name == "<b>&amp;.txt"
    assert reason.startswith("is no dump of a known format")


def test_columns_that_say_nothing_are_left_out(report: LoadReport) -> None:
    head = Tables(report._repr_html_()).tables["Sources"][0]
    assert "series" not in head
    assert {"format", "layout", "dumps", "first", "last"} <= set(head)


def test_a_large_pile_is_told_in_part(report: LoadReport) -> None:
    many = replace(report, dumps=report.dumps * 50)
    tables = Tables(many._repr_html_()).tables
    assert len(tables["100 of 150 dumps"]) == 1 + _MOST_DUMPS


def test_the_command_line_shows_the_summary(tmp_path: Path, capsys, report: LoadReport) -> None:
    raw = pile(tmp_path / "mine", FILES)
    assert main(["load", str(raw), "--out", str(tmp_path / "tables")]) == 1
    shown = capsys.readouterr().out.split("Loaded\n")[1].splitlines()[3:]
    for line, row in zip(shown, report.summary(), strict=False):
        cells = [cell.strip() for cell in re.split("[│┃|]", line)[1:-1]]
        assert cells == [row["what"], str(row["number"]), row["first"] or "", row["advice"] or ""]


def test_a_clean_load_at_the_command_line_needs_no_advice(tmp_path: Path, capsys) -> None:
    raw = pile(tmp_path / "mine")
    assert main(["load", str(raw), "--out", str(tmp_path / "tables")]) == 0
    said = capsys.readouterr().out
    assert "what to do" not in said
    assert "files read" in said
