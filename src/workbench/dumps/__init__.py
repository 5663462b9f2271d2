"""Dumps: bytes and places (`source`), formats (a module each), what reading gives (`listing`)."""

from __future__ import annotations

from .containers import Content, contents, is_text
from .dates import Dated, date_dump
from .detect import FORMATS, read_dump
from .ledger import KINDS, balance
from .listing import Listing, Reading, Reject, Span
from .records import RECORD_SCHEMA, finish, to_records
from .source import Source

__all__ = [
    "FORMATS",
    "KINDS",
    "RECORD_SCHEMA",
    "Content",
    "Dated",
    "Listing",
    "Reading",
    "Reject",
    "Source",
    "Span",
    "balance",
    "contents",
    "date_dump",
    "finish",
    "is_text",
    "read_dump",
    "to_records",
]
