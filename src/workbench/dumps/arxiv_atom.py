"""Answers of the arXiv API: Atom with arXiv's own elements, as sent or as recorded in JSON."""

from __future__ import annotations

import json
import re

from ..errors import DumpError
from ..text import tidy, tidy_title
from . import fields
from .listing import Reading
from .rewrite import rewrite
from .source import Source
from .xml_records import (
    Document,
    Fields,
    Unpacked,
    categories,
    gather,
    links,
    moved,
    read_records,
    root_of,
    texts,
)

NAME = "arxiv"

_PATHS = frozenset(
    ("id", "title", "summary", "published", "updated", "author/name", "link", "category")
).union(
    ("arxiv:doi", "arxiv:primary_category"),
    ("opensearch:totalResults", "opensearch:startIndex"),
)
_SERVER = "arxiv.org/api/"
_ERROR = "arxiv.org/api/errors"
_SEARCHED = re.compile(r"arxiv query: search_query=", re.IGNORECASE)

# the members of a recorded answer, one after the other; the last text may be cut off
_KEY = re.compile(r"[\s,{]*+\"(\w+)\"\s*:\s*")
_STRING = re.compile(r"\"((?:[^\"\\]++|\\.)*+)\"?", re.DOTALL)
_CLOSED = re.compile(r"[\s}\\]*\Z")
_DECODER = json.JSONDecoder()
_ESCAPE = re.compile(
    r"\A(?:\ufeff|\\ufeff)"
    r"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]"
)
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_COUNT = re.compile(r"[0-9]{1,15}")
_HINT = "ask arXiv again, or move the file out of the folder"


def sniff(source: Source) -> bool:
    """Say whether the file opens like an answer of the arXiv API, or like a recorded one."""
    opening = source.opening
    if opening.startswith("{"):
        return _SERVER in opening and '"status_code"' in opening
    return root_of(opening) == "feed" and _SERVER in opening


def read(source: Source) -> Reading:
    """Read an answer of the arXiv API.

    Returns
    -------
    Reading
        `layout` is `atom`, or `recorded` for an answer inside a JSON object (`url`, `status_code`,
        `body`). A listing's rank is the number of its entry. Rules of rejects: `error_answer` (what
        arXiv says in place of papers), `malformed` (an entry that is not well-formed XML),
        `no_title`, `title_in_pieces` (its words are taken apart by markup), `cut_off` (the file
        ends inside an entry); `impossible_date` and `no_date` (a day of publication that no
        calendar has, or that is none; the entry is a listing without it). `series` is the query,
        unless papers were asked for by their ids. `truncated` says whether there are more results
        than these.

    Raises
    ------
    DumpError
        The file declares a document type, is not XML from its first element on, or records an
        answer that was refused.
    """
    layout = "recorded" if source.opening.startswith("{") else "atom"
    document = _recorded(source) if layout == "recorded" else _answer(source)
    listings, rejects, headers = gather(source.text, document.pieces, _unpack)
    updated = next(iter(texts(document.head, "updated")), None)
    stated, _ = fields.published([updated])
    day = stated.on if stated and stated.precision == "day" else None
    return Reading(
        NAME,
        layout,
        listings,
        rejects,
        headers,
        updated,
        captured_on=day,
        listed_on=day,
        date_rule="answer's updated" if day else None,
        series=_series(document.head),
        truncated=_truncated(document),
    )


def _answer(source: Source) -> Document:
    return read_records(source, "entry", _PATHS)


def _recorded(source: Source) -> Document:
    """Read the answer in a JSON object; its pieces get their places in the object's text."""
    text, at = source.text, 0
    body: re.Match[str] | None = None
    status: object = 200
    while found := _KEY.match(text, at):
        at = found.end()
        if string := _STRING.match(text, at):
            value, at = string[1], string.end()
            body = string if found[1] == "body" else body
        else:
            try:
                value, at = _DECODER.raw_decode(text, at)
            except (ValueError, RecursionError):
                break
        status = value if found[1] == "status_code" else status
    if str(status) != "200":
        raise DumpError(source.path, f"records an answer of status {tidy(str(status))[:40]}", _HINT)
    if not _CLOSED.match(text, at):
        line = source.lines_at([at])[0]
        raise DumpError(source.path, f"is no recorded answer (line {line} is no JSON)", _HINT)
    answer = rewrite(body[1] if body else "", _ESCAPE, _unescaped)
    if root_of(answer.text[:4000].lstrip()) != "feed":
        raise DumpError(source.path, "records an answer that is no Atom feed", _HINT)
    inner = Source(source.path, answer.text.encode("utf-8"), encoding="utf-8")
    base = body.start(1)
    return moved(_answer(inner), lambda places: [base + at for at in answer.origins(places)])


def _unescaped(found: re.Match[str]) -> str:
    if found.start() == 0 and found[0].endswith(("\ufeff", "\\ufeff")):
        return ""
    return _NO_CHARACTER.sub("\ufffd", json.loads(f'"{found[0]}"'))


def _series(head: Fields) -> str | None:
    title = tidy(next(iter(texts(head, "title")), ""))
    found = _SEARCHED.match(title)
    query, _, rest = title[found.end() if found else len(title) :].partition("&id_list=")
    query, by_ids = (part.partition("&start=")[0] for part in (query, rest))
    return f"arXiv: {query}" if query and not by_ids else None


def _truncated(document: Document) -> bool | None:
    if document.cut:
        return True
    total, first = (
        next((int(text) for text in texts(document.head, path) if _COUNT.fullmatch(text)), None)
        for path in ("opensearch:totalResults", "opensearch:startIndex")
    )
    return None if total is None else total > (first or 0) + len(document.pieces)


def _unpack(entry: Fields) -> Unpacked | str:
    """Return an entry's fields as those of a listing, and its date."""
    ids = texts(entry, "id")
    if any(_ERROR in each for each in ids):
        return "error_answer"
    pages = [*links(entry), *ids]
    arxiv = next(filter(None, map(fields.arxiv_id, pages)), None)
    abstract = next(iter(texts(entry, "summary")), None)
    given = {
        "title": next(iter(texts(entry, "title")), ""),
        "abstract": abstract,
        "authors": fields.texts(map(tidy_title, texts(entry, "author/name"))),
        "arxiv_id": arxiv.id if arxiv else None,
        "version": arxiv.version if arxiv else None,
        "doi": next(filter(None, map(fields.doi, texts(entry, "arxiv:doi"))), None),
        "url": next(iter(pages), None),
        "categories": categories(entry),
    }
    return given, texts(entry, "published")
