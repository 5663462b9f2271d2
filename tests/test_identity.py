"""Identity: identifiers first, then titles; nothing merged on a guess."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from workbench.dumps import RECORD_SCHEMA, finish
from workbench.identity import identify
from workbench.text import normalize_title as title_key

DUMPS = pl.DataFrame(
    {
        "dump_id": ["a" * 16, "b" * 16, "c" * 16],
        "path": ["a.txt", "b.txt", "c.txt"],
        "captured_on": [date(2025, 2, 1), date(2025, 1, 1), None],
    }
)


def records(*rows: dict[str, object]) -> pl.DataFrame:
    """Return records; what a row leaves out is null, ranks count up."""
    filled = [
        {
            **dict.fromkeys(RECORD_SCHEMA),
            "dump_id": "a" * 16,
            "rank": number,
            "line_start": number,
            "line_end": number,
            **row,
        }
        for number, row in enumerate(rows, start=1)
    ]
    return finish(pl.DataFrame(filled, schema=RECORD_SCHEMA))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tides of the Sea", "tides of the sea"),
        ("Tides of the Sea", "Tides  of\tthe Sea."),
        ('Schr"odinger Tides', "schr odinger tides"),
        ("Poincaré Tides", "Poincare\u0301 Tides"),
        ("Tide-Gauges: A Study", "Tide Gauges, a study"),
    ],
)
def test_titles_that_are_one(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RecTide-V2", "RecTide-V3"),
        ("Tide 4.5", "Tide 45"),
        ("Tide 3 Nano", "Tide 3 Ultra"),
        ("???", "!!!"),
        ("C++ for Tides", "C for Tides"),
    ],
)
def test_titles_that_are_two(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_an_identifier_outranks_the_title() -> None:
    found = identify(
        records(
            {"title": "Tides", "arxiv_id": "1"},
            {"title": "Tides, Revised", "arxiv_id": "1"},
            {"title": "Reefs", "doi": "10.1/x"},
            {"title": "Ferries"},
        ),
        DUMPS,
    )
    assert sorted(found.papers["paper_id"].str.split(":").list.first()) == ["arxiv", "doi", "title"]
    assert found.merges.select("title", "rule").rows() == [("Tides, Revised", "identifier")]


def test_a_listing_without_identifier_joins_the_one_its_title_has() -> None:
    found = identify(records({"title": "Tides", "arxiv_id": "1"}, {"title": "TIDES"}), DUMPS)
    assert found.listings["paper_id"].to_list() == ["arxiv:1", "arxiv:1"]


def test_a_title_of_two_identifiers_joins_nothing() -> None:
    found = identify(
        records(
            {"title": "Tides", "arxiv_id": "1"},
            {"title": "Tides", "arxiv_id": "2"},
            {"title": "Tides"},
        ),
        DUMPS,
    )
    assert found.papers.height == 3


def test_the_longest_abstract_survives_and_gaps_are_filled() -> None:
    found = identify(
        records(
            {"title": "Tides", "abstract": "Short.", "url": "https://example.org/1"},
            {"title": "TIDES", "abstract": "A longer one.", "dump_id": "b" * 16},
            {"title": "tides", "dump_id": "c" * 16},
        ),
        DUMPS,
    )
    paper = found.papers.row(0, named=True)
    assert (paper["title"], paper["abstract"]) == ("TIDES", "A longer one.")
    assert paper["url"] == "https://example.org/1"
    assert (paper["first_captured_on"], paper["last_captured_on"]) == (
        date(2025, 1, 1),
        date(2025, 2, 1),
    )
    assert (paper["n_dumps"], paper["n_listings"]) == (3, 3)


def test_of_equal_abstracts_the_earliest_dump_gives_the_title() -> None:
    found = identify(
        records(
            {"title": "Tides!", "abstract": "Same."},
            {"title": "Tides", "abstract": "Same.", "dump_id": "b" * 16},
            {"title": "Tides?", "abstract": "Same.", "dump_id": "c" * 16},
        ),
        DUMPS,
    )
    assert found.papers["title"].to_list() == ["Tides"]
    assert found.merges["title"].to_list() == ["Tides!", "Tides?"]


def test_the_order_of_records_changes_nothing() -> None:
    rows = records(
        {"title": "Tides", "abstract": "A."},
        {"title": "Reefs", "arxiv_id": "7"},
        {"title": "tides", "abstract": "B."},
    )
    one, other = identify(rows, DUMPS), identify(rows.reverse().cast(dict(RECORD_SCHEMA)), DUMPS)
    assert one.papers.equals(other.papers)
    assert one.listings.equals(other.listings)
    assert one.merges.equals(other.merges)


def test_links_to_code_are_kept() -> None:
    text = "We release code at https://github.com/example/tides."
    found = identify(records({"title": "Tides", "abstract": text}), DUMPS)
    assert found.papers["code_urls"].to_list() == [["https://github.com/example/tides"]]
