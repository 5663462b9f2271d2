"""A papers page saved with its links, taken apart: texts, and where each of them leads.

Two extractors' ways of writing links are known. *markdown*: `[text](address)`, the text over as
many lines as it has. *urls*: plain text, each address on a line of its own below its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

SITE = "https://huggingface.co/"

# since 2015 the number has five digits: an address that was cut off is not taken for a shorter one
_ID = r"(?:0[7-9]|1[0-4])\d\d\.\d{4}|\d{4}\.\d{5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
_PAGE = re.compile(rf"{SITE}(?P<vote>login\?next=/)?papers/(?P<id>{_ID})(?:v\d+)?(?:[#?].*)?")
_LINKED = re.compile(rf"(?m)(?:^[^\S\n]*|\]\(){SITE}papers/(?:{_ID})(?!\d)")
_ADDRESS = re.compile(r"https?://\S+")
_ADDRESSES = re.compile(rf"(?m)^[^\S\n]*{SITE}papers/(?:{_ID})\s*$")
_TARGETS = re.compile(rf"\]\({SITE}papers/(?:{_ID})\)")
_CLOSED = re.compile(r"(?P<text>.*)\]\((?P<url>https?://[^\s()\[\]]+)\)", re.DOTALL)
_OPENED = re.compile(r"(?:#{1,6}\s+|[-*]\s+)?\[")

_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^\s()]*\)")
# a line break in a link's text, as it is or moved to one line; an escaped sign
_BROKEN = re.compile(r"\\{1,2}(?:[^\S\n]*(?P<line>\n)|[^\S\n]{2,})")
_ESCAPED = re.compile(r"\\([\\\[\]_*])")


class Page(NamedTuple):
    """A paper's page that a link leads to, or (`vote`) the login to vote for the paper."""

    id: str
    vote: bool


class Piece(NamedTuple):
    """A text of the page, where it leads (`url`, and `page` if that is a paper's), its place."""

    text: str
    start: int
    end: int
    url: str | None = None
    page: Page | None = None
    heading: bool = False


def linked(content: str) -> bool:
    """Say whether a page has links to papers, in the one way or the other."""
    return _LINKED.search(_with_line_feeds(content)) is not None


def take_apart(content: str) -> tuple[Literal["markdown", "urls"], list[Piece]]:
    """Return the layout of a page and its pieces, in order; together they are all of its text."""
    content = _with_line_feeds(content)
    alone = len(_ADDRESSES.findall(content))
    if alone and alone >= len(_TARGETS.findall(content)):
        return "urls", list(_urls(content))
    return "markdown", list(_markdown(content))


def _with_line_feeds(content: str) -> str:
    """End lines with LF where they end with CR alone; every place stays the same."""
    return content if "\n" in content else content.replace("\r", "\n")


def _lines(content: str) -> Iterator[tuple[str, int]]:
    """Give each line without outer white space, and where it starts."""
    base = 0
    for line in content.split("\n"):
        stripped = line.strip()
        yield stripped, base + (line.index(stripped[0]) if stripped else 0)
        base += len(line) + 1


def _urls(content: str) -> Iterator[Piece]:
    waiting: Piece | None = None
    for line, start in _lines(content):
        if not line:
            continue
        end = start + len(line)
        if _ADDRESS.fullmatch(line):
            yield _leading(waiting or Piece("", start, end), line, end)
            waiting = None
        elif closed := _CLOSED.fullmatch(line):
            # the link's opening bracket may have got a line of its own
            alone = waiting is not None and waiting.text == "["
            if waiting and not alone:
                yield waiting
            opened = waiting.start if waiting and alone else start
            yield _leading(Piece(closed["text"].removeprefix("["), opened, end), closed["url"], end)
            waiting = None
        else:
            if waiting:
                yield waiting
            waiting = Piece(line, start, end)
    if waiting:
        yield waiting


def _markdown(content: str) -> Iterator[Piece]:
    opened: int | None = None
    end = 0
    for line, start in _lines(content):
        first = opened is None
        if first and line:
            if not _OPENED.match(line):
                yield _of_markdown(content, start, start + len(line))
                continue
            opened = start
        if opened is None:
            continue
        if line:
            end = start + len(line)
        if not line or _closes(line, first):
            yield _of_markdown(content, opened, end)
            opened = None
    if opened is not None:
        yield _of_markdown(content, opened, end)


def _closes(line: str, first: bool) -> bool:
    """Say whether a line closes the link that is open: to a paper, or not by a link inside."""
    closed = _CLOSED.fullmatch(line)
    if not closed:
        return False
    inside = closed["text"].count("[") - closed["text"].count("]")
    return _page(closed["url"]) is not None or inside == int(first)


def _of_markdown(content: str, start: int, end: int) -> Piece:
    raw = content[start:end]
    if _ADDRESS.fullmatch(raw):
        return _leading(Piece("", start, end), raw, end)
    heading = raw.startswith("#")
    closed = _CLOSED.fullmatch(raw)
    if closed is None:
        return Piece(_plain(raw), start, end)
    text = _plain(
        _OPENED.sub("", closed["text"], count=1) if _OPENED.match(raw) else closed["text"]
    )
    return _leading(Piece(text, start, end, heading=heading), closed["url"], end)


def _leading(piece: Piece, url: str, end: int) -> Piece:
    return piece._replace(end=end, url=url, page=_page(url))


def _page(url: str) -> Page | None:
    found = _PAGE.fullmatch(unquote(url))
    return Page(found["id"], found["vote"] is not None) if found else None


def _plain(text: str) -> str:
    """Undo what Markdown needs inside the text of a link."""
    text = _BROKEN.sub(lambda broken: broken["line"] or " ", _IMAGE.sub("", text))
    return _ESCAPED.sub(r"\1", text).strip()
