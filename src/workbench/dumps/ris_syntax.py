"""The syntax of tagged formats: where records begin and end, and what stands behind each tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

_LINE = r"(?:^|(?<=\r))"
_BLANK = r"[^\S\r\n]"
_END = r"(?=[\r\n]|\Z)"
_TY = re.compile(rf"{_LINE}TY({_BLANK}*)-({_BLANK}|{_END})?", re.MULTILINE)
_RIS_ENDS = re.compile(rf"{_LINE}ER{_BLANK}+-{_BLANK}*{_END}", re.MULTILINE)
_ISI_OPENS = re.compile(r"FN [^\r\n]*[\r\n]+VR |PT [A-Z][\r\n]")
_REST_OF_LINE = re.compile(r"[^\r\n]*")


class Syntax(NamedTuple):
    """How a file writes its tags, and the tag that opens a record."""

    name: str
    opens: str
    first_tag: re.Pattern[str]
    tag: re.Pattern[str]


class Record(NamedTuple):
    """The texts of a record by their tags, in the order of the file; `ended` by the tag `ER`."""

    start: int
    end: int
    texts: dict[str, list[str]]
    ended: bool

    def filled(self, *tags: str) -> list[str]:
        """Return the texts of the first of the tags that has any."""
        found = ([text for text in self.texts.get(tag, ()) if text] for tag in tags)
        return next(filter(None, found), [])


def recognize(opening: str) -> bool:
    """Say whether a text opens like a tagged format."""
    return any(
        found is not None
        for found in (_ISI_OPENS.match(opening), _TY.search(opening), _RIS_ENDS.search(opening))
    )


def syntax(text: str) -> Syntax:
    """Return how a file writes its tags: `TI  - Title` (RIS) or `TI Title` (ISI).

    RIS has blanks around the dash; a file without them is taken at its first record's word, as
    elsewhere a line of an abstract may begin with `T1-weighted`.
    """
    if _ISI_OPENS.match(text.lstrip()):
        name, opens, rest = "isi", "PT", f"(?={_BLANK}|{_END})"
    else:
        first = _TY.search(text)
        before = "*" if first and not first[1] else "+"
        after = "" if first and first[2] is None else f"(?={_BLANK}|{_END})"
        name, opens, rest = "ris", "TY", f"(?:{_BLANK}{before}-{after}|(?<=ER){_BLANK}*{_END})"
    # Some write a stray CR before a line; a pattern that begins with one certain sign is fast.
    line_end = r"\n\r*" if "\n" in text else r"\r"
    tag = rf"([A-Z][A-Z0-9]){rest}"
    return Syntax(name, opens, re.compile(tag), re.compile(line_end + tag))


def records(text: str, syntax: Syntax) -> Iterator[Record]:
    """Yield the records, and runs of tagged lines that nothing opens.

    A record ends with `ER`, or where the next one opens. A line without tag goes on with the text
    of the line before.
    """
    texts: dict[str, list[str]] = {}
    start = 0
    marks = chain((syntax.first_tag.match(text),), syntax.tag.finditer(text))
    for mark, following in pairwise(chain(filter(None, marks), (None,))):
        tag, end = mark[1], following.start() if following else len(text)
        if texts and tag in (syntax.opens, "ER"):
            ended = tag == "ER"
            upto = _REST_OF_LINE.match(text, mark.end()).end() if ended else mark.start(1)
            yield Record(start, start + len(text[start:upto].rstrip()), texts, ended)
            texts = {}
        if tag == "ER":
            continue
        if not texts:
            start = mark.start(1)
        texts.setdefault(tag, []).append(text[mark.end() : end].strip())
    if texts:
        yield Record(start, len(text.rstrip()), texts, ended=False)
