"""Daily papers as the API of Hugging Face gives them: JSON, mostly `[{"paper": {…}}, …]`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from . import fields
from .json_records import count, names, read_records, text
from .json_walk import Fields, wrapper
from .listing import Reading
from .source import Source

NAME = "hf-api"

SERIES = "Hugging Face Daily Papers: API, daily"

_WRAPPED = wrapper("papers", "dailyPapers")
_OPENS = re.compile(r"[\[{]\s*[{\"]")
_PAPER = re.compile(r'"paper"\s*:\s*\{')
_ALONE = re.compile(r'"id"\s*:\s*"\d{4}\.\d{4,5}"')
_OWN_KEYS = re.compile(r'"(?:publishedAt|submittedOnDailyAt|upvotes|ai_keywords)"\s*:')
_EMPTY = re.compile(rf"(?:{_WRAPPED.pattern})?\[\s*\]\s*(?:,[^{{}}\[\]]*)?\}}?\s*")


def sniff(source: Source) -> bool:
    """Say whether the file is an answer of the API, or records taken from one."""
    opening = source.opening
    if not _OPENS.match(opening):
        return _EMPTY.fullmatch(opening) is not None
    if _PAPER.search(opening):
        return True
    alone = _ALONE.search(opening) is not None and _OWN_KEYS.search(opening) is not None
    return alone or _EMPTY.fullmatch(opening) is not None


def read(source: Source) -> Reading:
    """Read an answer of the API.

    A record is `{"paper": {…}}` with more around it, or the paper alone. Read are an array of them,
    an object that holds the array as `papers` or `dailyPapers`, JSON Lines, and single objects.

    Returns
    -------
    Reading
        Layouts and rejects as in :func:`workbench.dumps.json_records.read_records`.
        `published_on` is the paper's own `publishedAt`; the one around the paper changed its
        meaning over the years (the day of the list, later the paper's own) and is never taken;
        title and abstract are taken from there only if the paper has none. The dump is dated where
        all its records were put on the list of one day (`submittedOnDailyAt`). An array of
        `{"paper": …}` is one of the daily lists, unless its records state several days (the API
        gives weeks and search results in the same form).

    Raises
    ------
    DumpError
        None of the records could be read.
    """
    days: set[date | None] = set()
    wrapped: set[bool] = set()

    def unpack(record: Fields) -> tuple[Fields, str | None]:
        paper = record.get("paper")
        wrapped.add(isinstance(paper, dict))
        if not isinstance(paper, dict):
            paper = record
        days.add(_listed_on(paper) or _listed_on(record))
        return _listing(paper, record)

    reading = read_records(source, NAME, unpack, _WRAPPED)
    if len(days) == 1 and (day := next(iter(days))):
        reading = replace(reading, captured_on=day, listed_on=day, date_rule="submittedOnDailyAt")
    if reading.layout == "array" and wrapped == {True} and len(days - {None}) < 2:
        reading = replace(reading, series=SERIES)
    return reading


def _listing(paper: Fields, record: Fields) -> tuple[Fields, str | None]:
    """Return the fields of a listing, and the paper's own date."""
    found = fields.arxiv_id(text(paper.get("id")))
    # of an object around a paper that is missing, the date may be that of the list
    own = paper is not record or "id" in paper
    return {
        "title": text(paper.get("title")) or record.get("title"),
        "abstract": text(paper.get("summary")) or record.get("summary"),
        "upvotes": count(paper.get("upvotes")),
        "authors": names(paper.get("authors")),
        "arxiv_id": found.id if found else None,
        "version": found.version if found else None,
        "url": f"https://huggingface.co/papers/{found.id}" if found else None,
        "keywords": names(paper.get("ai_keywords")),
    }, text(paper.get("publishedAt")) if own else None


def _listed_on(record: Fields) -> date | None:
    try:
        return date.fromisoformat((text(record.get("submittedOnDailyAt")) or "")[:10])
    except ValueError:
        return None
