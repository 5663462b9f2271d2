"""What a reader gives back: listings, rejects, and where in the file everything lies."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Literal

import polars as pl

Kind = Literal["header", "listing", "blank", "reject"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A paper in a dump, as printed; what the format does not carry is None."""

    rank: int
    title: str
    abstract: str | None
    line_start: int
    line_end: int
    upvotes: int | None = None
    authors: list[str] | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    categories: list[str] | None = None
    keywords: list[str] | None = None
    published_on: date | None = None
    published_precision: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """Text that is no listing, with the rule it broke."""

    line_start: int
    line_end: int
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file, in bytes from `start` up to `end`, and what it is."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A dump as read.

    Attributes
    ----------
    format, layout
        What it was recognized as.
    listings, rejects
        In the order of the file.
    spans
        Every byte of the file, in order and without gap.
    date_text
        The date as printed in the dump, if it prints one.
    """

    format: str
    layout: str | None
    listings: list[Listing]
    rejects: list[Reject]
    spans: list[Span] = field(repr=False)
    date_text: str | None = None


RECORD_SCHEMA = pl.Schema(
    {
        "dump_id": pl.String,
        "rank": pl.Int64,
        "title": pl.String,
        "abstract": pl.String,
        "line_start": pl.Int64,
        "line_end": pl.Int64,
        "upvotes": pl.Int64,
        "authors": pl.List(pl.String),
        "arxiv_id": pl.String,
        "doi": pl.String,
        "url": pl.String,
        "categories": pl.List(pl.String),
        "keywords": pl.List(pl.String),
        "published_on": pl.Date,
        "published_precision": pl.String,
    }
)


def to_records(dump_id: str, listings: list[Listing]) -> pl.DataFrame:
    """Return listings as a frame with the columns of :data:`RECORD_SCHEMA`."""
    columns = {
        column.name: [getattr(listing, column.name) for listing in listings]
        for column in fields(Listing)
    }
    return pl.DataFrame({"dump_id": [dump_id] * len(listings), **columns}, schema=RECORD_SCHEMA)
