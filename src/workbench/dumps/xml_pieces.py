"""What an XML file holds: its records with their places, and the stretches that are broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Field(NamedTuple):
    """What an element holds: its text, with the tags of what stands inside, and its attributes."""

    text: str
    attributes: dict[str, str]


Fields = dict[str, list[Field]]


class Record(NamedTuple):
    """A complete record: its fields by path (`author/name`), and its place."""

    fields: Fields
    start: int
    end: int


class Broken(NamedTuple):
    """A stretch that holds no complete record, and why: `malformed` or `cut_off`."""

    rule: str
    start: int
    end: int


Piece = Record | Broken


@dataclass(frozen=True)
class Document:
    """A file as read.

    Attributes
    ----------
    root
        The root element's name without prefix: `rss`, `RDF`, `feed`.
    head
        The fields of the feed itself; those of `channel` as if they stood in the root.
    pieces
        Records and broken stretches, in the order of the file.
    cut
        Whether the file ends before its root element does.
    error
        Where the file is not well-formed at first, and why.
    """

    root: str
    head: Fields
    pieces: list[Piece]
    cut: bool
    error: str | None
