"""What the cells of a table say: names, subjects, days, numbers, as each source prints them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ..text import tidy_title
from . import fields
from .fields import Day, person, texts

AuthorStyle = Literal["plain", "surname first", "glued"]

# what stands for nothing: `[No abstract available]` of Scopus, the blanks of programs
_NOTHING = re.compile(
    r"\[no [a-z ]{3,30} available\]|no abstract(?: available)?\.?|\[?abstract not available\.?\]?"
    r"|n/?a|nan|none|null|[-–—]*",
    re.IGNORECASE,
)
_LONGEST_NOTHING = 50
_NO_TITLE = re.compile(r"\[no title available\]", re.IGNORECASE)

# an element of a list as Python and JSON print it, and what follows it
_ELEMENT = re.compile(r"\s*+(?:'((?:[^'\\]|\\.)*+)'|\"((?:[^\"\\]|\\.)*+)\")\s*+,?")
_IDS = re.compile(r" \(\d+\)(?= ?(?:;|$))")
_COMMA_OR_AND = re.compile(r",\s*(?:and|&)\s+|,\s*|\s+(?:and|&)\s+")
_MOST_INITIALS = 4
_SUBJECT = re.compile(
    r"[a-z]+(?:-[a-z]+)?\.[A-Za-z-]{2,8}|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph"
    r"|nucl-(?:ex|th)|quant-ph"
)
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3}){0,3}|\d{1,12})(?:\.0+)?")
_LINK = re.compile(r"https?://[^\s\"'<>]+")
_HAS_YEAR = re.compile(r"\d{4}")
_WHOLE = re.compile(r"(\d+)\.0+")


def said(cell: str | None) -> str | None:
    """Return what a cell says, or None if it is blank or says that there is nothing."""
    if cell is None:
        return None
    cell = cell.strip()
    if len(cell) <= _LONGEST_NOTHING and _NOTHING.fullmatch(cell):
        return None
    return cell


def is_title(cell: str) -> bool:
    """Say whether a cell holds a title; `NaN` and `1984` are titles."""
    return bool(tidy_title(cell)) and not _NO_TITLE.fullmatch(cell.strip())


def authors(cell: str | None, style: AuthorStyle = "plain") -> list[str] | None:
    """Part a cell into names, "First Last" where it lets one tell.

    Parameters
    ----------
    cell
        Names between semicolons, as a list of Python's, or between commas.
    style
        Of the source: `surname first` (`Ruiz-Oliva J.B., de Wit K`: Scopus until 2023, PubMed),
        `glued` (`Ada B. LindCarl Moe`: Springer), `plain` (all others).

    Returns
    -------
    list of str or None
        Commas part names only if that leaves two words or more in each (`Ada Lind, Carl Moe`);
        two parts of which one has a single word are one name (`Lind, Ada`). Glued names are parted
        where a small letter meets a capital, under the same condition: `Zoe LeFay` or `JinSoo
        Park` would leave a single word. Cells that cannot be parted soundly stay one text (of
        1,012 of Springer's 29; in three others names stay glued at a capital or an initial).
    """
    cell = said(cell)
    if cell is None:
        return None
    listed = _listed(cell)
    line = _IDS.sub("", tidy_title(cell))
    if listed is not None:
        names = [person(tidy_title(name)) for name in listed]
    elif ";" in line:
        names = [person(name) if "," in name else name for name in line.split(";")]
    elif style == "glued":
        names = _unglued(line)
    else:
        names = _between_commas(line, style == "surname first")
    return texts(names)


def keywords(cell: str | None) -> list[str] | None:
    """Part a cell at semicolons, or at bars or commas if it has none; or a list of Python's."""
    return _parts(said(cell), ";|,")


def categories(cell: str | None) -> list[str] | None:
    """Part a cell at semicolons or bars; at blanks and commas only if all parts are arXiv's.

    Names of subjects hold commas (`Engineering, Marine`), arXiv's (`cs.LG hep-ph`) do not.
    """
    cell = said(cell)
    if cell is None:
        return None
    subjects = re.split(r"[\s,]+", cell)
    if all(_SUBJECT.fullmatch(subject) for subject in subjects):
        return subjects
    return _parts(cell, ";|")


def number(cell: str | None) -> int | None:
    """Return a whole number, None if the cell is none: `1,204`, `12.0`."""
    found = _NUMBER.fullmatch(said(cell) or "")
    return int(found[1].replace(",", "")) if found else None


def link(cell: str | None) -> str | None:
    """Return the first link in a cell."""
    found = _LINK.search(cell or "")
    return found[0].rstrip(".,;]") if found else None


@lru_cache(maxsize=4096)
def published(
    on: str | None, year: str | None = None, month: str | None = None, day: str | None = None
) -> tuple[Day | None, list[tuple[str, str]]]:
    """Read the columns that say when a work was published; the year's own outranks a date's.

    Parameters
    ----------
    on, year, month, day
        Cells; a date without a year (`MAR 3`) takes that of its column.

    Returns
    -------
    tuple
        As :func:`workbench.dumps.fields.published`.
    """
    on, year, month, day = (_WHOLE.sub(r"\1", said(cell) or "") for cell in (on, year, month, day))
    told = [year]
    if year and month.isdecimal():
        told.append(f"{year}-{month}-{day}" if day else f"{year}-{month}")
    elif year and month:
        told.append(f"{day} {month} {year}" if day else f"{month} {year}")
    told.append(f"{on} {year}" if on and year and not _HAS_YEAR.search(on) else on)
    return fields.published(told)


def _parts(cell: str | None, separators: str) -> list[str] | None:
    """Part a cell at the first of the separators that it has."""
    if cell is None:
        return None
    listed = _listed(cell)
    if listed is not None:
        return texts(tidy_title(each) for each in listed)
    line = tidy_title(cell)
    separator = next((each for each in separators if each in line), ";")
    return texts(line.split(separator))


def _listed(cell: str) -> list[str] | None:
    """Read a list as Python or JSON prints it; None if the cell is none."""
    if not (cell.startswith("[") and cell.endswith("]")):
        return None
    elements, place = [], 1
    while found := _ELEMENT.match(cell, place):
        elements.append(re.sub(r"\\(['\"\\])", r"\1", found[1] or found[2] or ""))
        place = found.end()
    return elements if not cell[place:-1].strip() else None


def _between_commas(line: str, surname_first: bool) -> list[str]:
    names = [name for name in _COMMA_OR_AND.split(line) if name]
    if all(" " in name for name in names):
        return [_initials_first(name) for name in names] if surname_first else names
    return [person(line) if len(names) == 2 else line]


def _unglued(line: str) -> list[str]:
    """Part names where a small letter (or one of a script without case) meets a capital.

    The capital of `McKay` begins no name.
    """
    cuts = [
        index
        for index, (before, after) in enumerate(pairwise(line), start=1)
        if after.isupper()
        and before.isalpha()
        and not before.isupper()
        and not line[index - 3 : index].endswith((" Mc", "-Mc"))
    ]
    names = [line[a:b].strip() for a, b in pairwise([0, *cuts, len(line)])]
    return names if all(" " in name for name in names) else [line]


def _initials_first(name: str) -> str:
    """Turn `Ruiz-Oliva J.B.` around; a name that does not end in initials stays."""
    surname, _, initials = name.rpartition(" ")
    letters = initials.replace(".", "").replace("-", "")
    if surname and letters.isupper() and len(letters) <= _MOST_INITIALS:
        return f"{initials} {surname}"
    return name
