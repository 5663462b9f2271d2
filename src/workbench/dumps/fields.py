"""What the formats' fields have in common: identifiers, days, names, as sources print them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate_tz
from typing import Literal, NamedTuple, get_args

Precision = Literal["day", "month", "year"]

_PRECISIONS = get_args(Precision)

# The first journals are of 1665; a year beyond 2100 is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1600, 2100

_ARXIV = re.compile(
    r"(?:^|arxiv[.:/]\s*(?:abs/|pdf/)?|/(?:abs|pdf|papers|html)/)"
    r"((?:\d{4}\.\d{4,5})|(?:[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7}))(?:v(\d{1,3}))?(?!\d)",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:^|doi\.org/|doi:\s*|\s)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(_MONTHS)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SLASHES = re.compile(r"(\d{4})/(\d{1,2})?(?:/(\d{1,2})?(?:/.*)?)?")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\(?(\d{4})\)?")
_MONTH_DAY_YEAR = re.compile(rf"({_NAMES})[a-z]*\.? (\d{{1,2}}),? (\d{{4}})", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}})[ -]({_NAMES})[a-z]*\.?,?[ -](\d{{4}})", re.IGNORECASE)
_MONTH_YEAR = re.compile(
    rf"(?:\d{{1,2}}-\d{{1,2}} )?({_NAMES})[a-z]*\.?,? (\d{{4}})", re.IGNORECASE
)
_YEAR_MONTH_NAME = re.compile(rf"(\d{{4}}) ({_NAMES})[a-z]*\.?(?: (\d{{1,2}}))?", re.IGNORECASE)

# not just any: `2025-03-18_cs.CV.json` is a list of cs.CV
_ENDINGS = re.compile(
    r"(?:\.(?:jsonl?|ndjson|xml|rss|rdf|atom|html?|txt|md|csv|tsv|bib|ris|gz|xz|zst|bz2))+$",
    re.IGNORECASE,
)
_TOLD_DAY = re.compile(
    r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)(?:[T_ -]?\d{2}[:h-]?\d{2}(?:[:-]?\d{2})?(?!\d))?"
    r"(?:Z|[+-]\d{2}:?\d{2})?"
)
_LONG_WORD = re.compile(r"[A-Za-z0-9]{3,}")
# No title is longer; to look for each word of a book in the whole book would take its time squared.
_PROVED = 5000
_ESCAPED = re.compile(r"\\(?:u00(?P<code>[0-7][0-9a-fA-F])|.)", re.DOTALL)


class ArxivId(NamedTuple):
    """An arXiv identifier without its version, and the version where one was given."""

    id: str
    version: int | None


class Day(NamedTuple):
    """A day as a source gives it; a month stands as its first day, a year as January 1."""

    on: date
    precision: Precision


class ImpossibleDateError(ValueError):
    """A text that is written as a date and that no calendar has (Feb 30, the year 9999)."""


def arxiv_id(text: str | None) -> ArxivId | None:
    """Find an arXiv id in an id, a link or a reference (`2403.01774v2`, `…/abs/cs/0112017`).

    A bare number counts only where it is the whole text's beginning.
    """
    found = _ARXIV.search(text.strip()) if text else None
    if not found:
        return None
    return ArxivId(found[1], int(found[2]) if found[2] else None)


def doi(text: str | None) -> str | None:
    """Find a DOI in a text or link; in lower case, without what punctuation follows it."""
    found = _DOI.search(text.strip()) if text else None
    return found[1].rstrip(".,;)]}").lower() if found else None


def day(text: str | None) -> Day | None:
    """Read a date as sources write it.

    ISO days and times, `2024/03/12`, RFC 822 (feeds), `Mar 3, 2024`, `3 March 2024`, `March 2024`,
    `2024-03`, `2024`; of several days (`18-21 March 2024`) the month. Numbers whose order depends
    on the country (`03/04/2024`) are no answer. A zero stands for what is not known (`2024-03-00`).

    Returns
    -------
    Day or None
        None where the text is no date at all.

    Raises
    ------
    ImpossibleDateError
        The text is written as a date, but there is no such day, or its year is out of reason.
    """
    given = " ".join(text.split()) if text else ""
    if not given:
        return None
    parts = _parts(_WEEKDAY.sub("", given))
    if parts is None:
        return None
    year, month, number = parts
    if number and not month:
        raise ImpossibleDateError(given)
    try:
        on = date(year, month or 1, number or 1)
    except (ValueError, OverflowError):
        raise ImpossibleDateError(given) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImpossibleDateError(given)
    return Day(on, "day" if number else "month" if month else "year")


def published(printed: Iterable[str | None]) -> tuple[Day | None, list[tuple[str, str]]]:
    """Read the dates that a record gives of one publication, the one that says the year first.

    Returns
    -------
    day : Day or None
        The most precise of the dates that are of the first one's year.
    faults : list of (rule, text)
        `impossible_date`: a text that is written as a date and that no calendar has; `no_date`: the
        first text, where none of them is a date.
    """
    given = [text for text in printed if text and not text.isspace()]
    days: list[Day] = []
    faults: list[tuple[str, str]] = []
    for text in given:
        try:
            read = day(text)
        except ImpossibleDateError:
            faults.append(("impossible_date", text))
        else:
            days += [read] if read else []
    if days:
        same_year = (each for each in days if each.on.year == days[0].on.year)
        return min(same_year, key=lambda each: _PRECISIONS.index(each.precision)), faults
    if given and not faults:
        faults = [("no_date", given[0])]
    return None, faults


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day as numbers, in the first spelling that fits."""
    if found := _ISO.fullmatch(text) or _SLASHES.fullmatch(text) or _YEAR_MONTH.fullmatch(text):
        year, month, number = (*found.groups(), None)[:3]
        return int(year), int(month) if month else None, int(number) if number else None
    if found := _YEAR.fullmatch(text):
        return int(found[1]), None, None
    if found := _MONTH_DAY_YEAR.fullmatch(text):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_YEAR.fullmatch(text):
        return int(found[2]), _month(found[1]), None
    if found := _YEAR_MONTH_NAME.fullmatch(text):
        return int(found[1]), _month(found[2]), int(found[3]) if found[3] else None
    stamp = parsedate_tz(text)
    return stamp[:3] if stamp else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def person(name: str) -> str:
    """Turn `Last, First` and `Last, First, Suffix` around; any other name stays as printed."""
    last, *rest = (part.strip() for part in name.split(","))
    if not rest or len(rest) > 2:
        return name
    return " ".join(part for part in (rest[0], last, *rest[1:]) if part)


def texts(values: Iterable[object]) -> list[str] | None:
    """Return the texts among the values, white space collapsed, blanks left out; None if none."""
    kept = [" ".join(value.split()) for value in values if isinstance(value, str)]
    return [value for value in kept if value] or None


def name_without_date(path: str) -> str | None:
    """Return what a file's name says besides its day and time, if it tells a day.

    `2025-04-25T1023_feed_weekly.xml.gz` is `feed_weekly`, `2025-04-25.xml` the empty text; a name
    without a day is None.
    """
    name = _ENDINGS.sub("", re.split(r"[/!]", path)[-1])
    told = _TOLD_DAY.search(name)
    if told is None:
        return None
    parts = (name[: told.start()], name[told.end() :])
    return " ".join(part for part in (each.strip(" ._-") for each in parts) if part)


def stands(title: str, record: str) -> bool:
    """Say whether a record bears out a title: it stands there, or all of its words do.

    This is what the ledger will ask; a reader asks first where markup may part a word.
    """
    return title in record or not strays(title, record)


def strays(title: str, record: str) -> list[str]:
    """Return the words of a title that do not stand in its record, in whatever markup.

    Words of three letters and more of ASCII, as printed, or after the codes of letters in JSON,
    braces and white space, entities (feeds escape twice) and tags are undone, step by step. Of a
    text longer than any title the beginning is proof enough.
    """
    words = dict.fromkeys(_LONG_WORD.findall(title[:_PROVED]))
    missing = [word for word in words if word not in record]
    for undo in (_without_codes, _without_gaps, html.unescape, html.unescape, _without_tags):
        if missing:
            record = undo(record)
            missing = [word for word in missing if word not in record]
    return missing


def _without_codes(record: str) -> str:
    return _ESCAPED.sub(
        lambda found: chr(int(found["code"], 16)) if found["code"] else found[0], record
    )


def _without_gaps(record: str) -> str:
    return re.sub(r"[{}]|\s+", "", record)


def _without_tags(record: str) -> str:
    return re.sub(r"<!\[CDATA\[|\]\]>|<[^<>]*>", "", record)
