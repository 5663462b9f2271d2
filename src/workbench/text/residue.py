r"""Loose LaTeX: command names that stand among the words because their backslash was lost.

Some names are never words (``mathcal``, ``leq``, ``epsilonin``); they are residue wherever they
stand. Others are words too (``times``, ``top``, ``log``): those are residue only where mathematics
touches them, so `is_residue` looks at both sides. `data/latex.txt` holds the names.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache

from .lexicon import symbols, words_of

MARK = "\x1a"
"""Stands where `latex.mark_math` found mathematics; the control character SUBSTITUTE."""

_GLUE_BEFORE = frozenset(f"{MARK}])|")
_GLUE_AFTER = frozenset(f"{MARK}([{{|")
_OPENERS = frozenset("([{,/|+-=<>*")
_CLOSERS = frozenset(")]}|")
_LEFT = re.compile(r"left ?[(\[{|]")
_SET = re.compile(rf"[\[{{{MARK}]| \(?[A-Z]{MARK}")
_MAX_FORMULA = 200
_ARTICLES = frozenset({"a", "A", "I"})


class Kind(Enum):
    """What a run of letters and digits can be, judged by itself."""

    PLAIN = auto()
    """A word."""
    COMMAND = auto()
    """Residue wherever it stands."""
    OPERATOR = auto()
    """A word, or an operator between two operands (`n log n`, `64 times 64`)."""
    NAME = auto()
    """A word, or a command where it is glued to mathematics (`Oleft(`, `]times`)."""
    MEMBERSHIP = auto()
    """A letter and `in`: a word (`bin`), or "is element of" (`qin[0,1]`)."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def any_of(names: frozenset[str]) -> str:
        return "|".join(sorted(names, key=lambda name: (-len(name), name)))

    greek = any_of(frozenset(name for name in symbols() if len(name) >= 4))
    soft = words_of("latex", "operators") | words_of("latex", "words")
    core = any_of(words_of("latex", "glued"))
    every = any_of(words_of("latex", "commands") | symbols() | soft)
    # `kgeq`, `varepsilond`, `leq1right`. A Greek name with one letter may be a word (`BetaE`,
    # `deltas`), so it needs an operator beside it (`epsilonin`) or a number before it.
    glued = (
        rf"(?:\d*[A-Za-z]{{0,2}}|{greek})(?:{core})(?:{every}|\d)*[A-Za-z]?"
        rf"|[A-Za-z]?(?:{greek})(?:{any_of(soft | symbols())})+"
        rf"|(?:\d+|[a-z])(?:{greek})"
    )
    counted = rf"\d+(?:\.\d+)?(?:{any_of(soft)})"
    headed = rf"[A-Za-z](?:{any_of(words_of('latex', 'headed'))})"
    return re.compile(glued), re.compile(counted), re.compile(headed)


@cache
def unplain() -> str:
    """Return a pattern for polars' `str.contains`: runs without a match are `Kind.PLAIN`."""

    def any_of(*names: frozenset[str]) -> str:
        return "|".join(sorted(frozenset().union(*names)))

    soft = words_of("latex", "operators") | words_of("latex", "words")
    headed, core = words_of("latex", "headed"), words_of("latex", "glued")
    greek = frozenset(name for name in symbols() if len(name) >= 4)
    return (
        rf"^(?:{any_of(soft, words_of('latex', 'commands'))})$|{any_of(core, greek)}"
        rf"|^\d.*(?:{any_of(soft)})$|^[A-Za-z](?:{any_of(headed)})$|^.in$"
    )


@lru_cache(maxsize=1 << 18)
def kind(run: str) -> Kind:
    """Return what `run`, letters and digits in their printed case, can be by itself."""
    glued, counted, headed = _patterns()
    if run in words_of("latex", "operators"):
        return Kind.OPERATOR
    if run in words_of("latex", "words"):
        return Kind.NAME
    if run in words_of("latex", "commands") or glued.fullmatch(run) or counted.fullmatch(run):
        return Kind.COMMAND
    if len(run) == 3 and run.endswith("in"):
        return Kind.MEMBERSHIP
    return Kind.NAME if headed.fullmatch(run) else Kind.PLAIN


def is_atom(run: str) -> bool:
    """Return whether `run` can be an operand: a number, a single letter (no article), a symbol."""
    if not run or run in _ARTICLES:
        return False
    return len(run) == 1 or run[0].isdigit() or run in symbols() or kind(run) is Kind.COMMAND


def is_residue(text: str, start: int, end: int, before: str = "", after: str = "") -> bool:
    """Return whether the run ``text[start:end]`` is residue where it stands.

    Parameters
    ----------
    text
        Text whose mathematics is marked (`latex.mark_math`).
    start, end
        Where the run begins and ends.
    before, after
        The neighboring runs, if one blank divides them from this one; else empty.
    """
    run = text[start:end]
    what = kind(run)
    if what is Kind.PLAIN:
        return False
    if what is Kind.COMMAND:
        return True
    if what is Kind.MEMBERSHIP:
        return _SET.match(text, end) is not None
    if _is_glued(text, start, end) or (run == "right" and _closes_left(text, start, end)):
        return True
    return what is Kind.OPERATOR and _is_between(text, (start, end), before, after)


def _is_glued(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 2]
    if (left == "{" and right[:1] == "}") or left in _GLUE_BEFORE:
        return True
    if right[:1] == "!":
        return right[1:] in _GLUE_AFTER or right[1:] == "!" or right[1:].isalnum()
    return right[:1] in _GLUE_AFTER and right != "(s"


def _closes_left(text: str, start: int, end: int) -> bool:
    opened = _LEFT.search(text, max(0, start - _MAX_FORMULA), start)
    return opened is not None and text[end : end + 1] in _CLOSERS


def _is_between(text: str, span: tuple[int, int], before: str, after: str) -> bool:
    ahead = "" if before else text[: span[0]].rstrip(" ")[-1:]
    if ahead == MARK:
        return True
    if is_atom(after):
        return is_atom(before) or ahead in _OPENERS or ahead in _GLUE_BEFORE
    # `SU(3) times SU(3)`: no atoms, but something applied on either side.
    applied = text[span[1] + 1 + len(after) :][:1] in _GLUE_AFTER
    return bool(after) and applied and ahead in _GLUE_BEFORE
