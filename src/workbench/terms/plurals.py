"""Plurals folded on the corpus's own vocabulary: a plural is one only if its singular is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..text.lexicon import pairs_of, words_of

# A singular this much rarer than its plural is a misprint or another word (Keras, "kera").
MIN_SINGULAR_SHARE = 0.02
_MIN_LENGTH = 3
_NO_PLURAL = ("ss", "us", "is")
_TAKES_ES = re.compile(r"(?:s|x|z|ch|sh)$")


def singular(word: str, papers: Mapping[str, int], acronym: bool = False) -> str:
    """Return the singular of `word` if the corpus knows one, else `word`.

    Parameters
    ----------
    word
        A word in lower case and American spelling.
    papers
        How many papers hold each word of the corpus.
    acronym
        Whether the word is printed as an acronym with a small `s` (`GPs`), which says by itself
        that it is a plural.
    """
    irregular = irregular_plurals().get(word)
    if irregular is not None:
        return irregular
    if acronym:
        return word[:-1]
    if not word.endswith("s") or word.endswith(_NO_PLURAL) or word in words_of("plurals", "keep"):
        return word
    floor = MIN_SINGULAR_SHARE * papers.get(word, 0)
    known = [
        candidate
        for candidate in _candidates(word)
        if len(candidate) >= _MIN_LENGTH and papers.get(candidate, 0) >= max(1, floor)
    ]
    return max(known, key=lambda candidate: papers[candidate], default=word)


def irregular_plurals() -> Mapping[str, str]:
    """Return the plurals that are listed, with their singulars."""
    return pairs_of("plurals", "irregular")


def other_numbers(word: str) -> list[str]:
    """Return what the singular or the plural of a word could be, by its letters alone.

    Parameters
    ----------
    word
        A word in lower case and American spelling.

    Returns
    -------
    list of str
        `gallery` for `galleries` and the other way round; `matrix` for `matrices`; nothing for
        words that have no other number (`bias`, `news`), and for short ones.
    """
    irregular = irregular_plurals()
    if word in irregular:
        return [irregular[word]]
    plurals = [plural for plural, one in irregular.items() if one == word]
    if plurals or len(word) < _MIN_LENGTH or word in words_of("plurals", "keep"):
        return plurals
    if word.endswith("s") and not word.endswith(_NO_PLURAL):
        return [candidate for candidate in _candidates(word) if len(candidate) >= _MIN_LENGTH]
    if _TAKES_ES.search(word):
        plurals = [f"{word}es"]
    elif word.endswith("y") and word[-2] not in "aeiou":
        plurals = [f"{word[:-1]}ies"]
    else:
        plurals = [f"{word}s", f"{word}es"] if word.endswith("o") else [f"{word}s"]
    return [plural for plural in plurals if plural not in words_of("plurals", "keep")]


def _candidates(word: str) -> list[str]:
    if word.endswith("ics") and word not in words_of("plurals", "ics"):
        return []
    found = [word[:-1]]
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    elif word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found.append(word[:-2])
    return found


def is_acronym_plural(surface: str) -> bool:
    """Return whether a printed word is an acronym with a small `s` (`LLMs`, `GPUs`)."""
    return len(surface) > 2 and surface[-1] == "s" and surface[-2].isupper()


def is_acronym(surface: str) -> bool:
    """Return whether a printed word is all capitals, so that its S is no plural (`GPS`)."""
    return len(surface) <= 5 and surface.isupper()
