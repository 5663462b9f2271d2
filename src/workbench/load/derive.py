"""From what was read to the tables of the contract: all that depends on the whole pile."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..dumps import date_dump
from ..identity import Overrides, identify
from ..settings import SeriesSettings, Settings
from ..tables import empty
from .facts import DumpFacts

# the fields of which the table `coverage` tells since when a source carries them
COVERED = (
    "abstract",
    "authors",
    "arxiv_id",
    "doi",
    "url",
    "categories",
    "keywords",
    "published_on",
    "upvotes",
)


def dump_rows(facts: Sequence[DumpFacts], settings: Settings, year: int | None) -> pl.DataFrame:
    """Return the table `dumps`, sorted by path."""
    rows = [_dump_row(one, settings, year) for one in sorted(facts, key=lambda one: one.path)]
    return pl.DataFrame(rows, schema=empty("dumps").schema)


def _dump_row(facts: DumpFacts, settings: Settings, year: int | None) -> dict[str, object]:
    own = settings.of(facts.path)
    # an empty name in the settings takes a dump out of its series
    name = (facts.series if own.series is None else own.series) or None
    series = settings.series.get(name, SeriesSettings()) if name else SeriesSettings()
    dated = date_dump(facts.path, facts, own, year, series.day_offset)
    return {
        "dump_id": facts.dump_id,
        "path": facts.path,
        "sha256": facts.sha256,
        "n_bytes": facts.n_bytes,
        "n_lines": facts.n_lines,
        "format": facts.format,
        "layout": facts.layout,
        "series": name,
        "captured_on": dated.captured_on,
        "listed_on": dated.listed_on,
        "truncated": _truncated(facts, series.list_cap),
        "date_text": facts.date_text,
        "date_source": dated.source,
        "n_listings": facts.n_listings,
        "n_rejects": facts.n_rejects,
    }


def _truncated(facts: DumpFacts, list_cap: int | None) -> bool | None:
    """Say whether a list is at its cap: the cap of the settings, else what the dump itself says."""
    if list_cap is None:
        return facts.truncated
    return facts.n_listings >= list_cap


def coverage(records: pl.DataFrame) -> pl.DataFrame:
    """Return the table `coverage`: how many listings of a dump carry a field."""
    counts = records.group_by("dump_id").agg(pl.col(COVERED).count().cast(pl.Int64))
    return counts.unpivot(
        index="dump_id", on=COVERED, variable_name="field", value_name="n_listings"
    ).sort("dump_id", "field")


def derive(
    facts: Sequence[DumpFacts],
    records: pl.DataFrame,
    rejects: pl.DataFrame,
    settings: Settings,
    year: int | None,
) -> dict[str, pl.DataFrame]:
    """Make all tables but those of the terms.

    Parameters
    ----------
    facts
        Of all dumps, in any order.
    records
        The listings of all dumps, columns of :data:`workbench.dumps.RECORD_SCHEMA`, in any order.
    rejects
        The rejects of all dumps.
    settings
        Of the collection.
    year
        Given on the command line.

    Returns
    -------
    dict of str to polars.DataFrame
        By name, sorted; the same for any order.
    """
    dumps = dump_rows(facts, settings, year)
    identified = identify(records, dumps, Overrides(settings.same, settings.different))
    in_order = dumps.select("dump_id", place=pl.int_range(pl.len()))
    return {
        "dumps": dumps,
        "listings": identified.listings,
        "papers": identified.papers,
        "rejects": rejects.join(in_order, on="dump_id")
        .sort("place", "line_start", "line_end", "rule", "text")
        .drop("place"),
        "merges": identified.merges,
        "origins": identified.origins,
        "coverage": coverage(records),
    }
