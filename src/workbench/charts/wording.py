"""The words of a chart: counts, percentages, lists and lines that fit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

TITLE_LINE, SUBTITLE_LINE = 66, 98
"""Characters of a line above a chart of the theme's own width."""


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 paper`, `1,200 papers`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def part(shown: int, known: int, noun: str, which: str = "") -> str:
    """Return how many are shown, and of how many if not of all: `25 of 219 pairs`, `25 pairs`."""
    return count(known, noun) if shown == known else f"{which}{shown:,} of {count(known, noun)}"


def percent(share: float | None) -> str:
    """Return a share as percent with one decimal, `no share` where there is none."""
    return "no share" if share is None else f"{share:.1%}"


def span(names: Sequence[str]) -> str:
    """Return first and last of some names in order: `2024-01 to 2024-12`."""
    return names[0] if names[0] == names[-1] else f"{names[0]} to {names[-1]}"


def listed(names: Sequence[str], most: int = 4, last: str = "and") -> str:
    """Return names as a phrase, the rest as a number: `a, b and 3 more`."""
    kept = list(names[:most])
    if len(names) > most:
        return f"{', '.join(kept)} {last} {len(names) - most:,} more"
    return f" {last} ".join([", ".join(kept[:-1]), kept[-1]] if len(kept) > 1 else kept)


def sentences(*parts: str | None) -> str:
    """Return the sentences that there are, each ended once, in one line."""
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def below(text: str, more: str | None) -> str:
    """Return a text with more of it on lines of its own, if there is more."""
    return f"{text}\n{more}" if more else text


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def lines(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many characters; line ends of its own stay."""
    return [line for part in text.splitlines() for line in textwrap.wrap(part, width)] or [""]
