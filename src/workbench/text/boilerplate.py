"""What every abstract says, whatever it is about; the lists are `data/boilerplate.txt`."""

from __future__ import annotations

from functools import cache

from .lexicon import sections, stop_words, words_of


def is_boilerplate(term: str) -> bool:
    """Return whether a term says nothing about a paper's subject.

    Parameters
    ----------
    term
        Counted words divided by blanks.

    Returns
    -------
    bool
        True for a listed word or phrase (`method`, `real world`), for a phrase with a word of
        paper-speak at an end (`proposed network`), for a worn word behind a qualifier (`simple
        method`), and for the front of a longer term (`multimodal large`); `kernel method`, `time
        series` and `large language model` are none.
    """
    words = term.split(" ")
    if term in _phrases() or not _edges().isdisjoint((words[0], words[-1])):
        return True
    if len(words) > 1 and words[-1] in words_of("boilerplate", "openers"):
        return True
    qualified = words[0] in words_of("boilerplate", "qualifiers")
    return (qualified or len(words) == 1) and _worn().issuperset(words)


def _edges() -> frozenset[str]:
    return words_of("boilerplate", "edges")


@cache
def _worn() -> frozenset[str]:
    listed = words_of("boilerplate", "qualifiers") | words_of("boilerplate", "alone")
    return listed | stop_words()


@cache
def _phrases() -> frozenset[str]:
    return frozenset(sections("boilerplate")["phrases"])
