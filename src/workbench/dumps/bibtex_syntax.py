"""The syntax of BibTeX: where entries begin and end, and what their fields hold.

Only braces, quotes and names are looked at; what the fields mean is the business of `bibtex`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# the name of a field or of a macro; a number is one too
_WORD = r"[^\s\"#%'(),={}]++"
_OPENING = r"@[ \t]*([A-Za-z][\w-]*)\s*([{(])"

# What a `%` comments out is no entry.
_NEXT = re.compile(rf"(?:^|(?<=\r))[ \t]*%[% \t]*@|{_OPENING}", re.MULTILINE)
_NEXT_LINE = re.compile(rf"[\r\n][ \t]*(?={_OPENING})")
# The key ends at a comma; without one, it is the word that no `=` follows.
_KEY = {
    closer: re.compile(rf"\s*+(?:[^,={{}}\"\r\n{no}]*+,|(?!{_WORD}\s*+=)[^\s,={{}}\"{no}]++)?+")
    for closer, no in (("}", ""), (")", "()"))
}
# Between fields: a comma, none or several, and comments.
_GAP = re.compile(r"(?:[\s,]++|%[^\r\n]*+)*+")
_NAME = re.compile(rf"({_WORD})\s*+=\s*+")
_BARE = re.compile(rf"(?:{_WORD})?")
_JOINED = re.compile(r"\s*+#\s*+")
_GOES_ON = re.compile(rf"\s*+,?\s*+{_WORD}\s*+=\s*+[{{\"\d]")
_INSIDE = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+"
_SHALLOW = re.compile(rf"\{{{_INSIDE}\}}")
# Nearly all fields, in one go: name = {…}, name = "…", name = 2024
_FIELD = re.compile(
    rf"[\s,]*+({_WORD})\s*+=\s*+(?:\{{({_INSIDE})\}}|\"([^\"{{}}]*+)\"|(\d++))(?=\s*+[,)}}])"
)
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r'[{}"]')

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Macros are names of journals and months; macros of macros could grow without end.
_LONGEST_MACROS = 2000


class Entry(NamedTuple):
    """What stands behind an `@`.

    Attributes
    ----------
    kind
        In lower case: `article`, `misc`.
    start, end
        From the `@` up to behind what closes it; if nothing does, up to the next entry.
    fields
        Texts by name in lower case, without delimiters and with macros put in; of two fields of one
        name the first that is not blank. None where the entry is broken.
    closed
        Whether it ends at all.
    """

    kind: str
    start: int
    end: int
    fields: dict[str, str] | None
    closed: bool = True


def entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a file, and those `@string` and `@preamble` that are broken.

    Text between entries means nothing in BibTeX, and an `@comment` neither. A line that begins with
    `@word{` begins an entry, even where the braces before it say otherwise: so a forgotten brace
    costs one entry and not all that follow.
    """
    macros = {month: month for month in _MONTHS}
    at = next_line = 0
    comments_close = True
    while found := _NEXT.search(text, at):
        at, kind = found.end(), (found[1] or "").lower()
        if kind == "comment" and found[2] == "{" and comments_close:
            end = _closing(text, at - 1, len(text))
            # where one never closes, comments go as in BibTeX itself: only the word is skipped
            comments_close = end >= 0
            at = max(at, end)
        if kind in ("", "comment"):
            continue
        if next_line < at:
            line = _NEXT_LINE.search(text, at)
            next_line = line.end() if line else len(text)
        entry = _entry(text, found.start(), kind, at, next_line, macros)
        at = entry.end
        if entry.fields is None or kind not in ("string", "preamble"):
            yield entry
        elif kind == "string":
            macros |= entry.fields


def _entry(text: str, start: int, kind: str, at: int, stop: int, macros: dict[str, str]) -> Entry:
    """Read an entry from behind what opens it, at most up to `stop`."""
    opening = at - 1
    closer = "}" if text[opening] == "{" else ")"
    fields: dict[str, str] = {}
    if kind == "preamble":
        value = _value(text, _GAP.match(text, at, stop).end(), stop, macros)
        at = value[1] if value else at
    elif kind != "string":
        at = _KEY[closer].match(text, at, stop).end()
    while True:
        if name := _FIELD.match(text, at, stop):
            value = name[name.lastindex], name.end()
        else:
            at = _GAP.match(text, at, stop).end()
            if text.startswith(closer, at, stop):
                break
            name = _NAME.match(text, at, stop)
            value = _value(text, name.end(), stop, macros) if name else None
        if value is None:
            end = _closing(text, opening, stop) if closer == "}" else -1
            return Entry(kind, start, end if end >= 0 else stop, None, closed=end >= 0)
        held, at = value
        if not fields.get(name[1].lower(), "").strip():
            fields[name[1].lower()] = held
    at += 1
    if _GOES_ON.match(text, at, stop):
        # one closing brace too many, and the rest of the fields behind it
        following = _NEXT.search(text, at, stop)
        return Entry(kind, start, following.start() if following else stop, None)
    return Entry(kind, start, at, fields)


def _value(text: str, at: int, stop: int, macros: dict[str, str]) -> tuple[str, int] | None:
    """Return a value, its parts joined, and where it ends; None if it does not end."""
    pieces, from_macros = [], 0
    while True:
        if text.startswith(("{", '"'), at, stop):
            end = _closing(text, at, stop)
            if end < 0:
                return None
            pieces.append(text[at + 1 : end - 1])
        else:
            word = _BARE.match(text, at, stop)
            end = word.end()
            pieces.append(macros.get(word[0].lower(), word[0]))
            from_macros += len(pieces[-1])
            if from_macros > _LONGEST_MACROS:
                return None
        joined = _JOINED.match(text, end, stop)
        if joined is None:
            return "".join(pieces), end
        at = joined.end()


def _closing(text: str, at: int, stop: int) -> int:
    """Return the place behind what closes the brace or quote that stands at `at`; -1 if nothing."""
    quoted = text[at] == '"'
    if not quoted and (shallow := _SHALLOW.match(text, at, stop)):
        return shallow.end()
    signs = (_BRACE_OR_QUOTE if quoted else _BRACE).finditer(text, at + quoted, stop)
    depth = 0
    for sign in signs:
        depth += (sign[0] == "{") - (sign[0] == "}")
        if depth < 0:
            return -1
        if depth == 0 and quoted == (sign[0] == '"'):
            return sign.end()
    return -1
