"""The tables: what each holds (`schemas`), how they are kept (`store`, `manifest`, `files`)."""

from __future__ import annotations

from .by_term import ByTerm
from .files import file_sha256, flush, save, save_parts, take_over
from .manifest import SCHEMA_VERSION, Manifest
from .mapped import map_tables
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
    "ByTerm",
    "Kept",
    "Lock",
    "Manifest",
    "beside",
    "empty",
    "file_sha256",
    "flush",
    "is_whole",
    "map_tables",
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
