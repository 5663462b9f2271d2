"""British spellings folded to American ones, one word at a time.

Most words that end like a British spelling are none (`noise`, `precise`, `four`), so each rule
applies to the stems that `data/spelling.txt` lists, with any of the endings the rule names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .lexicon import pairs_of, words_of

_ISE = re.compile(r"(\w{4,})is(e|ed|es|er|ers|ing|ingly|able|ability)")
_ISATION = re.compile(r"(\w{3,})is(ations?|ational)")
_LOOK_AROUND = re.compile(r"\(\?<?=[^()]*\)")
_LL = re.compile(r"(\w+l)l(ed|ings?|ers?|able)")


@lru_cache(maxsize=1 << 18)
def american(word: str) -> str:
    """Return the American spelling of a word.

    Parameters
    ----------
    word
        One word in lower case, letters and digits only.

    Returns
    -------
    str
        `behavior` for `behaviour`, `generalization` for `generalisation`, `modeled` for
        `modelled`; a word that only looks British (`optimism`, `noise`, `supervised`) as it is.
    """
    if word in words_of("spelling", "keep"):
        return word
    whole = pairs_of("spelling", "whole").get(word)
    if whole is not None:
        return whole
    word = _our().sub(r"\1or", word)
    word = _ISATION.sub(r"\1iz\2", word) if _ISATION.fullmatch(word) else _ize(word)
    if _any_part().search(word):
        for british, replacement in _parts():
            word = british.sub(replacement, word)
    return word


@cache
def maybe_british() -> str:
    """Return a pattern for polars' `str.contains`: words without a match are American."""
    whole = "|".join(sorted(pairs_of("spelling", "whole")))
    # polars knows no look-around; without it a part only matches more
    parts = (_LOOK_AROUND.sub("", part) for part in pairs_of("spelling", "parts"))
    endings = "|".join(rule.pattern for rule in (_ISE, _ISATION, _LL))
    return rf"^(?:{whole})$|{_our().pattern}|(?:{endings})$|{'|'.join(parts)}"


def _ize(word: str) -> str:
    match = _ISE.fullmatch(word)
    if match is not None and match[1].endswith(_endings("ise")):
        return f"{match[1]}iz{match[2]}"
    match = _LL.fullmatch(word)
    if match is not None and match[1].endswith(_endings("ll")):
        return f"{match[1]}{match[2]}"
    return word


@cache
def _endings(section: str) -> tuple[str, ...]:
    return tuple(sorted(words_of("spelling", section)))


@cache
def _our() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(_endings('our'))})our")


@cache
def _parts() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = pairs_of("spelling", "parts")
    return tuple((re.compile(british), replacement) for british, replacement in pairs.items())


@cache
def _any_part() -> re.Pattern[str]:
    return re.compile("|".join(pairs_of("spelling", "parts")))
