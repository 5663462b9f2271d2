"""Sentences: what is shown as evidence beside a figure."""

from __future__ import annotations

import re

from .lexicon import words_of

# A stop, closing quotes and brackets, then a blank; or no blank, where a word of small letters is
# glued to the next sentence ("generation.However").
_STOP = re.compile(
    r"[.!?]+(?:[\"'’”)\]}]|(?<=\.)'')*(?=\s|$)"
    r"|(?<=[a-z]{3})[.!?](?=[A-Z](?:[a-z]|\s))"
)
_LAST_WORD = re.compile(r"[^\s(\[{\"'“‘`~,;:]+$")
_INITIAL = re.compile(r"(?:\w\.)*\w", re.ASCII)
_OPENS = re.compile(r"\s*[\"'“‘`(\[{*]*(?:[^\W_a-z]|[$\\])|\s*$")
_ADDRESS = re.compile(r"www|\S*[/@]\S*", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, as printed, without blanks around them.

    A stop ends a sentence if what follows begins like one (a capital, a digit, a bracket, a
    formula). Not after an abbreviation (``e.g.``, ``et al.``, ``vs.``, ``Fig.``) or an initial, nor
    inside a number or an address. A newline always ends one.

    Parameters
    ----------
    text
        A title or an abstract.

    Returns
    -------
    list of str
        Sentences in order; joined, they hold every letter of `text`.
    """
    return [sentence for line in text.splitlines() for sentence in _of_line(line)]


def _of_line(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(line):
        if _ends(line, start, stop):
            found.append(line[start : stop.end()].strip())
            start = stop.end()
    rest = line[start:].strip()
    return [*found, rest] if rest else found


def _ends(line: str, start: int, stop: re.Match[str]) -> bool:
    if not _OPENS.match(line, stop.end()):
        return False
    if not stop.group().startswith("."):
        return True
    last = _LAST_WORD.search(line, start, stop.start())
    if last is None:
        return True
    glued = stop.end() < len(line) and not line[stop.end()].isspace()
    if glued and _ADDRESS.fullmatch(last.group()):
        return False
    word = last.group()
    if word.lower() in words_of("abbreviations"):
        return False
    # A lone capital or dotted letters are initials (J. von, U.S. Army); a small letter is a symbol.
    return not (_INITIAL.fullmatch(word) and (word.isupper() or "." in word))
