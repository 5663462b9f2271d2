"""What the manifest knows of the dumps besides their rows: bytes by kind, files not read."""

from __future__ import annotations

import polars as pl

from ..dumps import KINDS
from ..tables import Manifest

LEDGER = pl.Schema({"dump_id": pl.String, "kind": pl.Enum(KINDS), "n_bytes": pl.Int64})
UNREAD = pl.Schema({"path": pl.String, "reason": pl.String})


def ledger(manifest: Manifest) -> pl.DataFrame:
    """Return the bytes of each dump by what they lie in: `dump_id`, `kind`, `n_bytes`; sorted."""
    rows = [
        (facts["dump_id"], kind, n_bytes)
        for facts in manifest.dumps.values()
        for kind, n_bytes in facts["ledger"].items()
    ]
    return pl.DataFrame(rows, schema=LEDGER, orient="row").sort("dump_id", "kind")


def unread(manifest: Manifest) -> pl.DataFrame:
    """Return the files, and members of archives, that could not be read: `path`, `reason`."""
    return pl.DataFrame(sorted(manifest.failed.items()), schema=UNREAD, orient="row")
