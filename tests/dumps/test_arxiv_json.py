"""arXiv's records in JSON: daily listings, and the snapshot of all metadata."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from workbench.dumps import Reading, Source, arxiv_json, balance, hf_api

DAILY = {
    "id": "2503.11731",
    "pdf": "https://arxiv.org/pdf/2503.11731",
    "abs": "https://arxiv.org/abs/2503.11731",
    "authors": ["Ada Reed", 'Erwin Schr\\"odinger'],
    "title": "Tides of Sand",
    "categories": ["cs.CV", "cs.RO", "68T07, 62M10"],
    "comment": None,
    "summary": "We dig\nand dig.",
}
SNAPSHOT = {
    "id": "0704.0001",
    "submitter": "Ada Reed",
    "authors": 'A. Reed, E. Schr\\"odinger (Sand Lab), and B. \\"Ost',
    "title": "Tides of\n  Sand",
    "comments": "37 pages, 15 figures; published version",
    "journal-ref": "J.Sand D76:013009,2007",
    "doi": "10.1103/PhysSand.76.013009",
    "report-no": "SAND-07-01",
    "categories": "hep-ph math.CO q-bio.NC",
    "license": None,
    "abstract": "  We dig\nand dig.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [
        ["Reed", "A.", ""],
        ['Schr\\"odinger', "E.", "Jr.", "Sand Lab"],
        ["Öst", "", ""],
    ],
}


def source_of(*records: Any, path: str = "a.jsonl") -> Source:
    return Source(path, "\n".join(map(json.dumps, records)).encode())


def read(*records: Any, path: str = "a.jsonl") -> Reading:
    source = source_of(*records, path=path)
    assert arxiv_json.sniff(source)
    assert not hf_api.sniff(source)
    reading = arxiv_json.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


def test_a_record_of_a_daily_listing() -> None:
    reading = read(DAILY)
    assert (reading.format, reading.layout, reading.rejects) == ("arxiv", "lines", [])
    (listing,) = reading.listings
    assert listing._replace(start=0, end=0)._asdict() == {
        "rank": 1,
        "title": "Tides of Sand",
        "abstract": "We dig\nand dig.",
        "start": 0,
        "end": 0,
        "upvotes": None,
        "authors": ["Ada Reed", "Erwin Schrödinger"],
        "arxiv_id": "2503.11731",
        "version": None,
        "doi": None,
        "url": "https://arxiv.org/abs/2503.11731",
        "categories": ["cs.CV", "cs.RO", "68T07, 62M10"],
        "keywords": None,
        "published_on": None,
        "published_precision": None,
    }


def test_a_record_of_the_snapshot() -> None:
    (listing,) = read(SNAPSHOT).listings
    assert (listing.arxiv_id, listing.version) == ("0704.0001", 2)
    assert listing.title == SNAPSHOT["title"]
    assert listing.abstract == SNAPSHOT["abstract"]
    assert listing.authors == ["A. Reed", "E. Schrödinger Jr.", "Öst"]
    assert listing.categories == ["hep-ph", "math.CO", "q-bio.NC"]
    assert listing.doi == "10.1103/physsand.76.013009"
    assert listing.url == "https://arxiv.org/abs/0704.0001"
    # of the first version, not of the last change
    assert (listing.published_on, listing.published_precision) == (date(2007, 4, 2), "day")


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        # authors
        ({"authors_parsed": None}, "authors", ["A. Reed", "E. Schrödinger", "B. Öst"]),
        ({"authors_parsed": [], "authors": "X"}, "authors", None),
        ({"authors_parsed": ["X", [], [None, 3]]}, "authors", None),
        ({"authors": ["Ada", {"name": "Bo"}]}, "authors", ["Ada", "Bo"]),
        ({"authors": None, "authors_parsed": None}, "authors", None),
        # categories
        ({"categories": ["cs.LG stat.ML"]}, "categories", ["cs.LG", "stat.ML"]),
        ({"categories": ["I.2.7; I.2.6"]}, "categories", ["I.2.7; I.2.6"]),
        ({"categories": ""}, "categories", None),
        ({"categories": 7}, "categories", None),
        # ids and versions
        ({"id": "2503.11731v4", "versions": None}, "version", 4),
        ({"id": "2503.11731v4", "versions": [{"version": "v7"}]}, "version", 7),
        ({"versions": ["v1", "v2", "v3"]}, "version", 3),
        ({"versions": [{"version": "x"}, 7, None, {}]}, "version", None),
        ({"id": "http://arxiv.org/abs/math/0211159v1"}, "arxiv_id", "math/0211159"),
        ({"id": "math.GT/0309136"}, "url", "https://arxiv.org/abs/math.GT/0309136"),
        ({"doi": "none"}, "doi", None),
        ({"doi": "10.1103/a.1 10.1103/b.2"}, "doi", "10.1103/a.1"),
        # dates: the first version is the one with the lowest number
        (
            {
                "versions": [
                    {"version": "v10", "created": "Sat, 1 Mar 2008 00:00:00 GMT"},
                    {"version": "v9", "created": "Fri, 1 Feb 2008 00:00:00 GMT"},
                ]
            },
            "published_on",
            date(2008, 2, 1),
        ),
        ({"versions": None}, "published_on", None),
        (
            {"versions": None, "published": "2024-03-12T17:59:59Z"},
            "published_on",
            date(2024, 3, 12),
        ),
        ({"versions": ["v1"], "published": "2024-03-12"}, "published_on", date(2024, 3, 12)),
    ],
)
def test_other_ways_to_write_a_field(changes: dict[str, Any], field: str, value: object) -> None:
    (listing,) = read({**SNAPSHOT, **changes}).listings
    assert getattr(listing, field) == value


def test_a_day_that_no_calendar_has_is_told_inside_its_listing() -> None:
    versions = [{"version": "v1", "created": "Fri, 30 Feb 2024 10:00:00 GMT"}]
    reading = read({**SNAPSHOT, "versions": versions})
    assert [listing.published_on for listing in reading.listings] == [None]
    assert [(reject.inside, reject.text) for reject in reading.rejects] == [
        (True, "Fri, 30 Feb 2024 10:00:00 GMT")
    ]


def test_rows_that_repeat_are_listings_each() -> None:
    reading = read(DAILY, SNAPSHOT, DAILY)
    assert [(x.rank, x.arxiv_id) for x in reading.listings] == [
        (1, "2503.11731"),
        (2, "0704.0001"),
        (3, "2503.11731"),
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_of_records(indent: int | None) -> None:
    source = Source("a.json", json.dumps([DAILY, SNAPSHOT], indent=indent).encode())
    assert arxiv_json.sniff(source)
    reading = arxiv_json.read(source)
    assert (reading.layout, len(reading.listings), reading.rejects) == ("array", 2, [])


@pytest.mark.parametrize(
    ("path", "series"),
    [
        ("2025-03-18.jsonl", "arXiv daily"),
        ("folder/2025-03-18.jsonl.gz", "arXiv daily"),
        ("pile.zip!days/cs.CV-2025-03-18.jsonl", "arXiv daily cs.CV"),
        ("2025-03-18_cs.CV.json", "arXiv daily cs.CV"),
        ("arxiv-daily-2025-03-18.jsonl", "arXiv daily"),
        ("arxiv_astro-ph_2025-03-18.json", "arXiv daily astro-ph"),
        ("arxiv-metadata-oai-snapshot.json", None),
        ("2025-03-18/all.jsonl", None),
    ],
)
def test_the_series_is_settled_by_a_day_in_the_name(path: str, series: str | None) -> None:
    assert read(DAILY, path=path).series == series


@pytest.mark.parametrize(
    "record",
    [
        {"id": "17", "title": "Tides"},
        {"id": "2503.11731"},
        {"id": 2503.11731, "title": "Tides"},
        {"title": "Tides", "abstract": "We dig."},
        {"id": "2503.11731", "title": "Tides", "upvotes": 3},
        {"paper": {"id": "2503.11731", "title": "Tides"}},
        {"url": "https://export.arxiv.org/api/query", "body": "<feed><id>2503.11731</id></feed>"},
    ],
)
def test_other_json_is_left_to_others(record: dict[str, Any]) -> None:
    assert not arxiv_json.sniff(source_of(record))
