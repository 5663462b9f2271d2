"""Which listings are told as merged, and why."""

from __future__ import annotations

from datetime import date

import pytest

from listed import LONG, OTHER, identified

ONE = {"arxiv_id": "2501.00001"}
GAUGES = {"title": "Cheap Tide Gauges for Harbors", "abstract": LONG}
SLIP = {"title": "Cheap Tide Gauges for Habrors"}
ANA = {"authors": ["Ana Cruz"], "published_on": date(2025, 1, 5)}


@pytest.mark.parametrize(
    ("other", "rule", "score"),
    [
        ({"title": "Reefs"} | ONE, "identifier", 1.0),
        ({"title": "CHEAP tide-gauges for harbors"}, "normalized_title", 1.0),
        (SLIP | {"abstract": LONG}, "near_title_same_abstract", 1.0),
        (SLIP | ANA, "near_title_same_first_author_and_year", 1 - 1 / 25),
    ],
)
def test_the_rule_and_its_score(other: dict[str, object], rule: str, score: float) -> None:
    merges = identified(GAUGES | ONE | ANA, other).merges
    row = merges.row(0, named=True)
    assert (merges.height, row["rank"], row["title"]) == (1, 2, other["title"])
    assert (row["rule"], row["paper_id"]) == (rule, "arxiv:2501.00001")
    assert row["score"] == pytest.approx(score)


def test_a_title_printed_as_its_papers_is_no_merge() -> None:
    assert identified(GAUGES | ONE, {"title": GAUGES["title"]}).merges.height == 0


def test_the_strongest_link_that_was_made_is_told() -> None:
    # an abstract that was edited, and one that was not, of the same title with a slip
    edited = SLIP | {"abstract": LONG.replace("cheap", "plain")}
    merges = identified(GAUGES, edited, SLIP | {"abstract": LONG + " "}).merges
    assert merges["score"].to_list() == [1.0, 1.0]


def test_a_link_that_was_not_made_is_not_told() -> None:
    # the second is the first by its author, and would be the third by its abstract
    rows = [
        {"title": GAUGES["title"], "abstract": OTHER * 2, **ONE, **ANA},
        {"title": "Cheap Tide-Gauges for the Harbors", "abstract": LONG, **ANA},
        SLIP | {"abstract": LONG, "arxiv_id": "2501.00002"},
    ]
    found = identified(*rows)
    assert found.papers.height == 2
    assert found.merges.select("rank", "rule").rows() == [
        (2, "near_title_same_first_author_and_year")
    ]


def test_rows_stand_in_the_order_of_the_pile() -> None:
    rows = [GAUGES | {"title": f"Cheap{' ' * n}Tide Gauges for Harbors!"} for n in (1, 1, 1)]
    rows += [GAUGES | {"dump_id": dump * 16, "abstract": LONG + "."} for dump in "cb"]
    merges = identified(*rows).merges
    assert merges["rank"].to_list() == [1, 2, 3]
