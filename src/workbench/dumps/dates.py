"""The day a dump was captured: the first source that answers, and which one that was.

Nothing is guessed. In order: the settings' entry for the file, an ISO date in the file name, a
full date printed inside, the month and day printed inside with a year that the user gave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from ..settings import DumpSettings

_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_FULL = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})")
_MONTH_DAY = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{1,2})")


@dataclass(frozen=True)
class Dated:
    """A dump's days and the rule that gave them; None where no source answered."""

    captured_on: date | None
    listed_on: date | None
    source: str | None


def _day(month: str, day: str, year: int | str) -> date | None:
    """Return a day, or None where the calendar has no such day."""
    try:
        return datetime.strptime(f"{month} {day} {year}", "%b %d %Y").date()
    except ValueError:
        return None


def _in_name(path: str) -> date | None:
    found = _ISO.search(PurePosixPath(path).name)
    if not found:
        return None
    try:
        return date.fromisoformat(found.group(1))
    except ValueError:
        return None


def date_dump(
    path: str, date_text: str | None, settings: DumpSettings, year: int | None = None
) -> Dated:
    """Date a dump.

    Parameters
    ----------
    path
        The dump's path.
    date_text
        The date as printed in it, if it prints one.
    settings
        The collection's settings for this dump.
    year
        The year given on the command line; it outranks the year of the whole collection in the
        settings, but no entry for the one file.

    Returns
    -------
    Dated
        `listed_on` equals `captured_on`, since saved pages show the list of their day.
        A day that the calendar does not have (Feb 30) counts as no answer.
    """
    text = date_text or ""
    full, month_day = _FULL.fullmatch(text), _MONTH_DAY.fullmatch(text)
    answers: list[tuple[date | None, str]] = [
        (settings.captured_on, "settings"),
        (_in_name(path), "file name"),
        (_day(*full.groups()) if full else None, "printed date"),
    ]
    if month_day:
        given, source = (
            (settings.own_year, "printed day, year of settings")
            if settings.own_year
            else (year, "printed day, year given")
            if year
            else (settings.year, "printed day, year of settings")
        )
        answers.append((_day(*month_day.groups(), given) if given else None, source))
    for captured_on, source in answers:
        if captured_on is not None:
            return Dated(captured_on, captured_on, source)
    return Dated(None, None, None)
