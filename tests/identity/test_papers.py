"""Which copy survives, what the others add, and where each field is from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from listed import LONG, A, B, C, identified
from workbench.identity.papers import first_of_each

ONE = {"arxiv_id": "2501.00001"}


@pytest.mark.parametrize(
    ("rows", "survivor"),
    [
        pytest.param([{"abstract": "Short."}, {"abstract": LONG}], 2, id="the longest abstract"),
        pytest.param([{"abstract": None}, {"abstract": "Short."}], 2, id="any before none"),
        pytest.param(
            [{"abstract": LONG + " More.", "version": 1}, {"abstract": LONG, "version": 3}],
            1,
            id="length before version",
        ),
        pytest.param(
            [
                {"abstract": LONG, "version": 1},
                {"abstract": LONG, "version": 3},
                {"abstract": LONG},
            ],
            2,
            id="of equals the latest version",
        ),
        pytest.param(
            [
                {"abstract": LONG},
                {"abstract": LONG, "dump_id": B},
                {"abstract": LONG, "dump_id": C},
            ],
            2,
            id="then the earliest dump, undated last",
        ),
        pytest.param(
            [{"abstract": LONG, "rank": 9}, {"abstract": LONG, "rank": 4}], 2, id="then the rank"
        ),
        pytest.param([{"abstract": "  "}, {"abstract": None, "version": 2}], 2, id="blank is none"),
    ],
)
@pytest.mark.parametrize("backward", [False, True])
def test_who_survives(rows: list[dict[str, object]], survivor: int, backward: bool) -> None:
    named = [
        {"rank": number, **ONE, **row, "title": f"Tides, print {chr(96 + number)}"}
        for number, row in enumerate(rows, start=1)
    ]
    found = identified(*named[:: -1 if backward else 1])
    assert found.papers["title"].to_list() == [named[survivor - 1]["title"]]
    assert found.papers["abstract"].to_list() == [named[survivor - 1]["abstract"]]


def test_gaps_are_filled_in_order_of_survival_and_origins_tell_it() -> None:
    found = identified(
        ONE
        | {"title": "Tides", "abstract": "Short.", "authors": ["Bo"], "url": "https://a.example"},
        ONE | {"title": "TIDES", "abstract": LONG, "dump_id": B, "authors": [], "doi": "10.1000/x"},
        ONE
        | {
            "title": "tides",
            "dump_id": C,
            "authors": ["Ana"],
            "url": "https://c.example",
            "categories": ["x"],
            "published_on": date(2025, 1, 1),
            "published_precision": "month",
        },
    )
    paper = found.papers.row(0, named=True)
    assert (paper["title"], paper["abstract"]) == ("TIDES", LONG)
    assert (paper["authors"], paper["url"], paper["categories"]) == (
        ["Bo"],
        "https://a.example",
        ["x"],
    )
    assert (paper["published_on"], paper["published_precision"]) == (date(2025, 1, 1), "month")
    assert paper["keywords"] is None
    assert dict(found.origins.select("field", "dump_id").iter_rows()) == {
        "title": B, "abstract": B, "arxiv_id": B, "doi": B,
        "authors": A, "url": A,
        "categories": C, "published_on": C,
    }  # fmt: skip
    assert set(found.origins["paper_id"]) == {"arxiv:2501.00001"}


def test_a_paper_with_one_listing_has_no_origins() -> None:
    found = identified({"title": "Tides", "abstract": LONG}, {"title": "Reefs"})
    assert found.origins.height == 0


def test_a_doi_that_repeats_an_arxiv_id_is_the_last_resort() -> None:
    repeats, own = {"doi": "10.48550/arxiv.2501.00001"}, {"doi": "10.1000/x"}
    first = {"title": "Tides", "abstract": LONG, **ONE}
    assert identified(first | repeats, first | own).papers["doi"].to_list() == ["10.1000/x"]
    assert identified(first | repeats, first).papers["doi"].to_list() == [repeats["doi"]]


def test_counts_and_days() -> None:
    found = identified(
        {"title": "Tides"},
        {"title": "tides"},
        {"title": "TIDES", "dump_id": B},
        {"title": "Tides.", "dump_id": C},
    )
    paper = found.papers.row(0, named=True)
    assert (paper["n_dumps"], paper["n_listings"]) == (3, 4)
    assert (paper["first_captured_on"], paper["last_captured_on"]) == (
        date(2025, 1, 1),
        date(2025, 2, 1),
    )


def test_links_to_code_are_kept() -> None:
    text = "We release code at https://github.com/example/tides."
    found = identified({"title": "Tides", "abstract": text}, {"title": "Reefs"})
    links = dict(found.papers.select("title", "code_urls").iter_rows())
    assert links == {"Tides": ["https://github.com/example/tides"], "Reefs": []}


def test_first_of_each() -> None:
    first = first_of_each(np.array([0, 1, 0, 1, 2]), np.array([3, 2, 0, 1]), 3)
    assert first.tolist() == [2, 3, -1]
