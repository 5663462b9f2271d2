"""What was loaded, in words: dumps and days, bytes, new listings, fields, rejects, merges."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus
from .reading import Reading, count, day, listed, read, share

NO_SERIES = (
    "The dumps are no time series: they answer different queries, or their query is not known, so"
    " what differs between them is not change over time."
)


def no_series(corpus: Corpus) -> str:
    """Say why nothing of a corpus can be called change over time."""
    return NO_SERIES if corpus.dumps.height > 1 else "There is one dump only."


def dumps(corpus: Corpus) -> Reading:
    """Say what was read: dumps, listings, papers, days, series, and where every byte lies."""
    table = corpus.dumps
    days = table.get_column("listed_on").drop_nulls().unique().sort()
    undated = table.get_column("listed_on").null_count()
    series = table.get_column("series").drop_nulls().unique().sort().to_list()
    if days.is_empty():
        dated = (
            "No dump has a date, so nothing can be said about time: give the year with --year, or"
            " days in workbench.toml."
        )
    elif len(days) == 1:
        dated = f"All dated dumps are of {day(days[0])}, so nothing can be said about change."
    else:
        dated = f"The dated ones run from {day(days[0])} to {day(days[-1])}."
    return read(
        f"{count(table.height, 'dump')} {'holds' if table.height == 1 else 'hold'}"
        f" {count(corpus.listings.height, 'listing')} of {count(corpus.papers.height, 'paper')}.",
        dated,
        f"{count(undated, 'dump')} {'has' if undated == 1 else 'have'} no date."
        if undated and not days.is_empty()
        else None,
        f"Series: {listed(series)}." if series else NO_SERIES if table.height > 1 else None,
        _dated_by(table),
        _bytes(corpus),
    )


def _dated_by(table: pl.DataFrame) -> str | None:
    """Say which rules gave the days, and how many lists are at their cap."""
    rules = table["date_source"].drop_nulls().unique().sort().to_list()
    at_cap = table["truncated"].sum()
    told = [
        f"The days come from: {listed(rules)}." if rules else None,
        f"{count(at_cap, 'list')} as long as the series allows: what is not on it may still exist."
        if at_cap
        else None,
    ]
    return " ".join(sentence for sentence in told if sentence) or None


def _bytes(corpus: Corpus) -> str | None:
    """Say in what the bytes of the dumps lie; nothing of a corpus that was made of a frame."""
    if corpus.ledger.is_empty():
        return None
    kinds = corpus.ledger.group_by("kind").agg(pl.col("n_bytes").sum()).sort("kind")
    told = [f"{n_bytes:,} {kind}" for kind, n_bytes in kinds.iter_rows()]
    lie, have = kinds["n_bytes"].sum(), corpus.dumps["n_bytes"].sum()
    if lie != have:
        return f"The ledger does not balance: of {have:,} bytes {lie:,} are accounted for."
    return f"Each of their {have:,} bytes is accounted for: {listed(told)}."


def coverage(corpus: Corpus, found: pl.DataFrame) -> Reading:
    """Say which fields all listings carry, which some do and since when, and which none.

    Parameters
    ----------
    corpus
        The corpus the coverage is of.
    found
        From :func:`workbench.coverage`.
    """
    if found.is_empty():
        return read("No dump tells which fields it carries.")
    fields = (
        found.group_by("field")
        .agg(pl.col("with_field", "listings").sum())
        .sort("with_field", "field", descending=[True, False])
    )
    full = fields.filter(pl.col("with_field") == pl.col("listings"))["field"].to_list()
    some = fields.filter((pl.col("with_field") > 0) & ~pl.col("field").is_in(full))
    none = fields.filter(pl.col("with_field") == 0)["field"].to_list()
    late = _late(found)
    told = [
        f"{_spaced(field)} {share(part / whole, part, whole)}{late.get(field, '')}"
        for field, part, whole in some.iter_rows()
    ]
    return read(
        f"Every listing has: {listed([_spaced(field) for field in full], 12)}." if full else None,
        f"Some have: {listed(told, 12)}." if told else None,
        f"None has: {listed([_spaced(field) for field in none], 12)}." if none else None,
    )


def _late(found: pl.DataFrame) -> dict[str, str]:
    """Return since when a field is known, where a series began without it."""
    first = pl.col("period").filter(pl.col("listings") > 0).first().over("series")
    late = (
        found.filter(pl.col("period_start").is_not_null())
        .with_columns(first=first)
        .filter(pl.col("since") != pl.col("first"))
        .unique(["series", "field"], maintain_order=True)
    )
    told: dict[str, list[str]] = {}
    for series, field, since in late.select("series", "field", "since").iter_rows():
        told.setdefault(field, []).append(f"since {since} in {series}")
    return {field: f", {listed(series, 3)}" for field, series in told.items()}


def _spaced(field: str) -> str:
    return field.replace("_", " ")


def rejects(corpus: Corpus) -> Reading:
    """Say how much could not be read, by which rule, and which files not at all."""
    rules = corpus.rejects.group_by("rule").len().sort("len", "rule", descending=[True, False])
    unread = corpus.unread["reason"].to_list()
    told = listed([f"{n:,} {rule}" for rule, n in rules.iter_rows()])
    return read(
        "Nothing was rejected: every line of every dump is read."
        if rules.is_empty()
        else f"{count(corpus.rejects.height, 'piece')} of text could not be read: {told}.",
        f"{count(len(unread), 'file')} could not be read at all: {listed(unread)}."
        if unread
        else None,
    )
