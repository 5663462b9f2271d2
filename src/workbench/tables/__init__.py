"""The tables: what each holds (`schemas`), how they are kept (`store`, `manifest`)."""

from __future__ import annotations

from .manifest import SCHEMA_VERSION, Manifest
from .schemas import TABLES, empty, validate
from .store import Lock, read_tables, recover, write_tables

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Lock",
    "Manifest",
    "empty",
    "read_tables",
    "recover",
    "validate",
    "write_tables",
]
