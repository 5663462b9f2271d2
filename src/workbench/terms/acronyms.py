"""Acronyms as papers define them: "large language models (LLMs)", "ReLU (rectified linear unit)".

References
----------
Schwartz, A. S. & Hearst, M. A. (2003). A simple algorithm for identifying abbreviation definitions
in biomedical text. Pacific Symposium on Biocomputing 8, 451-462.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..text import prefixes, stop_words

_PARENTHESIS = re.compile(r"\(([^()\n]{2,120})\)")
_CLAUSE_START = re.compile(r"[.!?;:,]\s|[()\n\"]|--")
_PART = re.compile(r"[^\W_]+")
ASIDES = ("i.e.", "e.g.", "or", "also", "abbreviated", "denoted", "short for", "aka", "a.k.a.")
_ASIDE = re.compile(rf"^(?:{'|'.join(map(re.escape, ASIDES))})[,\s]+")
_MAX_ACRONYM = 10


class Definition(NamedTuple):
    """An acronym, in the singular, and what it stands for, both as printed."""

    acronym: str
    expansion: str


def definitions(*texts: str) -> list[Definition]:
    """Return the acronyms that texts define, in order, each pair once.

    The matcher is Schwartz and Hearst's, in both orders ("expansion (ACR)", "ACR (expansion)"),
    with one step before it: if the initials of the words before the parenthesis spell the acronym,
    those words are the expansion. That mends the algorithm's known slip of stopping at the nearest
    fitting letter ("supervised learning" for SSL after "self-").

    Parameters
    ----------
    texts
        Cleaned texts (`text.clean`) of one paper; no definition reaches from one into the next.
    """
    return list(dict.fromkeys(pair for text in texts for pair in _pairs(text)))


def _pairs(text: str) -> Iterator[Definition]:
    for match in _PARENTHESIS.finditer(text):
        inside = _ASIDE.sub("", re.split(r"[;,]", match[1], maxsplit=1)[0].strip(" \"'`"))
        before = _clause_before(text, match.start())
        if is_short_form(inside):
            acronym, expansion = inside, _expansion(before, singular_acronym(inside))
        else:
            acronym = before.rpartition(" ")[2]
            is_name = is_short_form(acronym) and sum(map(str.isupper, acronym)) > 1
            expansion = _expansion(inside, singular_acronym(acronym)) if is_name else None
            if expansion != inside:
                continue
        if expansion is not None:
            yield Definition(singular_acronym(acronym), expansion)


def is_short_form(candidate: str) -> bool:
    """Return whether `candidate` can be an acronym: short, one or two words, with a capital."""
    return (
        2 <= len(candidate) <= _MAX_ACRONYM
        and candidate.count(" ") <= 1
        and candidate[0].isalnum()
        and any(map(str.isupper, candidate))
    )


def singular_acronym(acronym: str) -> str:
    """Return an acronym without its plural `s` (`LLMs`, `GANs`)."""
    plural = len(acronym) > 2 and acronym[-1] == "s" and acronym[-2].isupper()
    return acronym[:-1] if plural else acronym


def _clause_before(text: str, end: int) -> str:
    start = 0
    for stop in _CLAUSE_START.finditer(text, max(0, end - 200), end):
        start = stop.end()
    return text[start:end].rstrip()


def _expansion(before: str, acronym: str) -> str | None:
    letters = [char for char in acronym.lower() if char.isalnum()]
    longest = min(len(letters) + 5, 2 * len(letters))
    tokens = list(re.finditer(r"\S+", before))[-longest:]
    if not tokens:
        return None
    window = before[tokens[0].start() :]
    start = _by_initials(window, letters)
    if start is None:
        start = _by_letters(window, letters)
    if start is None:
        return None
    expansion = _with_prefix(window, start)
    too_short = len(expansion) <= len(acronym)
    return None if too_short or acronym in _PART.findall(expansion) else expansion


def _by_initials(window: str, letters: list[str]) -> int | None:
    """Return where the words start whose initials spell the acronym, function words skipped."""
    parts = [(part.start(), part.group().lower()) for part in _PART.finditer(window)]

    def spell(at: int, letter: int) -> int | None:
        if at < 0:
            return None
        start, word = parts[at]
        if word[0] == letters[letter]:
            if letter == 0 and word not in stop_words():
                return start
            found = spell(at - 1, letter - 1) if letter else None
            if found is not None:
                return found
        return spell(at - 1, letter) if word in stop_words() else None

    return spell(len(parts) - 1, len(letters) - 1)


def _by_letters(window: str, letters: list[str]) -> int | None:
    """Return where letters in order, the first of them an initial, spell the acronym."""
    lower = window.lower()
    at = len(lower)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            lower[at] == letters[place] and (place > 0 or at == 0 or not lower[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    return at


def _with_prefix(window: str, start: int) -> str:
    head, hyphen, _ = window[:start].rpartition("-")
    prefix = re.split(r"[\s(]", head)[-1]
    if hyphen and start == len(head) + 1 and prefix.lower() in prefixes():
        start = len(head) - len(prefix)
    return window[start:].rstrip(" ,-")
