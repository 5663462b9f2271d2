"""Texts with parts replaced: every place leads back to where it came from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.rewrite import rewrite

LENGTHS = {"a": "", "b": "b", "c": "12", "d": "1", "ee": "12345"}
PATTERN = re.compile("ee|[abcd]")


@pytest.mark.parametrize(
    ("places", "origins"),
    [
        ([0, 1, 2, 3, 4, 5, 6], [0, 1, 1, 3, 4, 4, 5]),
        ([], []),
        ([6], [5]),
    ],
)
def test_a_place_in_a_piece_comes_from_where_the_piece_began(places, origins) -> None:
    rewritten = rewrite("xaayc", re.compile("aa|c"), lambda _: "12")
    assert rewritten.text == "x12y12"
    assert rewritten.origins(places) == origins


@given(st.text("abcdexyz", max_size=40))
def test_what_was_not_replaced_keeps_its_characters_and_their_order(text: str) -> None:
    rewritten = rewrite(text, PATTERN, lambda found: LENGTHS[found[0]])
    assert rewritten.text == "".join(LENGTHS.get(part, part) for part in re.findall("ee|.", text))
    origins = rewritten.origins(range(len(rewritten.text) + 1))
    assert origins == sorted(origins)
    assert origins[-1] == len(text) or not rewritten.text
    for place, origin in enumerate(origins[:-1]):
        if rewritten.text[place].isalpha():
            assert text[origin] == rewritten.text[place]


def test_what_stays_as_it_was_is_no_piece() -> None:
    rewritten = rewrite("bbbx", PATTERN, lambda found: LENGTHS[found[0]])
    assert rewritten.origins([1, 2, 4]) == [1, 2, 4]
