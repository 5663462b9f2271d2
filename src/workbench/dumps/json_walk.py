"""JSON taken apart into records: the objects of an array or of lines, each with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import Any, Literal, NamedTuple

from .listing import Reject, Span

Fields = dict[str, Any]
Layout = Literal["array", "lines", "objects"]


class Record(NamedTuple):
    """An object of the file, its number (malformed ones count) and its place."""

    rank: int
    fields: Fields
    start: int
    end: int


class _Failed(NamedTuple):
    """Where decoding failed, and whether because the text ends there."""

    place: int
    at_end: bool


# Python refuses to read numbers of thousands of digits; beyond these, none is a count or an id.
_DECODER = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < 19 else None)
_WINDOW = 1 << 13
# An error this near to the end may come from a word or an escape that is cut in two.
_NEAR = 12
# The decoder gives up at about a thousand levels; no record has more than a dozen.
_DEEP = 400
_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|(?P<closing>[\]}])', re.DOTALL)

_FURNITURE = re.compile(r"[\s\[\],]*")
_MEMBER = r'"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[\w.+-]+)\s*'
_TAIL = re.compile(rf"(?:{_MEMBER}(?:,\s*)?)*\}}\s*\Z")
_ARRAY = re.compile(r"\s*\[")
_ALONE = re.compile(r"\{[^\S\n]*\n")
_OBJECT = re.compile(r'\{\s*"([^"\\]*)"\s*:')


def wrapper(*keys: str) -> re.Pattern[str]:
    """Return the pattern of an object that holds the array under one of these keys.

    Other members before and behind it are texts and numbers.
    """
    return re.compile(rf'\s*\{{\s*(?:{_MEMBER},\s*){{0,20}}"(?:{"|".join(keys)})"\s*:\s*(?=\[)')


def walk(
    content: str, wrapped: re.Pattern[str] | None
) -> tuple[Layout, Iterator[Span | Reject | Record]]:
    """Return the layout of a file and what it is made of, in order.

    Brackets and commas between records are headers (spans), records that are no JSON are rejects:
    `malformed`, or `cut_off` where the file ends inside its last one.
    """
    if _ARRAY.match(content) or (wrapped and wrapped.match(content)):
        return "array", _objects(content, wrapped)
    if _over_lines(content):
        return "objects", _objects(content, None)
    return "lines", lines(content, "\n" if "\n" in content else "\r")


def _over_lines(content: str) -> bool:
    """Say whether the first object goes over several lines, or opens on a line of its own."""
    start = content.find("{")
    if start < 0:
        return False
    if _ALONE.match(content, start):
        return True
    decoded = _decode(content, start)
    return not isinstance(decoded, _Failed) and "\n" in content[start : decoded[1]]


def is_lines(content: str) -> bool:
    """Say whether a text that opens a file of records is the beginning of JSON Lines."""
    return "\n" in content and _ARRAY.match(content) is None and not _over_lines(content)


def lines(
    content: str, line_end: str, before: int = 0, goes_on: bool = False
) -> Iterator[Span | Reject | Record]:
    """Take JSON Lines apart; what is wrong in one line ends with it.

    `before` is the number of records in the lines before these; `goes_on` says that there are more
    behind them, so that nothing here is cut off.
    """
    rank, base, last = before, 0, len(content) + 1 if goes_on else len(content.rstrip())
    for each in content.split(line_end):
        line = each.rstrip()
        at = yield from _furniture(line, 0, base)
        while at < len(line):
            rank += 1
            decoded = _decode(line, at)
            if isinstance(decoded, _Failed):
                is_last = base + len(line) == last
                piece = line[at:] if is_last else line[at:].removesuffix(",").rstrip()
                end = at + len(piece)
                rule = "cut_off" if decoded.at_end and is_last else "malformed"
                yield Reject(rule, piece, base + at, base + end)
            else:
                value, end = decoded
                yield Record(rank, value, base + at, base + end)
            at = yield from _furniture(line, end, base)
        base += len(each) + 1


def _objects(content: str, wrapped: re.Pattern[str] | None) -> Iterator[Span | Reject | Record]:
    """Take an array apart, or objects one after the other.

    After a malformed one it goes on where an object begins as the first one did: with the same key
    and, where that stood on a line of its own, as far from the margin. `{"key":` cannot stand
    inside a text, since its quotes would be escaped there.
    """
    rank, at = 0, 0
    opening = wrapped.match(content) if wrapped else None
    if opening:
        at = opening.end()
        yield Span(at - len(opening[0].lstrip()), at)
    at = yield from _furniture(content, at)
    begins = _beginning(content, at)
    while at < len(content):
        if opening and _TAIL.match(content, at):
            yield Span(at, len(content.rstrip()))
            return
        rank += 1
        decoded = _decode(content, at)
        if isinstance(decoded, _Failed):
            resumed = begins.search(content, max(decoded.place, at + 1)) if begins else None
            piece = content[at : resumed.start() if resumed else None].rstrip()
            if resumed:
                piece = piece.removesuffix(",").rstrip()
            end = at + len(piece)
            yield Reject(
                "cut_off" if decoded.at_end and not resumed else "malformed", piece, at, end
            )
        else:
            value, end = decoded
            yield Record(rank, value, at, end)
        at = yield from _furniture(content, end)


def _beginning(content: str, at: int) -> re.Pattern[str] | None:
    """Return the pattern of how objects of this file begin, after the first one from `at` on."""
    first = _OBJECT.search(content, at)
    if first is None:
        return None
    margin = content[content.rfind("\n", 0, first.start()) + 1 : first.start()]
    indent = "" if margin.strip() else f"(?m:^{re.escape(margin)})"
    return re.compile(rf'{indent}\{{\s*"{re.escape(first[1])}"\s*:')


def _furniture(content: str, at: int, base: int = 0) -> Generator[Span, None, int]:
    """Step over brackets, commas and white space; give them as a header, return where they end."""
    end = _FURNITURE.match(content, at).end()
    if marks := content[at:end].strip():
        start = base + content.index(marks[0], at)
        yield Span(start, start + len(marks))
    return end


def _decode(content: str, at: int) -> tuple[Fields, int] | _Failed:
    """Decode the object that begins at a place, and say where it ends.

    The decoder sees a window only, which grows where the object is longer: to say where something
    is wrong it counts the lines from the beginning of all that it sees.
    """
    if content[at] != "{":
        return _Failed(at, False)
    size = _WINDOW
    while True:
        window = content[at : at + size]
        try:
            value, end = _DECODER.raw_decode(window)
        except RecursionError:
            return _Failed(at + _too_deep(window), False)
        except json.JSONDecodeError as error:
            unterminated = error.msg.startswith("Unterminated string")
            near = unterminated or error.pos > len(window) - _NEAR
            if not near or at + size >= len(content):
                rest = window.rstrip()
                closed = rest.endswith(("]", "}")) and error.pos < len(rest) and not unterminated
                return _Failed(at + error.pos, near and not closed)
        else:
            return value, at + end
        size *= 4


def _too_deep(content: str) -> int:
    """Return a place in what is nested too deep, no further in than the decoder came."""
    depth = 0
    for found in _BRACKETS.finditer(content):
        if found["closing"]:
            depth -= 1
        elif found[0][0] != '"':
            depth += 1
            if depth >= _DEEP:
                return found.start()
    return 1
