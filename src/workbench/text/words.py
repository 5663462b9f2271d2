"""Words: the smallest things that are counted, and how they hang together."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .clean import clean
from .latex import mark_math
from .lexicon import prefixes, stop_words
from .residue import is_residue
from .steps import EVERY_STEP, Steps

_INNER_POINT = r"(?:(?<=\d)\.(?=\d)|(?<=\d),(?=\d\d\d(?!\d)))"
_APOSTROPHES = ("'", "\u2019", "\u02bc")
_SENTENCE_END = re.compile(r"[.!?:;\n]")
_HYPHENS = ("-", "\u2010", "\u2011")


class Joint(IntEnum):
    """What lies between a word and the next one."""

    NONE = 0
    """Anything a phrase cannot cross: punctuation, a line end, mathematics, a link, the end."""
    SPACE = 1
    HYPHEN = 2


class Word(NamedTuple):
    """A word as printed and as counted.

    Attributes
    ----------
    surface
        As printed (``Non-linear``).
    word
        As counted: lower case, a bound prefix joined (``nonlinear``).
    joint
        What lies between this word and the next.
    opens
        Whether the word opens a sentence, where a capital says nothing.
    """

    surface: str
    word: str
    joint: Joint
    opens: bool


def words(text: str, steps: Steps = EVERY_STEP) -> list[Word]:
    """Return the words of `text` in order.

    A word is a run of letters and digits. A combining mark belongs to the letter before it, and a
    point or a thousands comma between digits to the number (``3.5``); an apostrophe, an underscore
    and all other punctuation end a word, and a possessive ``s`` is none. Scripts without blanks
    between words (Chinese, Thai) are not divided further. A hyphen after a bound prefix joins
    (``non-linear`` is the word ``nonlinear``), unless a function word follows (``over-the-air``);
    a hyphen that hangs (``first- and second-order``) joins nothing. Links and LaTeX residue are no
    words and no phrase reaches across them.

    Parameters
    ----------
    text
        Stored text: a title, an abstract, a query.
    steps
        Which steps to take; `cleaning`, `formulas`, `prefixes` and `hyphens` tell here.

    Returns
    -------
    list of Word
        The last word's joint is `Joint.NONE`.
    """
    cleaned = clean(text) if steps.cleaning else text
    ready = mark_math(cleaned) if steps.formulas else cleaned
    return _joined(_words_of_prose(ready, steps), steps)


def surface_word(surface: str, steps: Steps = EVERY_STEP) -> str:
    """Return the counted word of a printed one: lower case, without the prefix's hyphen."""
    lower = surface.lower()
    if steps.hyphens:
        return lower.replace("-", "")  # no other hyphen joins
    if not steps.prefixes or "-" not in lower:
        return lower
    parts = lower.split("-")
    joined = parts[0]
    for part, after in pairwise(parts):
        bound = part in prefixes() and after not in stop_words()
        joined += after if bound else f"-{after}"
    return joined


def _words_of_prose(text: str, steps: Steps) -> list[Word]:
    runs = [match.span() for match in _run(text.isascii()).finditer(text)]
    # One more gap on either side, so that each run has one before and one after it.
    edges = [(0, 0), *runs, (len(text), len(text))]
    gaps = [text[a:b] for (_, a), (b, _) in pairwise(edges)]
    found: list[Word] = []
    for at, (start, end) in enumerate(runs):
        before, after = gaps[at], gaps[at + 1]
        surface = text[start:end]
        if surface in ("s", "S") and before in _APOSTROPHES:
            continue
        left = text[slice(*runs[at - 1])] if before == " " and at else ""
        right = text[slice(*runs[at + 1])] if after == " " and at + 1 < len(runs) else ""
        if steps.formulas and is_residue(text, start, end, left, right):
            if found:
                found[-1] = found[-1]._replace(joint=Joint.NONE)
            continue
        opens = at == 0 or _SENTENCE_END.search(before) is not None
        found.append(Word(surface, surface.lower(), _joint(after), opens))
    if found:
        found[-1] = found[-1]._replace(joint=Joint.NONE)
    return found


def _joint(gap: str) -> Joint:
    if gap == " ":
        return Joint.SPACE
    return Joint.HYPHEN if gap in _HYPHENS else Joint.NONE


def _joined(found: list[Word], steps: Steps) -> list[Word]:
    joined: list[Word] = []
    for word in found:
        last = joined[-1] if joined else None
        if last is not None and last.joint is Joint.HYPHEN and _joins(last, word, steps):
            surface = f"{last.surface}-{word.surface}"
            joined[-1] = Word(surface, surface_word(surface, steps), word.joint, last.opens)
        else:
            joined.append(word)
    return joined


def _joins(word: Word, after: Word, steps: Steps) -> bool:
    """Return whether the hyphen between two words makes one of them."""
    if not steps.hyphens:
        return True
    bound = steps.prefixes and word.surface.rpartition("-")[2].lower() in prefixes()
    return bound and after.word not in stop_words()


@cache
def _run(ascii_only: bool) -> re.Pattern[str]:
    if ascii_only:
        part = r"[^\W_]+"
    else:
        # \w leaves combining marks out, which would cut Indic words to pieces.
        marks = "".join(c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] == "M")
        part = rf"[^\W_](?:[^\W_]|[{marks}])*"
    return re.compile(f"{part}(?:{_INNER_POINT}{part})*")
