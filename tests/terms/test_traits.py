from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.terms.traits import (
    are_lonely,
    are_named,
    are_numbers,
    are_symbols,
    is_lonely,
    is_symbol,
)


@pytest.mark.parametrize(
    ("surface", "inside", "opening"),
    [
        ("Llama", True, False),
        ("GPT", True, True),
        ("DeepSeek", True, True),
        ("Qwen2.5", True, True),
        ("Éclair", True, False),
        ("layer", False, False),
        ("iPhone", False, False),
        ("3D", False, False),
        ("I", True, False),
    ],
)
def test_a_name_has_capitals(surface: str, inside: bool, opening: bool) -> None:
    words = pl.Series([surface])
    assert (are_named(words, False).item(), are_named(words, True).item()) == (inside, opening)


@given(st.lists(st.one_of(st.text(alphabet="1٣.,a", min_size=1), st.sampled_from(["phi", "PHI"]))))
def test_many_words_at_once_are_what_each_is_alone(words: list[str]) -> None:
    series = pl.Series(words, dtype=pl.String)
    assert are_lonely(series).to_list() == [is_lonely(word) for word in words]
    assert are_symbols(series).to_list() == [is_symbol(word) for word in words]
    assert not (are_numbers(series) & ~are_lonely(series)).any()
