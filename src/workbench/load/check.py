"""Prove that tables are whole, balanced, and still fit their dumps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from ..dumps import KINDS
from ..errors import DumpError, WorkbenchError, one_line
from ..settings import Settings, read_settings
from ..tables import Manifest, read_tables
from .fresh import changes
from .reading import read_again
from .run import READER_VERSION, default_tables

# what reading a dump again must give once more
_READ = {
    "listings": ["rank", "title", "line_start", "line_end", "upvotes"],
    "rejects": ["line_start", "line_end", "rule", "text"],
}


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
    return [one_line(f"{problem}; {_mend(raw, out)}") for problem in problems]


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
    problems, same = changes(raw, manifest)
    yield from problems
    settings = read_settings(raw)
    held = {name: tables[name].partition_by("dump_id", as_dict=True) for name in _READ}
    for file, dumps in same.items():
        yield from _misread(raw, file, settings, dumps, held)


def _misread(
    raw: Path,
    file: str,
    settings: Settings,
    dumps: set[str],
    held: dict[str, dict[tuple[object, ...], pl.DataFrame]],
) -> Iterator[str]:
    """Reading the file again must give the dumps and rows that the tables hold."""
    for again in read_again(raw, file, settings):
        if isinstance(again, DumpError):
            yield str(again)
            continue
        dumps.discard(again.facts.path)
        for name, rows in (("listings", again.records), ("rejects", again.rejects)):
            if (
                _rows(held[name], again.facts.dump_id, name)
                != rows.select(_READ[name]).sort(_READ[name]).rows()
            ):
                yield f"{again.facts.path}: the {name} in the tables are not those in the file"
    for path in sorted(dumps):
        yield f"{path}: was loaded and is gone"


def _rows(
    held: dict[tuple[object, ...], pl.DataFrame], dump_id: str, name: str
) -> list[tuple[object, ...]]:
    stored = held.get((dump_id,))
    return [] if stored is None else stored.select(_READ[name]).sort(_READ[name]).rows()
