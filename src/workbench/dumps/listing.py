"""What a reader gives back: listings, rejects, and where in the file each of them lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["header", "listing", "blank", "reject"]


class Span(NamedTuple):
    """A stretch of the text, in characters from `start` up to `end`."""

    start: int
    end: int


class Listing(NamedTuple):
    """A paper in a dump, as the format gives it; what the format does not carry is None.

    Texts are raw (markup of the container undone, nothing else): they are tidied in one place,
    :func:`workbench.dumps.to_records`. `version` is that of the arXiv id. `start` and `end` are the
    listing's place in the file's text.
    """

    rank: int
    title: str
    abstract: str | None
    start: int
    end: int
    upvotes: int | None = None
    authors: list[str] | None = None
    arxiv_id: str | None = None
    version: int | None = None
    doi: str | None = None
    url: str | None = None
    categories: list[str] | None = None
    keywords: list[str] | None = None
    published_on: date | None = None
    published_precision: str | None = None


class Reject(NamedTuple):
    """Text that is no listing, with the rule it broke.

    `inside` marks a part of a listing that was read otherwise (a date that no calendar has): its
    bytes belong to the listing.
    """

    rule: str
    text: str
    start: int
    end: int
    inside: bool = False


@dataclass(frozen=True)
class Reading:
    """A dump as read.

    Attributes
    ----------
    format, layout
        What it was recognized as.
    listings, rejects
        In the order of the file.
    headers
        What belongs to the page or the format and to no paper, in the order of the file. What is
        in nothing must be blank.
    date_text
        The date as printed in the dump, if it prints one.
    captured_on, listed_on, date_rule
        The days that the dump itself states in full, and where it does so.
    series
        The question the dump answers, where the format says so.
    truncated
        Whether the list goes on after the dump's last paper, where the format says so.
    """

    format: str
    layout: str | None
    listings: list[Listing]
    rejects: list[Reject]
    headers: list[Span] = field(repr=False)
    date_text: str | None = None
    captured_on: date | None = None
    listed_on: date | None = None
    date_rule: str | None = None
    series: str | None = None
    truncated: bool | None = None
