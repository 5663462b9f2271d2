from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.notebooks.wording import changed_words, pair, short, shown

LONG = "The largest of six topics is fog on roads, with 26 % of the papers on average over all"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (0.12, 0.14, ("0.12", "0.14")),
        (0.12345, 0.12346, ("0.12345", "0.12346")),
        (0.1, None, ("0.1", "nothing")),
        (1, 1.5, ("1", "1.5")),
        ("38", "40", ("38", "40")),
        ([1, 2], [1, 3], ("[1, 2]", "[1, 3]")),
        (True, 1, ("true", "1")),
    ],
)
def test_values_are_told_with_as_few_digits_as_tell_them_apart(
    was: object, now: object, told: tuple[str, str]
) -> None:
    assert pair(was, now) == told


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_two_figures_that_differ_never_look_the_same(was: float, now: float) -> None:
    if was != now:
        assert len(set(pair(was, now))) == 2


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("9 dumps", "8 dumps", ("9 dumps", "8 dumps")),
        (
            LONG,
            LONG.replace("26", "28"),
            ("… on roads, with 26 % of the …", "… on roads, with 28 % of the …"),
        ),
        (
            LONG,
            LONG.replace("six", "two").replace("over all", "over most"),
            (
                "The largest of six topics is fog … on average over all",
                "The largest of two topics is fog … on average over most",
            ),
        ),
        ("a  b", "a b", ("a b", "a b (other gaps)")),
        ("", "b", ("", "b")),
    ],
)
def test_of_texts_the_words_that_differ_are_told(was: str, now: str, told: tuple[str, str]) -> None:
    assert changed_words(was, now) == told


def test_long_values_are_cut_and_dates_lose_their_midnight() -> None:
    assert shown("2025-04-01T00:00:00") == "2025-04-01"
    assert shown("") == "nothing"
    assert short("a" * 300, 10) == "a" * 9 + "…"
