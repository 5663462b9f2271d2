"""Formats in JSON: what they have in common, from a record's fields to listings and rejects."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..errors import DumpError
from ..text import tidy_title
from . import fields
from .json_walk import Fields, Record, lines, walk
from .listing import Listing, Reading, Reject, Span
from .source import Part, Source

_MOST = 10**15


def text(value: object) -> str | None:
    """Return a value that is a text and not blank."""
    return value if isinstance(value, str) and value.strip() else None


def count(value: object) -> int | None:
    """Return a value that is a count."""
    return value if type(value) is int and 0 <= value <= _MOST else None


def names(values: object) -> list[str] | None:
    """Return the names in a list of texts or of objects with a `name`, their accents decoded."""
    if not isinstance(values, list):
        return None
    given = (value.get("name") if isinstance(value, dict) else value for value in values)
    return fields.texts(
        tidy_title(name) if isinstance(name, str) and ("\\" in name or "&" in name) else name
        for name in given
    )


def read_records(
    source: Source,
    name: str,
    unpack: Callable[[Fields], tuple[Fields, str | None]],
    wrapped: re.Pattern[str] | None = None,
) -> Reading:
    """Read a file of JSON records.

    Parameters
    ----------
    source
        The file, or some lines of it.
    name
        Of the format.
    unpack
        From a record's fields to those of a :class:`Listing` (`title`, `abstract`, …), and the
        day of publication as the record writes it.
    wrapped
        How an object begins that holds the array, see :func:`workbench.dumps.json_walk.wrapper`.

    Returns
    -------
    Reading
        `layout` is `array`, `lines` (JSON Lines) or `objects` (one after the other, pretty
        printed). A listing's rank is the number of its record. Rules of rejects: `malformed` (no
        JSON, or no object), `no_title` (a record whose title is missing or blank), `cut_off` (the
        file ends inside its last record); inside listings `impossible_date` and `no_date` (a day
        of publication that no calendar has, or that is none). `truncated` where the file ends
        before its last record or its array does.

    Raises
    ------
    DumpError
        The file holds records, and none of them could be read.
    """
    content = source.text
    if isinstance(source, Part):
        layout, pieces = (
            "lines",
            lines(content, source.line_end, source.records_before, source.goes_on),
        )
    else:
        layout, pieces = walk(content, wrapped)
    listings: list[Listing] = []
    rejects: list[Reject] = []
    headers: list[Span] = []
    piece: Span | Reject | Record | None = None
    for piece in pieces:
        if isinstance(piece, Record):
            _read_one(piece, content, unpack, listings, rejects)
        elif isinstance(piece, Reject):
            rejects.append(piece)
        else:
            headers.append(piece)
    if rejects and not listings and not (isinstance(source, Part) and source.lines_before):
        line = source.lines_at([rejects[0].start])[0]
        raise DumpError(
            source.path,
            f"looks like {name}, but none of its records could be read"
            f" (the first, line {line}: {rejects[0].rule})",
            "save it again, or move it out of the folder",
        )
    if isinstance(piece, Reject):
        ends_early = piece.rule == "cut_off"
    else:
        ends_early = layout == "array" and not (isinstance(piece, Span) and _closes(content, piece))
    return Reading(name, layout, listings, rejects, headers, truncated=ends_early or None)


def _read_one(
    record: Record,
    content: str,
    unpack: Callable[[Fields], tuple[Fields, str | None]],
    listings: list[Listing],
    rejects: list[Reject],
) -> None:
    rank, given, start, end = record
    unpacked, published = unpack(given)
    title = text(unpacked.pop("title", None))
    if title is None or not tidy_title(title):
        rejects.append(Reject("no_title", content[start:end], start, end))
        return
    abstract = text(unpacked.pop("abstract", None))
    listing = Listing(rank, title, abstract, start, end, **unpacked)
    day, faults = fields.published([published])
    rejects += [Reject(rule, printed, start, end, inside=True) for rule, printed in faults]
    if day:
        listing = listing._replace(published_on=day.on, published_precision=day.precision)
    listings.append(listing)


def _closes(content: str, header: Span) -> bool:
    return content[header.start : header.end].rstrip().endswith(("]", "}"))
