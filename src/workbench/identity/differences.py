"""In what two titles differ: markup, a slip of the keyboard, a missing end; or in what they say."""

from __future__ import annotations

from collections.abc import Set
from enum import IntEnum
from typing import NamedTuple

from ..text import american
from .titles import Spelling

_SMALL = frozenset({"a", "an", "and", "the"})
# What tells a work from its sequel, where it is added at the end.
_SEQUEL = frozenset(
    {
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "one", "two", "three", "four",
        "five", "first", "second", "third", "fourth", "fifth", "part", "volume", "version",
        "edition", "chapter", "supplement", "supplementary", "appendix", "erratum", "corrigendum",
        "correction", "comment", "reply",
    }
)  # fmt: skip

# Words that must be left of a title whose end is missing.
_LEFT = 3
# Letters a word must have for one wrong letter in it to be a slip, and for two.
_LONG, _VERY_LONG = 5, 8
# Of so many words one may hold a slip.
_WORDS_A_SLIP = 3


class Kind(IntEnum):
    """What tells two titles apart, the least first."""

    MARKUP = 0
    """Markup, accents, spacing, punctuation, an article or `and`."""
    SLIP = 1
    """One wrong, missing, doubled or swapped letter in long words."""
    SLIPS = 2
    """Two such letters in a very long word."""
    CUT = 3
    """The end is missing, and one sees that it is: an ellipsis, or half a word."""
    SUBTITLE = 4
    """Two words or more are missing that follow a colon, a dash or a full stop."""
    END = 5
    """Two words or more are missing at the end."""


class Difference(NamedTuple):
    """The worst difference of two titles, and the share of letters that agree."""

    kind: Kind
    agreement: float


def difference(one: Spelling, other: Spelling, common: Set[str] = frozenset()) -> Difference | None:
    """Compare two titles.

    Parameters
    ----------
    one, other
        The titles, in any order.
    common
        Words that other titles hold as well: none of them is a slip of another.

    Returns
    -------
    Difference or None
        None where the titles say different things: other numbers, another word, a word more in
        front or in the middle, a last word more, a number or numeral more.

    Notes
    -----
    The two are read in step, word by word. A name (capitals inside, digits), a short word and a
    word's first letter hold no slips: `BLIP` and `CLIP`, `LoRA` and `LoRI`, `symmetric` and
    `asymmetric` are different words. So are `convex` and `convey` where both are common; a plural
    and a British spelling are not.
    """
    first = (len(one.words), one.letters) <= (len(other.words), other.letters)
    shorter, longer = (one, other) if first else (other, one)
    few, many = sorted((shorter.numbers, longer.numbers), key=len)
    if few != many[: len(few)]:
        return None
    if shorter.letters == longer.letters:
        return Difference(Kind.MARKUP, 1.0)
    found = _in_step(shorter, longer, common)
    return found if few == many or (found and found.kind is Kind.CUT) else None


def _in_step(shorter: Spelling, longer: Spelling, common: Set[str]) -> Difference | None:
    """Read two titles word by word."""
    a, b = shorter.words, longer.words
    worst, slips, wrong, halved = Kind.MARKUP, 0, 0, False
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            i, j = i + 1, j + 1
        elif step := _joined(a[i : i + 4], b[j : j + 4]):
            i, j = i + step[0], j + step[1]
        elif i == len(a) - 1 and b[j].startswith(a[i]) and _is_half(a[i], b[j:], shorter.is_cut):
            i, j, halved = i + 1, j + 1, True
        elif a[i] in _SMALL:
            i += 1
        elif b[j] in _SMALL:
            j += 1
        elif (n := _slips(a[i], b[j], common)) and _no_names(a[i], b[j], shorter, longer):
            worst, slips, wrong = max(worst, Kind(n)), slips + 1, wrong + n
            i, j = i + 1, j + 1
        else:
            return None
    if slips * _WORDS_A_SLIP > len(a):
        return None
    rest = a[i:] + b[j:]
    if rest or halved:
        (cut, shared), (whole, at) = ((shorter, i), (longer, j))[:: 1 if i == len(a) else -1]
        missing = _missing_end(rest, shared, halved, cut.is_cut, at in whole.breaks)
        if missing is None:
            return None
        worst = max(worst, missing)
    return Difference(worst, 1 - (wrong + sum(map(len, rest))) / len(longer.letters))


def _no_names(word: str, other: str, *titles: Spelling) -> bool:
    return all(word not in title.names and other not in title.names for title in titles)


def _joined(a: list[str], b: list[str]) -> tuple[int, int] | None:
    """Return how many words of each side are the same letters, divided otherwise."""
    if a[0][0] != b[0][0]:
        return None
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if i + j > 2 and "".join(a[:i]) == "".join(b[:j]):
                return i, j
    return None


def _is_half(last: str, others: list[str], cut: bool) -> bool:
    """Say whether a last word is the beginning of one that was cut, not the singular of it."""
    return cut or (len(last) > 1 and len(others) > 1)


def _missing_end(
    rest: list[str], shared: int, halved: bool, cut: bool, after_break: bool
) -> Kind | None:
    """Judge words that only one title has, at its end."""
    if _SMALL.issuperset(rest) and not halved:
        return Kind.MARKUP
    if shared < _LEFT:
        return None
    if cut or halved:
        return Kind.CUT
    if len(rest) < 2 or not _SEQUEL.isdisjoint(rest):
        return None
    return Kind.SUBTITLE if after_break else Kind.END


def _slips(one: str, other: str, common: Set[str]) -> int:
    """Return 1 or 2 where so many letters tell two spellings of a long word apart, else 0."""
    short, long = sorted((len(one), len(other)))
    if long < _LONG or one[0] != other[0] or long - short > 2:
        return 0
    if one in common and other in common and not _one_word(one, other):
        return 0
    wrong = edits(one, other)
    return wrong if wrong <= 1 + (long >= _VERY_LONG) else 0


def _one_word(one: str, other: str) -> bool:
    """Say whether two words are one in the plural, or in British and American spelling."""
    short, long = sorted((american(one), american(other)), key=len)
    return long in (short, f"{short}s")


def edits(one: str, other: str) -> int:
    """Return how many letters were changed, left out, put in or swapped with their neighbor.

    References
    ----------
    Damerau, F. J. (1964). A technique for computer detection and correction of spelling errors
    (in the restricted form: no letter is touched twice).
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[~end] == other[~end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
