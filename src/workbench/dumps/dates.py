"""The days of a dump: the first source that answers, and which one that was.

Nothing is guessed. In order: the settings' entry for the file, an ISO date in the file name, a
full date that the dump states, the month and day printed in it with a year that the user gave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from ..settings import DumpSettings

_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_FULL = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})")
_MONTH_DAY = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{1,2})")

# nothing was saved from the web before it was there; later years are slips of the keyboard
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Dated:
    """A dump's days and the rule that gave them; None where no source answered."""

    captured_on: date | None
    listed_on: date | None
    source: str | None


class StatesDays(Protocol):
    """What a dump itself says of its days; see :class:`workbench.dumps.Reading`."""

    date_text: str | None
    captured_on: date | None
    listed_on: date | None
    date_rule: str | None


def date_dump(
    path: str,
    stated: StatesDays,
    settings: DumpSettings,
    year: int | None = None,
    day_offset: int = 0,
) -> Dated:
    """Date a dump.

    Parameters
    ----------
    path
        The dump's path.
    stated
        What the dump itself says.
    settings
        The collection's settings for this dump.
    year
        The year given on the command line; it outranks the year of the whole collection in the
        settings, but no entry for the one file.
    day_offset
        Of the dump's series: days from the capture to the day that the list is for.

    Returns
    -------
    Dated
        A day that the calendar does not have (Feb 30), or a year before the web, counts as no
        answer.
    """
    captured_on, source = _captured_on(path, stated, settings, year)
    listed_on = settings.listed_on
    if listed_on is None and source == stated.date_rule:
        listed_on = stated.listed_on
    if listed_on is None and captured_on is not None:
        listed_on = captured_on + timedelta(days=day_offset)
    return Dated(captured_on, listed_on, source or ("settings" if listed_on else None))


def _captured_on(
    path: str, stated: StatesDays, settings: DumpSettings, year: int | None
) -> tuple[date | None, str | None]:
    text = stated.date_text or ""
    full, month_day = _FULL.fullmatch(text), _MONTH_DAY.fullmatch(text)
    answers: list[tuple[date | None, str | None]] = [
        (settings.captured_on, "settings"),
        (date_in_name(path), "file name"),
        (stated.captured_on, stated.date_rule),
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
        if captured_on is not None and _FIRST_YEAR <= captured_on.year <= _LAST_YEAR:
            return captured_on, source
    return None, None


def date_in_name(path: str) -> date | None:
    """Return the ISO date in a dump's file name (of a member, in the member's name)."""
    found = _ISO.search(path.rpartition("!")[2].rpartition("/")[2])
    if not found:
        return None
    try:
        return date.fromisoformat(found.group(1))
    except ValueError:
        return None


def _day(month: str, day: str, year: int | str) -> date | None:
    """Return a day, or None where the calendar has no such day."""
    try:
        return datetime.strptime(f"{month} {day} {year}", "%b %d %Y").date()
    except ValueError:
        return None
