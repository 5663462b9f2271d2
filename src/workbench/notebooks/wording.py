"""How values and texts that changed are told: short, and never so short that they look the same."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import Any

LONGEST = 100
CONTEXT = 3
MOST_PIECES = 3
MIDNIGHT = "T00:00:00"
DIGITS = range(3, 18)


def pair(was: Any, now: Any) -> tuple[str, str]:
    """Return two values that differ as texts that differ, with as few digits as that takes."""
    if isinstance(was, float) or isinstance(now, float):
        for digits in DIGITS:
            if (texts := (shown(was, digits), shown(now, digits)))[0] != texts[1]:
                return texts
    if isinstance(was, str) and isinstance(now, str) and max(len(was), len(now)) > LONGEST:
        return changed_words(was, now)
    return shown(was), shown(now)


def shown(value: Any, digits: int = DIGITS.start) -> str:
    """Return a value as a reader writes it."""
    if value is None:
        return "nothing"
    if isinstance(value, float):
        return f"{value:.{digits}g}"
    if isinstance(value, str):
        return short(value.removesuffix(MIDNIGHT)) or "nothing"
    return short(json.dumps(value, sort_keys=True, ensure_ascii=False))


def short(text: str, longest: int = LONGEST) -> str:
    """Return a text as one line that is not too long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def changed_words(was: str, now: str) -> tuple[str, str]:
    """Return what is different of two texts, with a few words around it.

    Of texts that differ in their gaps only the whole is returned, and the second says so.
    """
    old, new = was.split(), now.split()
    if old == new:
        return short(was), f"{short(now)} (other gaps)"
    steps = list(SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT))
    told: tuple[list[str], list[str]] = ([], [])
    for group in steps[:MOST_PIECES]:
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        told[0].append(_cut_out(old, i1, i2))
        told[1].append(_cut_out(new, j1, j2))
    first, second = (" ".join(texts).replace("… …", "…") for texts in told)
    return short(first, 2 * LONGEST), short(second, 2 * LONGEST)


def _cut_out(words: list[str], start: int, end: int) -> str:
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"
