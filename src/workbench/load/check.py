"""Prove that tables are whole, balanced, and still fit their dumps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from ..dumps import KINDS
from ..errors import DumpError, WorkbenchError
from ..settings import read_settings
from ..tables import Manifest, read_tables
from .run import READER_VERSION, default_tables
from .scan import DumpRead, dump_paths, read_one, read_source


def check(raw: str | Path, out: str | Path | None = None) -> list[str]:
    """Hold tables to their declarations, their ledger and their dumps.

    Parameters
    ----------
    raw
        The folder with the dumps.
    out
        The folder with the tables; `data/processed/<name of raw>` unless given.

    Returns
    -------
    list of str
        What is wrong, a line each, with what to do; empty if all is well.
    """
    raw = Path(raw)
    out = default_tables(raw) if out is None else Path(out)
    try:
        tables, manifest = read_tables(out, verify=True)
        if manifest.reader_version != READER_VERSION:
            return [
                f"{out}: made by readers of version {manifest.reader_version}; {_mend(raw, out)}"
            ]
        problems = [*_unbalanced(tables, manifest), *_miscounted(tables)]
        problems += _outdated(raw, tables, manifest)
    except WorkbenchError as error:
        return [str(error)]
    return [f"{problem}; {_mend(raw, out)}" for problem in problems]


def _mend(raw: Path, out: Path) -> str:
    return f"run: workbench load {raw} --out {out}"


def _unbalanced(tables: dict[str, pl.DataFrame], manifest: Manifest) -> Iterator[str]:
    """The bytes by kind of each dump must add to its size."""
    for path, n_bytes in tables["dumps"].select("path", "n_bytes").iter_rows():
        ledger = manifest.dumps[path]["ledger"]
        if set(ledger) != set(KINDS) or sum(ledger.values()) != n_bytes:
            yield f"{path}: the ledger does not balance ({ledger} of {n_bytes} bytes)"


def _miscounted(tables: dict[str, pl.DataFrame]) -> Iterator[str]:
    """Counts that one table states of another must hold."""
    stated = [
        ("dumps", "dump_id", "n_listings", "listings", pl.len()),
        ("dumps", "dump_id", "n_rejects", "rejects", pl.len()),
        ("papers", "paper_id", "n_listings", "listings", pl.len()),
        ("papers", "paper_id", "n_dumps", "listings", pl.col("dump_id").n_unique()),
        ("terms", "term_id", "df", "postings", pl.len()),
    ]
    for table, key, column, other, counted in stated:
        counts = tables[other].group_by(key).agg(counted=counted)
        wrong = (
            tables[table]
            .join(counts, on=key, how="left")
            .filter(pl.col(column) != pl.col("counted").fill_null(0))
        )
        if wrong.height:
            yield f"table {table}: {column} does not fit table {other} in {wrong.height} rows"


def _outdated(raw: Path, tables: dict[str, pl.DataFrame], manifest: Manifest) -> Iterator[str]:
    """The raw folder must hold the same files and settings, and read the same."""
    if read_settings(raw).sha256 != manifest.settings["sha256"]:
        yield f"{raw}: workbench.toml has changed since the load"
    present = dump_paths(raw)
    for path in sorted({*manifest.dumps, *manifest.failed} - {*present}):
        yield f"{path}: was loaded and is gone"
    for path in present:
        if path in manifest.failed:
            yield f"{path}: could not be read at the load"
        elif path not in manifest.dumps:
            yield f"{path}: is new since the load"
        elif read_source(raw, path).sha256 != manifest.dumps[path]["sha256"]:
            yield f"{path}: has changed since the load"
        else:
            yield from _misread(raw, path, tables)


def _misread(raw: Path, path: str, tables: dict[str, pl.DataFrame]) -> Iterator[str]:
    """Reading the dump again must give the rows that the tables hold."""
    try:
        read: DumpRead = read_one(raw, path)
    except DumpError as error:
        yield str(error)
        return
    here = pl.col("dump_id") == read.source.dump_id
    columns = ["rank", "title", "line_start", "line_end"]
    stored = tables["listings"].filter(here).select(columns).rows()
    again = [tuple(getattr(listing, c) for c in columns) for listing in read.reading.listings]
    if stored != again:
        yield f"{path}: the listings in the tables are not those in the file"
    columns = ["line_start", "line_end", "rule", "text"]
    stored = tables["rejects"].filter(here).select(columns).rows()
    again = [tuple(getattr(reject, c) for c in columns) for reject in read.reading.rejects]
    if stored != again:
        yield f"{path}: the rejects in the tables are not those in the file"
