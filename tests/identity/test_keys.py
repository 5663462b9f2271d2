"""What names a paper."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from listed import DUMPS, LONG, A, B, C, copies, records
from workbench.identity.keys import keyed, placed, surname, title_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Cruz", "cruz"),
        ("Ana de la Cruz", "cruz"),
        ("de la Cruz, Ana", "cruz"),
        ("Cruz A.", "cruz"),
        ("Cruz A.-B.", "cruz"),
        ("A. Cruz, Jr.", "cruz"),
        ("Ana Crûz", "cruz"),
        ("CRUZ", "cruz"),
        ("Ana O'Hara", "ohara"),
        ("Ana Smith-Cruz", "smithcruz"),
        ("王小明", "王小明"),
        ("", None),
        (None, None),
    ],
)
def test_surname(name: str | None, expected: str | None) -> None:
    frame = pl.DataFrame({"name": [name]}, schema={"name": pl.String})
    assert frame.select(surname(pl.col("name"))).item() == expected


@pytest.mark.parametrize(
    ("given", "arxiv", "doi", "year"),
    [
        ({"arxiv_id": "2501.00001"}, "2501.00001", None, 2025),
        ({"arxiv_id": "math.GT/0309136"}, "math/0309136", None, 2003),
        ({"arxiv_id": "hep-th/9901001"}, "hep-th/9901001", None, 1999),
        ({"doi": "10.48550/arXiv.2501.00001v2"}, "2501.00001", None, 2025),
        ({"doi": "10.1000/ABC"}, None, "10.1000/abc", None),
        ({"arxiv_id": "2501.00001", "published_on": date(2024, 12, 31)}, "2501.00001", None, 2024),
        ({}, None, None, None),
    ],
)
def test_identifiers_in_one_spelling(
    given: dict[str, object], arxiv: str | None, doi: str | None, year: int | None
) -> None:
    row = keyed(records({"title": "Tides", **given})).row(0, named=True)
    assert (row["arxiv"], row["doi"], row["year"]) == (arxiv, doi, year)


def test_places_count_by_path_and_rank_and_rows_stay() -> None:
    rows = records(
        {"title": "Third", "dump_id": C},
        {"title": "Second", "dump_id": B},
        {"title": "First", "dump_id": A, "rank": 9},
        {"title": "Zeroth", "dump_id": A, "rank": 2},
    )
    found = placed(rows, DUMPS)
    assert found["title"].to_list() == ["Third", "Second", "First", "Zeroth"]
    assert found["place"].to_list() == [3, 2, 1, 0]
    assert found["path"].to_list() == ["c.txt", "b.txt", "a.txt", "a.txt"]


def test_listings_equal_in_all_that_counts_are_one_copy() -> None:
    found = copies(
        {"title": "Tides", "abstract": LONG},
        {"title": "Tides", "abstract": LONG, "upvotes": 3},
        {"title": "Tides", "abstract": "Another."},
        {"title": "Tides!", "abstract": LONG},
        {"title": "Tides", "abstract": LONG, "doi": "10.1000/x"},
        {"title": "Reefs", "arxiv_id": "2501.00001"},
    )
    assert found["copy"].to_list() == [0, 1, 2, 3, 4]
    # the strongest key first, then the order of texts
    assert found["arxiv"].to_list() == ["2501.00001", None, None, None, None]
    assert found["doi"].to_list() == [None, "10.1000/x", None, None, None]
    assert found["title"].to_list() == ["Reefs", "Tides", "Tides", "Tides", "Tides!"]


def test_the_id_of_a_bare_title_is_its_keys() -> None:
    assert title_id("tides of the sea") == title_id("tides of the sea")
    assert title_id("tides of the sea") != title_id("tides of the bay")
    assert title_id("tides").startswith("title:")
