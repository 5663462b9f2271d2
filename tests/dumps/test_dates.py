"""Dates: the first source that answers wins, and says which it was; nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.dumps import Reading, date_dump
from workbench.settings import DumpSettings

NOTHING = DumpSettings()


def says(date_text: str | None = None, **days) -> Reading:
    return Reading("any", None, [], [], [], date_text, **days)


D = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("path", "printed", "settings", "year", "captured_on", "source"),
    [
        ("a.txt", None, NOTHING, None, None, None),
        ("a.txt", "Mar 12", NOTHING, None, None, None),
        ("a.txt", "Mar 12", NOTHING, 2025, D, "printed day, year given"),
        ("a.txt", "March 12", NOTHING, 2025, D, "printed day, year given"),
        ("a.txt", "Mar 12", DumpSettings(year=2025), None, D, "printed day, year of settings"),
        ("a.txt", "Mar 12", DumpSettings(year=2024), 2025, D, "printed day, year given"),
        ("a.txt", "Mar 12", DumpSettings(own_year=2025), 2024, D, "printed day, year of settings"),
        ("a.txt", None, DumpSettings(year=2025), 2025, None, None),
        ("a.txt", "Mar 12, 2025", NOTHING, 2024, D, "printed date"),
        ("2025-03-12.txt", "Apr 1, 2024", NOTHING, 2024, D, "file name"),
        ("2024/saved-2025-03-12-page.txt", "Apr 1", NOTHING, 2024, D, "file name"),
        ("2025-03-12/page.txt", None, NOTHING, None, None, None),
        ("12025-03-12.txt", None, NOTHING, None, None, None),
        ("2025-02-30.txt", "Mar 12", NOTHING, 2025, D, "printed day, year given"),
        ("2024-01-01.txt", "Mar 1", DumpSettings(captured_on=D), 2024, D, "settings"),
        ("pile-2024-01-01.zip!x/2025-03-12.txt", None, NOTHING, None, D, "file name"),
        ("2025-03-12.json.gz", None, NOTHING, None, D, "file name"),
        ("1025-03-12.txt", None, NOTHING, None, None, None),
        ("a.txt", "Feb 30", NOTHING, 2025, None, None),
        ("a.txt", "Feb 29", NOTHING, 2025, None, None),
        ("a.txt", "Feb 29", NOTHING, 2024, date(2024, 2, 29), "printed day, year given"),
    ],
)
def test_the_first_source_that_answers(path, printed, settings, year, captured_on, source) -> None:
    dated = date_dump(path, says(printed), settings, year)
    assert (dated.captured_on, dated.source) == (captured_on, source)
    assert dated.listed_on == captured_on


@pytest.mark.parametrize(
    ("path", "stated", "settings", "offset", "listed_on", "source"),
    [
        ("a.xml", says(captured_on=D, date_rule="inside"), NOTHING, 0, D, "inside"),
        (
            "a.xml",
            says(captured_on=D, date_rule="inside"),
            NOTHING,
            -1,
            date(2025, 3, 11),
            "inside",
        ),
        ("2025-03-12T0002.xml", says(), NOTHING, -1, date(2025, 3, 11), "file name"),
        # what the dump says of its list counts only where it also gave the day of capture
        (
            "2025-03-12.xml",
            says(captured_on=date(2024, 1, 2), listed_on=date(2024, 1, 1), date_rule="inside"),
            NOTHING,
            0,
            D,
            "file name",
        ),
        (
            "a.xml",
            says(captured_on=date(2024, 1, 2), listed_on=D, date_rule="inside"),
            NOTHING,
            0,
            D,
            "inside",
        ),
        ("2025-03-13.xml", says(), DumpSettings(listed_on=D), -5, D, "file name"),
        ("a.xml", says(), DumpSettings(listed_on=D), 0, D, "settings"),
        ("a.xml", says(captured_on=date(1969, 12, 31), date_rule="inside"), NOTHING, 0, None, None),
    ],
)
def test_the_day_of_the_list(path, stated, settings, offset, listed_on, source) -> None:
    dated = date_dump(path, stated, settings, None, offset)
    assert (dated.listed_on, dated.source) == (listed_on, source)
