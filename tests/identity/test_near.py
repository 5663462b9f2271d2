"""Near matches: evidence beyond the title, and no guesses."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from listed import LONG, OTHER, groups, identified
from workbench.identity.near import Link, without_guesses

GAUGES = "Cheap Tide Gauges for Narrow Harbors"
ANA = {"authors": ["Ana Cruz", "Bo Moss"], "published_on": date(2025, 1, 5)}
BO = {"authors": ["Bo Moss"], "published_on": date(2025, 1, 5)}
LATER = {"authors": ["Ana Cruz"], "published_on": date(2024, 1, 5)}


@pytest.mark.parametrize(
    "title",
    [
        "Cheap Tide Gauges for Narrow Habrors",
        "Cheap $\\mathbf{Tide}$ Gauges for Narrow Harbors",
        "Cheap Tide Gauges for Nar…",
        "Cheap Tide-Gauges for the Narrow Harbors",
    ],
)
@pytest.mark.parametrize(
    ("own", "others", "joined"),
    [
        ({"abstract": LONG}, {"abstract": LONG}, True),
        ({"abstract": LONG}, {"abstract": OTHER}, False),
        ({"abstract": "Short."}, {"abstract": "Short."}, False),
        (ANA, ANA | {"authors": ["Cruz, A."]}, True),
        (ANA, BO, False),
        (ANA, LATER, False),
        ({}, {}, False),
    ],
)
def test_almost_one_title_needs_evidence(
    title: str, own: dict[str, object], others: dict[str, object], joined: bool
) -> None:
    two = groups({"title": GAUGES, **own}, {"title": title, **others})
    assert two == ([0, 0] if joined else [0, 1])


@pytest.mark.parametrize(
    "title",
    [
        "Cheap Tide Gauges for 2 Narrow Harbors",
        "Cheap Tide Gauges for Narrow Harbors II",
        "Cheap Wind Gauges for Narrow Harbors",
        "Cheap Tide Gauges for Narrow Harbors Revisited",
    ],
)
def test_no_evidence_joins_titles_that_say_different_things(title: str) -> None:
    same = {"abstract": LONG, **ANA}
    assert groups({"title": GAUGES, **same}, {"title": title, **same}) == [0, 1]


@pytest.mark.parametrize("kind", ["arxiv_id", "doi"])
def test_two_identifiers_of_a_kind_veto_the_best_evidence(kind: str) -> None:
    ids = {"arxiv_id": ["2501.00001", "2501.00002"], "doi": ["10.1000/a", "10.1000/b"]}[kind]
    same = {"abstract": LONG, **ANA}
    two = [{"title": GAUGES, **same}, {"title": GAUGES.replace("arb", "abr"), **same}]
    assert groups(*two) == [0, 0]
    assert groups(*(row | {kind: value} for row, value in zip(two, ids, strict=True))) == [0, 1]


def test_a_veto_is_not_walked_around() -> None:
    rows = [
        {"title": GAUGES, "abstract": LONG, "arxiv_id": "2501.00001"},
        {"title": "Cheap Tide Gauges for Narrow Habrors", "abstract": LONG},
        {
            "title": "Cheap Tide Gauges for Narow Harbors",
            "abstract": LONG,
            "arxiv_id": "2501.00002",
        },
    ]
    one, _, other = groups(*rows)
    assert one != other


def test_a_title_cut_off_that_fits_two_papers_joins_none() -> None:
    rows = [
        {"title": "Cheap Tide Gauges for Narrow Harbors", **ANA},
        {"title": "Cheap Tide Gauges for Wide Harbors", **ANA},
        {"title": "Cheap Tide Gauges for…", **ANA},
    ]
    assert groups(*rows) == [0, 1, 2]
    assert groups(rows[0], rows[2]) == [0, 0]


def test_a_common_word_is_no_slip() -> None:
    two = [
        {"title": "On Convex Tides in Harbors", "abstract": LONG},
        {"title": "On Convey Tides in Harbors", "abstract": LONG},
    ]
    words = [{"title": "Convex Reefs"}, {"title": "Reefs Convey Sand"}]
    assert groups(*two) == [0, 0]
    assert groups(*two, *words) == [0, 1, 2, 3]


def test_a_near_match_joins_all_listings_of_both_titles() -> None:
    rows = [
        {"title": GAUGES, "abstract": LONG},
        {"title": GAUGES.upper()},
        {"title": "Cheap Tide Gauges for Narrow Habrors", "abstract": LONG},
        {"title": "Cheap Tide Gauges: for Narrow Habrors"},
    ]
    found = identified(*rows)
    assert found.papers.height == 1
    assert found.merges.select("rank", "rule", "score").rows() == [
        (2, "normalized_title", 1.0),
        (3, "near_title_same_abstract", 1.0),
        (4, "near_title_same_abstract", 1.0),
    ]


def test_a_seeker_that_fits_papers_linked_to_each_other_is_no_guess() -> None:
    seeking = [Link(0, 1, "r", 0.9, (0,)), Link(0, 2, "r", 0.8, (0,))]
    between = Link(1, 2, "r", 1.0, ())
    papers = np.arange(3)
    assert without_guesses(seeking, papers) == []
    assert without_guesses([*seeking, between], papers) == [*seeking, between]
    assert without_guesses(seeking, np.array([0, 1, 1])) == seeking
