"""What a word can be in a term."""

from __future__ import annotations

import re

from ..text import symbols

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def is_number(word: str) -> bool:
    """Return whether a counted word is a number (`4`, `3.5`, `10,000`)."""
    return _NUMBER.fullmatch(word) is not None


def is_lonely(word: str) -> bool:
    """Return whether a counted word says nothing alone: a number or a single letter."""
    return len(word) == 1 or is_number(word)


def is_symbol(surface: str) -> bool:
    """Return whether a printed word names a symbol: `phi` and `Phi` do, the acronym `PHI` not."""
    return surface in symbols()


def is_named(surface: str, opens: bool) -> bool:
    """Return whether a printed word is a name that a version may follow (`Llama 3`, `GPT 4`)."""
    inner = any(char.isupper() or char.isdigit() for char in surface[1:])
    return surface[0].isupper() and (inner or not opens)
