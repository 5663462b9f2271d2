"""The tables: what each holds (`schemas`), how they are kept (`store`, `manifest`, `files`).

How they are mapped into memory (`mapped`) is imported by whoever does that: it needs the compiler,
which a load that finds nothing new does without.
"""

from __future__ import annotations

from .files import file_sha256, flush, save, save_parts, take_over
from .manifest import SCHEMA_VERSION, Manifest
from .schemas import TABLES, empty, validate
from .store import (
    LAYER,
    Kept,
    Lock,
    beside,
    is_whole,
    previous,
    read_columns,
    read_tables,
    recover,
    refuse_foreign,
    write_tables,
)

__all__ = [
    "LAYER",
    "SCHEMA_VERSION",
    "TABLES",
    "Kept",
    "Lock",
    "Manifest",
    "beside",
    "empty",
    "file_sha256",
    "flush",
    "is_whole",
    "previous",
    "read_columns",
    "read_tables",
    "recover",
    "refuse_foreign",
    "save",
    "save_parts",
    "take_over",
    "validate",
    "write_tables",
]
