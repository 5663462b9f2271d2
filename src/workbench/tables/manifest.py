"""`manifest.json`: what the tables beside it were made from, so that they can be proved later."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..errors import TablesError

SCHEMA_VERSION = 2
FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """Where a folder of tables comes from.

    Parameters
    ----------
    collection
        Name of the raw folder.
    reader_version
        Version of the readers and of the term rules that made the tables.
    settings
        The settings used: `year` given on the command line, `sha256` of `workbench.toml`, and what
        that file says of `kinds` and `terms`.
    dumps
        By path: what is known of the dump besides its rows, the ledger (bytes by kind) included.
    failed
        Files that could not be read, by path, with the reason.
    tables
        By table: `rows` and the `sha256` of its file.
    """

    collection: str
    reader_version: int
    settings: dict[str, Any]
    dumps: dict[str, dict[str, Any]]
    failed: dict[str, str]
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> str:
        """Return the manifest as JSON: sorted, no time stamp, the same bytes for the same load."""
        return json.dumps(vars(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    def same_as(self, other: Manifest) -> bool:
        """Say whether two loads would make the same tables."""
        return replace(self, tables={}) == replace(other, tables={})

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder of tables.

        Raises
        ------
        TablesError
            No manifest, a damaged one, or one of another schema version.
        """
        path = folder / FILE
        mend = f"run: workbench load RAW --out {folder}"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            version = content["schema_version"]
            if version != SCHEMA_VERSION:
                raise TablesError(
                    f"{folder}: tables of version {version}, this workbench reads"
                    f" {SCHEMA_VERSION}; {mend}"
                )
            return cls(**content)
        except FileNotFoundError:
            raise TablesError(f"{folder}: no tables here; {mend}") from None
        except (ValueError, KeyError, TypeError) as error:
            raise TablesError(f"{path}: damaged ({error}); {mend}") from error
