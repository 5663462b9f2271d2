"""RIS, and the tagged format of Web of Science: one field a line, behind a tag of two letters.

Reference managers, publishers and databases (EndNote, Zotero, Scopus, Ovid, Embase, ProQuest,
IEEE) write RIS and put the same thing behind different tags. Web of Science writes the older
format of ISI, without dashes and with tags of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ..text import tidy_title
from . import fields
from .listing import Listing, Reading, Reject, Span
from .ris_syntax import Record, recognize, records, syntax
from .source import Source

NAME = "ris"

# What exporters print around each record, and belongs to none: numbers, the origin, Ovid's links.
_FURNITURE = re.compile(
    r"""(?:^|(?<=\r))[^\S\r\n]*(?:
        \d+\.? | <\d+> | Record\ \#\d+\ of\ \d+ | (?:Provider|Content|Database):[^\r\n]*
      | NL\ \ -[^\r\n]* | Link\ to\ the\ Ovid\ [^\r\n]* | (?:FN|VR)\ [^\r\n]* | EF
      | ER[^\S\r\n]*-?
    )[^\S\r\n]*(?=[\r\n]|\Z)""",
    re.MULTILINE | re.VERBOSE,
)
_LINK = re.compile(r"https?://\S+?(?=;\s*https?://|[;,]?(?:\s|\Z))")
_EXPORTED = re.compile(r"Export Date: *([^\r\n]+)")


class Tags(NamedTuple):
    """Which tags hold what; the first that is filled counts."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    abstracts: tuple[str, ...]
    keywords: tuple[str, ...]
    # whether a line of keywords may be broken anywhere
    keywords_wrap: bool
    doi: str
    links: tuple[str, ...]
    # texts that name arXiv first, then the number
    arxiv: tuple[str, ...]


TAGS = {
    "ris": Tags(
        titles=("TI", "T1", "CT", "BT", "ST"),
        # editors and translators only where no author is named
        authors=("AU", "A1", "A2", "A3", "A4"),
        abstracts=("AB", "N2"),
        keywords=("KW",),
        keywords_wrap=False,
        doi="DO",
        links=("UR", "L2", "LK", "L1"),
        arxiv=("AN", "M1", "M3", "N1", "T2", "JO", "JF", "PB"),
    ),
    "isi": Tags(
        titles=("TI",),
        authors=("AF", "AU"),
        abstracts=("AB",),
        keywords=("DE", "ID"),
        keywords_wrap=True,
        doi="DI",
        links=("DL",),
        arxiv=("SO", "AR"),
    ),
}


def sniff(source: Source) -> bool:
    """Say whether the file opens like RIS, or like an export of Web of Science."""
    return recognize(source.opening)


def read(source: Source) -> Reading:
    """Read RIS or the format of ISI.

    Tagged lines that no `TY` opens are a record all the same if they hold a title or end with `ER`.

    Returns
    -------
    Reading
        Rules of rejects: `no_title`; `cut_off` (the last record does not end with `ER`, as others
        do); `outside_record` (text between records that is not what exporters print there); inside
        of listings `impossible_date` and `no_date`. The dump is of the day of export where its
        records state one, and the same.
    """
    text = source.text
    how = syntax(text)
    tags = TAGS[how.name]
    listings: list[Listing] = []
    rejects: list[Reject] = []
    headers: list[Span] = []
    exported: set[date] = set()
    last = len(text.rstrip())
    place = rank = 0
    any_ended = False
    for record in records(text, how):
        title = next(iter(record.filled(*tags.titles)), "")
        if not (title or record.ended or how.opens in record.texts):
            continue
        _outside(text, place, record.start, headers, rejects)
        where = Span(record.start, record.end)
        place = record.end
        rank += 1
        any_ended = any_ended or record.ended
        exported |= _exported(record, how.name)
        if not record.ended and record.end == last and (any_ended or rank == 1):
            rejects.append(Reject("cut_off", text[where.start : where.end], *where))
        elif not tidy_title(title):
            rejects.append(Reject("no_title", text[where.start : where.end], *where))
        else:
            day, faults = fields.published(_dates(record, how.name))
            listings.append(_listing(rank, title, where, record, tags, day))
            rejects += [Reject(rule, fault, *where, inside=True) for rule, fault in faults]
    _outside(text, place, len(text), headers, rejects)
    on = exported.pop() if len(exported) == 1 else None
    rule = "day of export in the records" if on else None
    return Reading(
        NAME, how.name, listings, rejects, headers, captured_on=on, listed_on=on, date_rule=rule
    )


def _outside(text: str, start: int, end: int, headers: list[Span], rejects: list[Reject]) -> None:
    """Sort what stands between two records into headers and rejects."""
    furniture = [Span(*found.span()) for found in _FURNITURE.finditer(text, start, end)]
    headers += furniture
    for before, after in pairwise([Span(start, start), *furniture, Span(end, end)]):
        rest = text[before.end : after.start]
        if told := rest.strip():
            at = before.end + len(rest) - len(rest.lstrip())
            rejects.append(Reject("outside_record", told, at, at + len(told)))


def _listing(
    rank: int, title: str, where: Span, record: Record, tags: Tags, day: fields.Day | None
) -> Listing:
    """Return a record as a listing."""
    given = [text for tag in tags.links for text in record.texts.get(tag, ())]
    links = [link for text in given for link in _LINK.findall(text)]
    dois = [*record.filled(tags.doi), *links]
    named = [text for tag in tags.arxiv for text in record.texts.get(tag, ())]
    named = [text for text in named if text[:5].lower() == "arxiv"]
    # JO - ArXiv, VL - abs/…
    volumes = [f"/{text}" for text in record.texts.get("VL", ())]
    arxiv = next(filter(None, map(fields.arxiv_id, (*dois, *named, *volumes))), None)
    names = _each(record.filled(*tags.authors))
    keywords = _each(record.filled(*tags.keywords), wrapped=tags.keywords_wrap)
    return Listing(
        rank,
        title,
        "\n\n".join(record.filled(*tags.abstracts)) or None,
        *where,
        authors=fields.texts(map(fields.person, names)),
        arxiv_id=arxiv.id if arxiv else None,
        version=arxiv.version if arxiv else None,
        doi=next(filter(None, map(fields.doi, dois)), None),
        url=links[0] if links else None,
        # a star marks the main subjects
        keywords=fields.texts(keyword.lstrip("* ") for keyword in keywords),
        published_on=day.on if day else None,
        published_precision=day.precision if day else None,
    )


def _each(texts: list[str], *, wrapped: bool = False) -> Iterator[str]:
    """Yield what is listed, one to a line or between semicolons."""
    for text in texts:
        for line in (text,) if wrapped else text.splitlines():
            yield from tidy_title(line).split(";")


def _dates(record: Record, name: str) -> list[str]:
    """Return the dates as printed, the year of publication first."""
    years = record.filled("PY")[:1]
    if name == "isi":
        return years + [f"{day} {year}" for day in record.filled("PD")[:1] for year in years]
    return years + record.filled("Y1")[:1] + record.filled("DA")[:1]


def _exported(record: Record, name: str) -> set[date]:
    """Return the day on which a database exported a record, if the record states it."""
    if name == "isi":
        printed = record.filled("DA")
    else:
        notes = map(_EXPORTED.match, record.texts.get("N1", ()))
        printed = [note[1] for note in notes if note]
    day, _ = fields.published(printed[:1])
    return {day.on} if day and day.precision == "day" else set()
