"""arXiv's metadata in JSON: daily listings as JSON Lines, and the well-known snapshot."""

from __future__ import annotations

import re
from dataclasses import replace

from . import fields
from .json_records import names, read_records, text
from .json_walk import Fields, is_lines
from .listing import Reading
from .source import Source

NAME = "arxiv"

_OPENS = re.compile(r"[\[\s]*\{\s*\"")
_ID = re.compile(
    r'"id"\s*:\s*"(?:https?://arxiv\.org/abs/|arxiv:)?'
    r'(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"',
    re.IGNORECASE,
)
_OWN_KEYS = re.compile(
    r'"(?:title|abstract|summary|authors|submitter|categories|versions|update_date)"\s*:'
)
# the API of Hugging Face writes ids the same way
_FOREIGN_KEYS = re.compile(r'"(?:paper|publishedAt|submittedOnDailyAt|upvotes)"\s*:')
# said by the series' name already
_SAID = re.compile(r"\b(?:arxiv|daily)\b", re.IGNORECASE)
_VERSION = re.compile(r"v?(\d{1,4})")
# one category of arXiv, or several; codes of other schemes (`68T07, 62M10`) stay as given
_CATEGORIES = re.compile(r"\s*[a-z-]+(?:\.[A-Za-z-]+)?(?:\s+[a-z-]+(?:\.[A-Za-z-]+)?)*\s*")
_BETWEEN_NAMES = re.compile(r"[,;]\s*(?:and\s+)?|\s+and\s+")
_ASIDE = re.compile(r"\([^()]*\)")


def sniff(source: Source) -> bool:
    """Say whether the file holds arXiv's records: objects with an arXiv id as `id`."""
    opening = source.opening
    return bool(
        _OPENS.match(opening)
        and _ID.search(opening)
        and _OWN_KEYS.search(opening)
        and not _FOREIGN_KEYS.search(opening)
    )


def in_parts(source: Source) -> bool:
    """Say whether the file can be read in parts of whole lines: JSON Lines can."""
    return is_lines(source.text)


def read(source: Source) -> Reading:
    """Read arXiv's records.

    Read are JSON Lines, an array, and single objects. `summary` or `abstract`; authors and
    categories as lists or in one text; `versions` where they stand.

    Returns
    -------
    Reading
        Layouts and rejects as in :func:`workbench.dumps.json_records.read_records`.
        `published_on` is the day of the first version, else `published`; the day of the last
        change in the metadata (`update_date`) is none of publication. `version` is the latest.
        `series` is arXiv's daily listing where the file's name holds a day, with what else stands
        in the name (a category).

    Raises
    ------
    DumpError
        None of the records could be read.
    """
    return replace(read_records(source, NAME, _listing), series=_series(source.path))


def _series(path: str) -> str | None:
    named = fields.name_without_date(path)
    if named is None:
        return None
    words = (word.strip("-.") for word in _SAID.sub(" ", named.replace("_", " ")).split())
    return " ".join(["arXiv daily", *filter(None, words)])


def _listing(record: Fields) -> tuple[Fields, str | None]:
    """Return the fields of a listing, and the day of its first version."""
    found = fields.arxiv_id(text(record.get("id")))
    versions = _versions(record.get("versions"))
    given = found.version if found else None
    return {
        "title": record.get("title"),
        "abstract": text(record.get("abstract")) or record.get("summary"),
        "authors": _authors(record),
        "arxiv_id": found.id if found else None,
        "version": max(versions) if versions else given,
        "doi": fields.doi(text(record.get("doi"))),
        "url": f"https://arxiv.org/abs/{found.id}" if found else None,
        "categories": _categories(record.get("categories")),
    }, (versions[min(versions)] if versions else None) or text(record.get("published"))


def _versions(given: object) -> dict[int, str | None]:
    """Return when each version was made, by its number."""
    versions: dict[int, str | None] = {}
    for each in given if isinstance(given, list) else ():
        name, created = (
            (each.get("version"), each.get("created")) if isinstance(each, dict) else (each, None)
        )
        if number := _VERSION.fullmatch(text(name) or ""):
            versions[int(number[1])] = text(created)
    return versions


def _authors(record: Fields) -> list[str] | None:
    """Return the authors; of the snapshot's one text for all, its own parsing where it has one."""
    given, parsed = record.get("authors"), record.get("authors_parsed")
    if isinstance(given, list):
        return names(given)
    if isinstance(parsed, list):
        parts = [[text(part) for part in name[:3]] for name in parsed if isinstance(name, list)]
        turned = ([*name[1:2], *name[:1], *name[2:]] for name in parts)
        return names([" ".join(part for part in name if part) for name in turned])
    return names(_BETWEEN_NAMES.split(_ASIDE.sub(" ", text(given) or "")))


def _categories(given: object) -> list[str] | None:
    """Return the categories, in a list or in one text."""
    values = given if isinstance(given, list) else [given]
    split = (
        value.split() if isinstance(value, str) and _CATEGORIES.fullmatch(value) else [value]
        for value in values
    )
    return fields.texts(each for values in split for each in values)
