"""The load: read all dumps, derive the tables, write them beside, switch."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from ..settings import read_settings
from ..tables import Lock, Manifest, recover, write_tables
from .derive import derive
from .outcome import LoadReport
from .scan import read_all

# Counts up whenever the readers or the rules of identity and terms would make other tables.
READER_VERSION = 1

_PROCESSED = Path("data") / "processed"


def default_tables(raw: str | Path) -> Path:
    """Return where the tables of a raw folder go unless told: `data/processed/<its name>`."""
    return _PROCESSED / Path(raw).resolve().name


def load(
    raw: str | Path, out: str | Path | None = None, year: int | None = None, strict: bool = False
) -> LoadReport:
    """Turn a folder of dumps into tables.

    Parameters
    ----------
    raw
        The folder with the dumps (and perhaps `workbench.toml`).
    out
        The folder for the tables; `data/processed/<name of raw>` unless given.
    year
        The year that printed days (`Mar 12`) lack.
    strict
        Write nothing if a file could not be read or a text was rejected.

    Returns
    -------
    LoadReport
        What was read and what was not. Files that could not be read are in `failed`; the others
        were loaded.

    Raises
    ------
    InputError
        No folder, no dumps in it, no file that could be read, settings that do not fit; with
        `strict` also a file that could not be read or a reject.
    LedgerError, TablesError, LockedError
        A dump that does not balance, tables that break their declaration, another load at work.
        Old tables stay whole in each case.
    """
    raw = Path(raw)
    out = default_tables(raw) if out is None else Path(out)
    if year is not None and not 1900 <= year <= 2999:
        raise InputError(f"year {year} is no year of saved pages; write it as 2025")
    settings = read_settings(raw)
    reads, failed = read_all(raw)
    if not reads:
        first = next(iter(failed.values()))
        more = f" (and {len(failed) - 1} more files)" if len(failed) > 1 else ""
        raise InputError(f"{raw}: no dump could be read: {first}{more}")
    tables = derive(reads, settings, year)
    report = LoadReport.of(raw, out, tables, (read.ledger for read in reads), failed)
    if strict and (failed or tables["rejects"].height):
        raise InputError(f"strict: nothing was written: {report.problems()[0]}")
    manifest = Manifest(
        collection=raw.resolve().name,
        reader_version=READER_VERSION,
        settings={"year": year, "sha256": settings.sha256},
        dumps={
            read.source.path: {
                "dump_id": read.source.dump_id,
                "sha256": read.source.sha256,
                "ledger": read.ledger,
            }
            for read in reads
        },
        failed=failed,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    recover(out)
    with Lock(out):
        write_tables(tables, manifest, out)
    return report
