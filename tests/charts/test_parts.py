"""Words and places that charts share."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.charts import parts, wording


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (wording.count(1, "paper"), "1 paper"),
        (wording.count(0, "paper"), "0 papers"),
        (wording.count(1200, "paper"), "1,200 papers"),
        (wording.part(3, 3, "pair"), "3 pairs"),
        (wording.part(3, 1200, "pair"), "3 of 1,200 pairs"),
        (wording.part(1, 2, "pair", "The first "), "The first 1 of 2 pairs"),
        (wording.percent(0.1234), "12.3%"),
        (wording.percent(None), "no share"),
        (wording.span(["a", "b", "c"]), "a to c"),
        (wording.span(["a"]), "a"),
        (wording.listed(["a"]), "a"),
        (wording.listed(["a", "b"]), "a and b"),
        (wording.listed(["a", "b", "c"], last="or"), "a, b or c"),
        (wording.listed(["a", "b", "c", "d"], most=2), "a, b and 2 more"),
        (wording.sentences("a", None, "", "b?", "c."), "a. b? c."),
        (wording.cut("abcdef", 6), "abcdef"),
        (wording.cut("abcd efg", 6), "abcd…"),
        (wording.lines("", 10), [""]),
    ],
)
def test_words(told: object, text: object) -> None:
    assert told == text


places = st.lists(st.floats(0, 1), max_size=8)


@given(places)
def test_labels_that_have_room_stand_apart_inside_and_in_order(values: list[float]) -> None:
    gap = 0.1
    moved = parts.spread(values, gap, 0, 1)
    assert len(moved) == len(values)
    ordered = sorted(moved)
    assert all(b - a >= gap - 1e-9 for a, b in itertools.pairwise(ordered))
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in moved)
    for one, other in itertools.pairwise(values):
        first, second = (moved[values.index(value)] for value in (one, other))
        assert (one < other) <= (first < second)


def test_labels_apart_already_stay() -> None:
    assert parts.spread([0.9, 0.1, 0.5], 0.2, 0, 1) == [0.9, 0.1, 0.5]


def test_a_gutter_grows_with_its_labels_up_to_its_limit() -> None:
    assert parts.gutter([]) < parts.gutter(["agent"]) < parts.gutter(["agent", "retrieval"])
    assert parts.gutter(["a" * 100], 150) == parts.gutter(["a" * 200], 150)
