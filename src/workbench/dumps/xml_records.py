"""XML as a sequence of records: the items of a feed, each with its place.

Only elements count: whatever declares a document type or entities is refused. What is not
well-formed is mended where that is beyond doubt (`xml_mend`). Else it costs the record in which it
stands, and reading goes on with the next (`xml_walk`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ..errors import DumpError
from ..text import tidy_title
from . import fields
from .html_text import strip_tags
from .listing import Listing, Reject, Span
from .source import Source
from .xml_mend import mend
from .xml_pieces import Broken, Document, Field, Fields, Piece, Record
from .xml_walk import Walk

__all__ = [
    "Document", "Field", "Fields", "Piece", "Record", "Unpacked",
    "categories", "gather", "links", "moved", "read_records", "root_of", "texts",
]  # fmt: skip

_ROOT = re.compile(
    r"(?:\s++|(?><\?.*?\?>)|(?><!--.*?-->)|(?><!DOCTYPE[^<>\[]*+(?:\[.*?\]\s*+)?+>))*+"
    r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]",
    re.DOTALL,
)


def root_of(opening: str) -> str | None:
    """Return the name of the root element without its prefix, if a text opens like XML."""
    found = _ROOT.match(opening)
    return found[1] if found else None


def read_records(source: Source, record: str, paths: frozenset[str]) -> Document:
    """Read the records of an XML file.

    Parameters
    ----------
    source
        The file.
    record
        The name of the elements that are records, wherever they stand.
    paths
        Of the fields to keep, in records and head, one or two names long. Well-known prefixes stand
        for their namespaces, whatever the file calls these.

    Returns
    -------
    Document
        An element that is not well-formed, stands in another record, or is nested deeper than any
        real one is `malformed`, up to the end of its record or the beginning of the next. What the
        file ends in is `cut_off`.

    Raises
    ------
    DumpError
        The file declares a document type, or has no root element.
    """
    document = _walked(source, record, paths)
    if document.error:
        mended = mend(source.text)
        if mended.text != source.text:
            copy = Source(source.path, mended.text.encode("utf-8"), encoding="utf-8")
            document = moved(_walked(copy, record, paths), mended.origins)
    if not document.root:
        raise DumpError(
            source.path,
            f"is not well-formed XML ({document.error})",
            "save it again, or move it out of the folder",
        )
    return document


def _walked(source: Source, record: str, paths: frozenset[str]) -> Document:
    walk = Walk(source.path, source.text.encode("utf-8"), record, paths)
    return moved(walk.document(), source.places_at)


def moved(document: Document, places: Callable[[Iterable[int]], list[int]]) -> Document:
    """Return a document whose pieces have other places, found for all at once in rising order."""
    found = places(place for piece in document.pieces for place in piece[1:])
    bounds = zip(document.pieces, found[::2], found[1::2], strict=True)
    return replace(document, pieces=[each._replace(start=a, end=b) for each, a, b in bounds])


def texts(given: Fields, *paths: str) -> list[str]:
    """Return the texts of fields that are not blank, path by path."""
    found = (each.text.strip() for path in paths for each in given.get(path, ()))
    return [text for text in found if text]


def links(given: Fields) -> list[str]:
    """Return a record's links to its own page: text in RSS, an attribute in Atom."""
    found = (
        (attributes.get("href") or text).strip()
        for text, attributes in given.get("link", ())
        if attributes.get("rel", "alternate") == "alternate"
    )
    return [link for link in found if link]


def categories(given: Fields) -> list[str] | None:
    """Return a record's categories, the primary one first, each once."""
    named = (
        each.attributes.get("term") or each.text
        for path in ("arxiv:primary_category", "category")
        for each in given.get(path, ())
    )
    return fields.texts(dict.fromkeys(named))


Unpacked = tuple[dict[str, Any], list[str | None]]


def gather(
    text: str, pieces: Iterable[Piece], unpack: Callable[[Fields], Unpacked | str]
) -> tuple[list[Listing], list[Reject], list[Span]]:
    """Make listings, rejects and headers of pieces.

    Parameters
    ----------
    text
        The file in which the pieces have their places.
    pieces
        In the order of the file.
    unpack
        From a record's fields to those of a :class:`Listing` (`title` may hold tags) and the dates
        of publication that it prints, or to the rule that the record breaks.

    Returns
    -------
    listings, rejects, headers
        A listing's rank counts the pieces before it. Rules of rejects, besides those of pieces and
        of `unpack`: `no_title`; `title_in_pieces` (its words are so taken apart by markup that the
        ledger would not find them again); inside listings those of
        :func:`workbench.dumps.fields.published`. What lies between pieces is header.
    """
    listings: list[Listing] = []
    rejects: list[Reject] = []
    headers: list[Span] = []
    done = 0
    for rank, piece in enumerate(pieces, start=1):
        start, end = piece[1:]
        headers += _header(text, done, start)
        done = end
        made = piece.rule if isinstance(piece, Broken) else unpack(piece.fields)
        if not isinstance(made, str):
            given, printed = made
            title = _title(given.pop("title") or "", text[start:end])
            if title:
                day, faults = fields.published(printed)
                rejects += (Reject(*fault, start, end, inside=True) for fault in faults)
                if day:
                    given |= {"published_on": day.on, "published_precision": day.precision}
                listings.append(Listing(rank, title, given.pop("abstract"), start, end, **given))
                continue
            made = "no_title" if title is None else "title_in_pieces"
        rejects.append(Reject(made, text[start:end].strip(), start, end))
    headers += _header(text, done, len(text))
    return listings, rejects, headers


def _title(printed: str, record: str) -> str | None:
    """Return a title without tags; None for a blank one.

    It has no text where its record does not bear it out.
    """
    title = strip_tags(printed).strip()
    if not tidy_title(title):
        return None
    return title if fields.stands(title, record) else ""


def _header(text: str, start: int, end: int) -> list[Span]:
    """Return what stands between two places as a header, if it is not blank."""
    inner = text[start:end].strip()
    at = text.index(inner, start)
    return [Span(at, at + len(inner))] if inner else []
