"""Hugging Face's API: what a record says, what its surroundings must not say for it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from workbench.dumps import Reading, Source, arxiv_json, balance, hf_api

ID = "2401.00001"
URL = f"https://huggingface.co/papers/{ID}"
PAPER = {
    "id": ID,
    "authors": [{"_id": "1", "name": "Ada Reed", "hidden": False}, {"_id": "2", "name": "Bo Öst"}],
    "publishedAt": "2024-01-02T17:58:54.000Z",
    "submittedOnDailyAt": "2024-01-04T00:24:05.560Z",
    "title": "Tides\n  of Sand",
    "summary": "We dig.\nAnd dig.",
    "upvotes": 31,
    "ai_keywords": ["sand", "tides"],
    "ai_summary": "A study of sand.",
}
OUTER = {
    "publishedAt": "2024-01-09T03:41:42.883Z",
    "title": "$\\textit{Tides}$ of Sand",
    "summary": "We dig. And dig.",
    "numComments": 2,
}
RECORD = {"paper": PAPER, **OUTER}


def paper(n: int, **changes: Any) -> dict[str, Any]:
    return {"paper": {**PAPER, "id": f"2401.{n:05d}", **changes}, **OUTER}


def source_of(content: object) -> Source:
    return Source("a.json", json.dumps(content).encode())


def read(content: object) -> Reading:
    source = source_of(content)
    assert hf_api.sniff(source)
    assert not arxiv_json.sniff(source)
    reading = hf_api.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


def test_a_record_in_full() -> None:
    reading = read([RECORD])
    assert (reading.format, reading.layout, reading.rejects) == ("hf-api", "array", [])
    (listing,) = reading.listings
    assert listing._replace(start=0, end=0)._asdict() == {
        "rank": 1,
        "title": "Tides\n  of Sand",
        "abstract": "We dig.\nAnd dig.",
        "start": 0,
        "end": 0,
        "upvotes": 31,
        "authors": ["Ada Reed", "Bo Öst"],
        "arxiv_id": ID,
        "version": None,
        "doi": None,
        "url": URL,
        "categories": None,
        "keywords": ["sand", "tides"],
        "published_on": date(2024, 1, 2),
        "published_precision": "day",
    }


@pytest.mark.parametrize(
    ("record", "said"),
    [
        # what the paper lacks, its surroundings give: but never the date
        ({**OUTER, "paper": {"id": ID}}, (OUTER["title"], OUTER["summary"], None, ID)),
        ({**OUTER, "paper": {}}, (OUTER["title"], OUTER["summary"], None, None)),
        (OUTER | {"paper": {"title": " "}}, (OUTER["title"], OUTER["summary"], None, None)),
        # the paper alone
        (PAPER, (PAPER["title"], PAPER["summary"], date(2024, 1, 2), ID)),
        ({"paper": {"title": "Tides"}}, ("Tides", None, None, None)),
        (
            {"paper": {**PAPER, "id": f"{ID}v3"}},
            (PAPER["title"], PAPER["summary"], date(2024, 1, 2), ID),
        ),
        ({"paper": {**PAPER, "publishedAt": None}}, (PAPER["title"], PAPER["summary"], None, ID)),
    ],
)
def test_records_that_lack_something(record: dict[str, Any], said: tuple) -> None:
    (listing,) = read([record]).listings
    assert (listing.title, listing.abstract, listing.published_on, listing.arxiv_id) == said


def test_surroundings_of_a_missing_paper_may_carry_the_day_of_the_list() -> None:
    reading = read([RECORD, OUTER])
    assert [listing.published_on for listing in reading.listings] == [date(2024, 1, 2), None]


@pytest.mark.parametrize(
    "odd",
    [
        {"upvotes": "31", "authors": "Ada", "ai_keywords": {}, "id": 7},
        {"upvotes": None, "authors": None, "ai_keywords": None, "id": None},
        {"upvotes": -1, "authors": [None, 3, {}], "ai_keywords": [""], "id": "none"},
    ],
)
def test_fields_of_another_kind_are_unknown(odd: dict[str, Any]) -> None:
    (listing,) = read([{"paper": {**PAPER, **odd}}]).listings
    assert (listing.upvotes, listing.authors, listing.keywords) == (None, None, None)
    assert (listing.arxiv_id, listing.url) == (None, None)


@pytest.mark.parametrize(
    ("days", "dated", "is_daily"),
    [
        (["2024-01-04T00:24:05.560Z", "2024-01-04T23:00:00.000Z"], date(2024, 1, 4), True),
        (["2024-01-04", "2024-01-04"], date(2024, 1, 4), True),
        # only where every record says so
        (["2024-01-04T00:24:05.560Z", None], None, True),
        ([None, None], None, True),
        (["2024-02-30", "2024-02-30"], None, True),
        # a week, or an answer to a search
        (["2024-01-04", "2024-01-05"], None, False),
        (["2024-01-04", None, "2024-01-05"], None, False),
    ],
)
def test_the_day_of_the_list_and_the_series(days, dated: date | None, is_daily: bool) -> None:
    reading = read([paper(n, submittedOnDailyAt=day) for n, day in enumerate(days)])
    assert (reading.captured_on, reading.listed_on) == (dated, dated)
    assert reading.date_rule == ("submittedOnDailyAt" if dated else None)
    assert reading.series == (hf_api.SERIES if is_daily else None)


@pytest.mark.parametrize(
    ("content", "layout", "n", "series"),
    [
        ([paper(1), paper(2)], "array", 2, hf_api.SERIES),
        ({"papers": [paper(1), paper(2)]}, "array", 2, hf_api.SERIES),
        ({"dateString": "2024-01-04", "dailyPapers": [paper(1)]}, "array", 1, hf_api.SERIES),
        # papers alone: of any list
        ([PAPER, PAPER], "array", 2, None),
        (RECORD, "lines", 1, None),
        (PAPER, "lines", 1, None),
        ([], "array", 0, None),
        ({"papers": []}, "array", 0, None),
        ({"dailyPapers": [], "total": 0}, "array", 0, None),
    ],
)
def test_forms_of_the_answer(content: Any, layout: str, n: int, series: str | None) -> None:
    reading = read(content)
    assert (reading.layout, len(reading.listings), reading.series) == (layout, n, series)
    assert (reading.rejects, reading.truncated) == ([], None)


def test_one_pretty_printed_paper_and_json_lines() -> None:
    pretty = Source("a.json", json.dumps(RECORD, indent=2).encode())
    assert hf_api.sniff(pretty)
    assert hf_api.read(pretty).layout == "objects"
    lines = Source("a.jsonl", "\n".join(map(json.dumps, [RECORD, PAPER])).encode())
    assert hf_api.sniff(lines)
    assert len(hf_api.read(lines).listings) == 2


@pytest.mark.parametrize(
    "content",
    [
        {"a": 1},
        [1, 2],
        [{"title": "Tides", "upvotes": 3}],
        [{"id": "2401.00001", "title": "Tides", "abstract": "We dig."}],
        {"papers": {}},
        "paper",
    ],
)
def test_other_json_is_left_to_others(content: object) -> None:
    assert not hf_api.sniff(source_of(content))


@pytest.mark.parametrize("content", ["[[]]", "[] []", "paper: {", '@article{"paper": {', "[x]"])
def test_other_text_is_left_to_others(content: str) -> None:
    assert not hf_api.sniff(Source("a.json", content.encode()))
