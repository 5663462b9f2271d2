"""The word lists of `data/`: read on first use, kept for the life of the process.

A list is a text file: words divided by blanks or line ends, or one entry a line where entries hold
blanks themselves. Everything after ``#`` is a comment, blank lines are free, and ``[name]`` on a
line of its own opens a section.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources


def _lines(name: str) -> Iterator[str]:
    text = resources.files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield entry


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of one list by section, one entry a line; "" is what precedes the first.

    Parameters
    ----------
    name
        The file's name in `data/` without its extension.
    """
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in _lines(name):
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
            found[current] = []
        else:
            found[current].append(line)
    return {section: tuple(entries) for section, entries in found.items()}


@cache
def words_of(name: str, section: str = "") -> frozenset[str]:
    """Return the single words of one section of a list."""
    return frozenset(word for line in sections(name)[section] for word in line.split())


@cache
def pairs_of(name: str, section: str = "") -> dict[str, str]:
    """Return the pairs of one section whose lines read ``from to``."""
    return dict(line.split() for line in sections(name)[section])


def stop_words() -> frozenset[str]:
    """Return the function words; a term neither starts nor ends with one."""
    return words_of("stopwords")


def prefixes() -> frozenset[str]:
    """Return the bound prefixes, which join with the word after their hyphen."""
    return words_of("prefixes")


def symbols() -> frozenset[str]:
    """Return the names of mathematical symbols (`alpha`, `Omega`), case as in LaTeX."""
    return words_of("latex", "symbols")
