"""What a word can be in a term: of one word, and of many at once."""

from __future__ import annotations

import re

import polars as pl

from ..text import symbols

_NUMBER = r"\d+(?:[.,]\d+)*"
_ONE_NUMBER = re.compile(_NUMBER)


def is_lonely(word: str) -> bool:
    """Return whether a counted word says nothing alone: a number or a single letter."""
    return len(word) == 1 or _ONE_NUMBER.fullmatch(word) is not None


def is_symbol(surface: str) -> bool:
    """Return whether a printed word names a symbol: `phi` and `Phi` do, the acronym `PHI` not."""
    return surface in symbols()


def are_numbers(words: pl.Series) -> pl.Series:
    """Return which counted words are numbers (`4`, `3.5`, `10,000`)."""
    return words.str.contains(rf"^{_NUMBER}$")


def are_lonely(words: pl.Series) -> pl.Series:
    """Return which counted words say nothing alone, as `is_lonely`."""
    return are_numbers(words) | (words.str.len_chars() == 1)


def are_symbols(surfaces: pl.Series) -> pl.Series:
    """Return which printed words name a symbol, as `is_symbol`."""
    return surfaces.is_in(list(symbols()))


def are_named(surfaces: pl.Series, opens: bool) -> pl.Series:
    """Return which printed words are names that a version may follow (`Llama 3`, `GPT 4`).

    Parameters
    ----------
    surfaces
        Printed words.
    opens
        Whether they open a sentence, where a capital alone says nothing.
    """
    inner = r".*[\p{Uppercase}\d]" if opens else ""
    return surfaces.str.contains(rf"^\p{{Uppercase}}{inner}")
