"""Days that no calendar has, in every format: rejected with their text, the paper still loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pages import linked, markdown, papers, spaced, urls
from piles import pile
from workbench.load import check, load
from workbench.tables import read_tables

TITLE = "Listening at Station 1: A Winter of Quiet Records"
_FEED = '<link href="http://arxiv.org/api/x"/>'


def _page(layout: Callable[..., str], printed: str) -> str:
    return layout([paper._replace(date=printed) for paper in linked(1)])


# by format and layout: the file's name, and the file as it prints a paper's own date
FILES: dict[str, tuple[str, Callable[[str], str]]] = {
    "hf-page markdown": ("page.md", lambda day: _page(markdown, day)),
    "hf-page urls": ("page.txt", lambda day: _page(urls, day)),
    "hf-api": (
        "day.json",
        lambda day: json.dumps(
            [{"paper": {"id": "2401.00001", "title": TITLE, "summary": "A.", "publishedAt": day}}]
        ),
    ),
    "feed rss": (
        "rss.xml",
        lambda day: (
            f"<rss><channel><title>Foam</title><item><title>{TITLE}</title>"
            f"<pubDate>{day}</pubDate></item></channel></rss>"
        ),
    ),
    "feed rdf": (
        "rdf.xml",
        lambda day: (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
            ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<item><title>{TITLE}</title><dc:date>{day}</dc:date></item></rdf:RDF>"
        ),
    ),
    "feed atom": (
        "atom.xml",
        lambda day: (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{TITLE}</title>'
            f"<published>{day}</published></entry></feed>"
        ),
    ),
    "arxiv atom": (
        "answer.xml",
        lambda day: (
            f'<feed xmlns="http://www.w3.org/2005/Atom">{_FEED}<entry><title>{TITLE}</title>'
            f"<published>{day}</published></entry></feed>"
        ),
    ),
    "arxiv lines": (
        "snapshot.json",
        lambda day: json.dumps(
            {
                "id": "2401.00001",
                "title": TITLE,
                "abstract": "A.",
                "versions": [{"version": "v1", "created": day}],
            }
        ),
    ),
    "bibtex": ("a.bib", lambda day: f"@misc{{a, title = {{{TITLE}}}, date = {{{day}}}}}"),
    "ris ris": ("a.ris", lambda day: f"TY  - JOUR\nTI  - {TITLE}\nPY  - {day}\nER  - \n"),
    "ris isi": ("a.txt", lambda day: f"FN X\nVR 1.0\nPT J\nTI {TITLE}\nPY {day}\nER\n\nEF\n"),
    "csv comma": ("a.csv", lambda day: f'title,date\n"{TITLE}","{day}"\n'),
    "csv semicolon": ("b.csv", lambda day: f"title;date\n{TITLE};{day}\n"),
    "csv tab": ("a.tsv", lambda day: f"title\tdate\n{TITLE}\t{day}\n"),
}
WRITTEN = "Feb 30, 2024"
ISO = ["2024-02-30", "2023-02-29", "2024-13-01", "9999-01-01", "0001-01-01", "2024-00-10"]


@pytest.mark.parametrize("kind", FILES)
def test_the_date_is_rejected_and_its_paper_loaded(kind: str, tmp_path: Path) -> None:
    name, written = FILES[kind]
    # a page saved with its links prints days in words alone; what is no such day is no date there
    days = [WRITTEN, "Jan 1, 9999"] if kind.startswith("hf-page") else [WRITTEN, *ISO]
    raw = pile(tmp_path / "mine", {f"{n} {name}": written(day) for n, day in enumerate(days)})
    report = load(raw, tmp_path / "tables")
    tables, _ = read_tables(tmp_path / "tables", verify=True)
    assert report.failed == {}
    dumps = tables["dumps"].sort("path")
    layouts = dumps["format"] + " " + dumps["layout"].fill_null("")
    expected = {"hf-api": "hf-api array"}.get(kind, kind)
    assert {each.strip() for each in layouts} == {expected}
    assert dumps.select("n_listings", "n_rejects").rows() == [(1, 1)] * len(days)
    # all are one paper by its title, and no dump has a day for it
    paper = tables["papers"].row(0, named=True)
    assert (paper["title"], paper["n_listings"]) == (TITLE, len(days))
    assert (paper["published_on"], paper["published_precision"]) == (None, None)
    rejects = dumps.join(tables["rejects"], on="dump_id").sort("path")
    assert set(rejects["rule"]) == {"impossible_date"}
    assert [text.removeprefix("· ") for text in rejects["text"]] == days
    # a reject stands where its paper does
    places = rejects.join(tables["listings"], on="dump_id", suffix="_listing")
    inside = pl.col("line_start").is_between("line_start_listing", "line_end_listing")
    assert places.select(inside).to_series().to_list() == [True] * len(days)
    assert report.balanced
    assert check(raw, tmp_path / "tables") == []


@pytest.mark.parametrize("kind", FILES)
def test_a_day_that_is_one_is_read(kind: str, tmp_path: Path) -> None:
    name, written = FILES[kind]
    printed = "Feb 29, 2024" if kind.startswith("hf-page") else "2024-02-29"
    report = load(pile(tmp_path / "mine", {name: written(printed)}), tmp_path / "tables")
    listed = read_tables(tmp_path / "tables")[0]["papers"]
    assert listed["published_on"].to_list() == [date(2024, 2, 29)]
    assert report.rejects == []


@pytest.mark.parametrize(
    ("name", "page_day", "date_text"),
    [
        ("2025-02-30.txt", None, None),
        ("page.txt", "Feb 30", "Feb 30"),
        ("0001-01-01.txt", "Feb 30", "Feb 30"),
    ],
)
def test_a_dump_of_an_impossible_day_is_undated(tmp_path, name, page_day, date_text) -> None:
    raw = pile(tmp_path / "mine", {name: spaced(papers(1, 2, 3), page_day)})
    load(raw, tmp_path / "tables", year=2025)
    dumps = read_tables(tmp_path / "tables")[0]["dumps"]
    assert dumps.select("captured_on", "date_text", "n_listings").rows() == [(None, date_text, 3)]


def test_the_columns_of_a_table_are_put_together(tmp_path: Path) -> None:
    table = "title,year,month,day\nA,2024,2,30\nB,2024,2,29\nC,2024,13,1\n"
    load(pile(tmp_path / "mine", {"a.csv": table}), tmp_path / "tables")
    tables = read_tables(tmp_path / "tables")[0]
    listed = tables["papers"].sort("title").select("published_on", "published_precision")
    assert listed.rows() == [
        *((date(2024, 1, 1), "year"), (date(2024, 2, 29), "day"), (date(2024, 1, 1), "year"))
    ]
    rejects = tables["rejects"].filter(pl.col("rule") == "impossible_date")
    assert rejects["text"].to_list() == ["2024-2-30", "2024-13-1"]
