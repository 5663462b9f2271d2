"""From what was read to the tables of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..dumps import RECORD_SCHEMA, date_dump, to_records
from ..identity import identify
from ..settings import Settings
from ..tables import TABLES, empty
from ..terms import build_index
from .scan import DumpRead


def _dump_row(read: DumpRead, settings: Settings, year: int | None) -> dict[str, object]:
    source, reading = read.source, read.reading
    own = settings.of(source.path)
    dated = date_dump(source.path, reading.date_text, own, year)
    return {
        "dump_id": source.dump_id,
        "path": source.path,
        "sha256": source.sha256,
        "n_bytes": len(source.data),
        "n_lines": len(source.lines),
        "format": reading.format,
        "layout": reading.layout,
        "series": own.series,
        "captured_on": dated.captured_on,
        "listed_on": dated.listed_on,
        "truncated": None,
        "date_text": reading.date_text,
        "date_source": dated.source,
        "n_listings": len(reading.listings),
        "n_rejects": len(reading.rejects),
    }


def _rejects(reads: Sequence[DumpRead]) -> pl.DataFrame:
    rows = [
        (read.source.dump_id, reject.line_start, reject.line_end, reject.rule, reject.text)
        for read in reads
        for reject in read.reading.rejects
    ]
    return pl.DataFrame(rows, schema=empty("rejects").schema, orient="row")


def derive(
    reads: Sequence[DumpRead], settings: Settings, year: int | None
) -> dict[str, pl.DataFrame]:
    """Make all tables from dumps that were read.

    Parameters
    ----------
    reads
        In order of their paths; the tables are the same for any order.
    settings
        Of the collection.
    year
        Given on the command line.

    Returns
    -------
    dict of str to polars.DataFrame
        All tables of :data:`workbench.tables.TABLES`, sorted.
    """
    ordered = sorted(reads, key=lambda read: read.source.path)
    rows = [_dump_row(read, settings, year) for read in ordered]
    dumps = pl.DataFrame(rows, schema=empty("dumps").schema)
    records = [to_records(read.source.dump_id, read.reading.listings) for read in ordered]
    identified = identify(pl.concat([RECORD_SCHEMA.to_frame(), *records]), dumps)
    index = build_index(identified.papers)
    tables = {
        "dumps": dumps,
        "listings": identified.listings,
        "papers": identified.papers,
        "rejects": _rejects(ordered),
        "merges": identified.merges,
        "terms": index.terms,
        "forms": index.forms,
        "postings": index.postings,
    }
    return {name: tables[name] for name in TABLES}
