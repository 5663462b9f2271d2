"""The load: read what is new, derive the tables, write them beside, switch."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ..dumps import RECORD_SCHEMA
from ..errors import InputError, TablesError
from ..settings import FILE, Settings, read_settings
from ..tables import (
    LAYER,
    Lock,
    Manifest,
    beside,
    is_whole,
    previous,
    read_columns,
    recover,
    refuse_foreign,
    write_tables,
)
from ..text import Steps
from .derive import derive
from .facts import DumpFacts
from .folder import dump_files
from .helpers import Helpers
from .index import indexed, scratch_folder
from .layer import Layer
from .outcome import REPORTED, LoadReport
from .scan import Scan, scan
from .segment import Segment

# Counts up whenever the readers or the rules of identity and terms would make other tables.
READER_VERSION = 4

_PROCESSED = Path("data") / "processed"


def default_tables(raw: str | Path) -> Path:
    """Return where the tables of a raw folder go unless told: `data/processed/<its name>`."""
    return _PROCESSED / Path(raw).resolve().name


def load(
    raw: str | Path, out: str | Path | None = None, year: int | None = None, strict: bool = False
) -> LoadReport:
    """Turn a folder of dumps into tables.

    Dumps that are as they were at the last load are not read again; what comes out is the same as
    if they were. Nothing is written if nothing changed.

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
        A dump that does not balance, tables that break their declaration or cannot be written,
        another load at work. Old tables stay whole in each case.
    """
    raw = Path(raw)
    out = default_tables(raw) if out is None else Path(out)
    if year is not None and not 1900 <= year <= 2999:
        raise InputError(f"year {year} is no year of saved pages; write it as 2025")
    settings = read_settings(raw)
    Steps.without(settings.terms.get("off", ()), f"{raw / FILE}: [terms] off")
    dump_files(raw)
    refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        recover(out)
        with Lock(out):
            return _load(raw, out, settings, year, strict)
    except OSError as error:
        raise TablesError(
            f"{out}: cannot be written ({error.strerror or error}); what was there is as it was:"
            " make room, or name another folder with --out"
        ) from error


def _can_build_on(out: Path, before: Manifest) -> bool:
    return before.reader_version == READER_VERSION and is_whole(out, before, ["rejects"])


def _known(out: Path, before: Manifest | None, readings: Layer) -> list[DumpFacts]:
    """Return the dumps whose listings an earlier load has kept."""
    if before is None or not _can_build_on(out, before):
        return []
    held = dict(readings.counts().iter_rows())
    every = [DumpFacts.from_json(plain) for plain in before.dumps.values()]
    return [facts for facts in every if held.get(facts.dump_id, 0) == facts.n_listings]


def _load(raw: Path, out: Path, settings: Settings, year: int | None, strict: bool) -> LoadReport:
    before = previous(out)
    readings = Layer(out / LAYER / "readings", "dump_id", RECORD_SCHEMA)
    with (
        Segment(beside(out, "readings"), held=True) as read_now,
        Segment(beside(out, "words")) as printed_now,
        Helpers(beside(out, "helper")) as helpers,
        scratch_folder(beside(out, "numbers")) as scratch,
    ):
        known, failed = _known(out, before, readings), before.failed if before else ()
        found = scan(raw, settings, known, failed, read_now.append, helpers)
        if not found.kept and not found.read:
            first = next(iter(found.failed.values()))
            more = f" (and {len(found.failed) - 1} more files)" if len(found.failed) > 1 else ""
            raise InputError(f"{raw}: no dump could be read: {first}{more}")
        manifest = Manifest(
            collection=raw.resolve().name,
            reader_version=READER_VERSION,
            settings={
                "year": year,
                "sha256": settings.sha256,
                "kinds": settings.kinds,
                "terms": settings.terms,
            },
            dumps={facts.path: facts.as_json() for facts in (*found.kept, *found.read)},
            failed=found.failed,
        )
        if before is not None and manifest.same_as(before) and is_whole(out, before):
            return LoadReport.of(raw, out, read_columns(out, REPORTED), manifest, read=0)
        tables = _derived(found, readings, out, settings, year)
        report = LoadReport.of(raw, out, tables, manifest, read=len(found.read))
        if strict and report.problems():
            raise InputError(f"strict: nothing was written: {report.problems()[0]}")
        usable = before if before is not None and _can_build_on(out, before) else None
        index, words = indexed(tables["papers"], settings, out, usable, printed_now, scratch)

        def write_layers(folder: Path) -> None:
            readings.write(folder / LAYER / "readings", read_now, *helpers.segments)
            words.write(folder / LAYER / "words", printed_now)

        write_tables(tables | index, manifest, out, write_layers)
    return report


def _derived(
    found: Scan, readings: Layer, out: Path, settings: Settings, year: int | None
) -> dict[str, pl.DataFrame]:
    """Derive the tables from what was read now and what earlier loads kept.

    Lets go of the records, the largest thing that a load holds.
    """
    kept = pl.Series([facts.dump_id for facts in found.kept], dtype=pl.String)
    rejects = [found.rejects]
    if found.kept:
        old = pl.read_parquet(out / "rejects.parquet")
        rejects.append(old.filter(pl.col("dump_id").is_in(kept.implode())))
    records = pl.concat([readings.keep(kept), found.records])
    found.records = RECORD_SCHEMA.to_frame()
    return derive([*found.kept, *found.read], records, pl.concat(rejects), settings, year)
