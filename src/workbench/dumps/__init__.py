"""Dumps: bytes and places (`source`), formats (a module each), what reading gives (`listing`)."""

from __future__ import annotations

from .containers import Content, contents
from .dates import Dated, date_dump
from .detect import FORMATS, read_content, read_dump
from .ledger import KINDS, balance
from .listing import Listing, Reading, Reject, Span
from .member_names import is_text
from .records import RECORD_SCHEMA, Listed, finish, listed, to_frame, to_records
from .source import Source

__all__ = [
    "FORMATS",
    "KINDS",
    "RECORD_SCHEMA",
    "Content",
    "Dated",
    "Listed",
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
    "listed",
    "read_content",
    "read_dump",
    "to_frame",
    "to_records",
]
