"""Which copies meet."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed import LONG, OTHER, copies, untimed
from workbench.identity.candidates import WINDOW, pairs
from workbench.identity.keys import surname
from workbench.identity.titles import plain_titles


def compared(*rows: dict[str, object]) -> pl.DataFrame:
    found = copies(*rows)
    return found.with_columns(
        plain_titles(found["title"], found["title_key"]), surname=surname(pl.col("author"))
    )


def meet(*rows: dict[str, object]) -> set[frozenset[str]]:
    """Return the pairs of titles that meet."""
    found = compared(*rows)
    titles = found["title"]
    left, right = (numbers.tolist() for numbers in pairs(found))
    return {frozenset((titles[a], titles[b])) for a, b in zip(left, right, strict=True)}


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ({"title": "Time Series"}, {"title": "Timeseries"}, True),
        ({"title": "Cheap Gauges in Habrors"}, {"title": "Cheap Gauges in Harbors"}, True),
        ({"title": "Cheap Gauges in 12 Bays"}, {"title": "Cheap Gauges in 13 Bays"}, False),
        ({"title": "Cheap Gauges in Wide Bays"}, {"title": "Cheap Gauges in Bays"}, True),
        ({"title": "Cheap Gauges in 12 Bay"}, {"title": "Cheap Gauges in 12 Bays"}, True),
        ({"title": "Cheap Gauges in 12 Wide Bays"}, {"title": "Cheap Gauges in 12 Bays"}, True),
        ({"title": "Tides", "abstract": LONG}, {"title": "Moon", "abstract": LONG}, True),
        ({"title": "Tides", "abstract": LONG}, {"title": "Moon", "abstract": OTHER}, False),
        ({"title": "Tides", "abstract": "So."}, {"title": "Moon", "abstract": "So."}, False),
    ],
)
def test_who_meets(one: dict[str, object], other: dict[str, object], do: bool) -> None:
    assert bool(meet(one, other)) is do


@pytest.mark.parametrize(
    ("author", "year", "do"), [("A. Cruz", 2025, True), ("B. Moss", 2025, False)]
)
def test_titles_of_one_author_and_year_meet_by_their_ends(author: str, year: int, do: bool) -> None:
    rows = [
        {"title": "Cheap Tide Gauges in Bays", "authors": ["Ana Cruz"], "arxiv_id": "2501.00001"},
        {"title": "Cheap Tide Gauges Everywhere", "authors": [author], "arxiv_id": "2502.00001"},
    ]
    assert bool(meet(*rows)) is do


@untimed
@given(st.lists(st.sampled_from(["low", "high", "bay", "sea"]), min_size=2, max_size=30))
def test_a_pair_is_told_once_and_never_of_one(words: list[str]) -> None:
    found = compared(*({"title": f"Tides of {word} {n}"} for n, word in enumerate(words)))
    left, right = pairs(found)
    assert (left < right).all()
    told = list(zip(left.tolist(), right.tolist(), strict=True))
    assert len(told) == len(set(told))


def test_in_a_crowded_block_a_copy_meets_its_neighbors_by_title() -> None:
    titles = [f"Tides {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(WINDOW + 10)]
    found = meet(*({"title": title, "abstract": LONG} for title in titles))
    expected = {
        frozenset(pair)
        for pair in combinations(titles, 2)
        if titles.index(pair[1]) - titles.index(pair[0]) <= WINDOW
    }
    assert found == expected


def test_no_copies_make_no_pairs() -> None:
    left, right = pairs(compared())
    assert len(left) == len(right) == 0
