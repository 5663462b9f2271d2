"""The tables: what each holds (`schemas`), how they are kept (`store`, `manifest`)."""

from __future__ import annotations

from .manifest import SCHEMA_VERSION, Manifest
from .schemas import TABLES, empty, validate
from .store import (
    LAYER,
    Lock,
    beside,
    file_sha256,
    flush,
    is_whole,
    previous,
    read_columns,
    read_tables,
    recover,
    refuse_foreign,
    save,
    write_tables,
)

__all__ = [
    "LAYER",
    "SCHEMA_VERSION",
    "TABLES",
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
    "validate",
    "write_tables",
]
