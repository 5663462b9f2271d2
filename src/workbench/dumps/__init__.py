"""Dumps: bytes and lines (`source`), formats (`hf_page`), what reading gives (`listing`)."""

from __future__ import annotations

from .dates import Dated, date_dump
from .detect import FORMATS, read_dump
from .ledger import KINDS, balance
from .listing import RECORD_SCHEMA, Listing, Reading, Reject, Span, to_records
from .source import Source

__all__ = [
    "FORMATS",
    "KINDS",
    "RECORD_SCHEMA",
    "Dated",
    "Listing",
    "Reading",
    "Reject",
    "Source",
    "Span",
    "balance",
    "date_dump",
    "read_dump",
    "to_records",
]
