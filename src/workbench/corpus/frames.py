"""From a user's frame to the tables of a corpus, and counts after narrowing."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd
import polars as pl

from ..dumps import RECORD_SCHEMA, finish
from ..dumps.fields import arxiv_id, doi
from ..errors import InputError
from ..identity import identify
from ..tables import empty

# columns of a user's frame that are taken over as they are
_TAKEN = [
    "abstract",
    "upvotes",
    "authors",
    "arxiv_id",
    "doi",
    "url",
    "categories",
    "keywords",
    "published_on",
    "published_precision",
]


def as_polars(frame: Any) -> pl.DataFrame:
    """Return a pandas or polars frame as polars.

    Raises
    ------
    InputError
        It is neither.
    """
    if isinstance(frame, pl.DataFrame):
        return frame
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    if isinstance(frame, pd.DataFrame):
        return pl.from_pandas(frame)
    raise InputError(f"{type(frame).__name__} is no frame; hand in a pandas or polars DataFrame")


def _days(frame: pl.DataFrame) -> pl.Series:
    """Return the column `date` as days, null where it is missing."""
    if "date" not in frame.columns:
        return pl.Series("date", [None] * frame.height, dtype=pl.Date)
    column = frame.get_column("date")
    if column.dtype == pl.String:
        days = column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    elif column.dtype in (pl.Date, pl.Null) or column.dtype == pl.Datetime:
        days = column.cast(pl.Date)
    else:
        raise InputError(f"column date has type {column.dtype}; use days or text like 2025-03-12")
    bad = frame.with_row_index("row").filter(column.is_not_null() & days.is_null())
    if bad.height:
        raise InputError(
            f"column date, row {bad['row'][0]}: {bad['date'][0]!r} is no day; write 2025-03-12"
        )
    return days


def tables_from_frame(frame: Any) -> dict[str, pl.DataFrame]:
    """Make the tables of a frame of papers, but those of its terms.

    The rows of one day are one dump of the series `frame`; rows without a day are one undated
    dump.

    Returns
    -------
    dict of str to polars.DataFrame
        `dumps`, `listings`, `papers`, `merges`, `coverage`, `origins`.

    Raises
    ------
    InputError
        No column `title`, a row without title, or a date that is none.
    """
    given = as_polars(frame)
    if "title" not in given.columns:
        raise InputError(f"no column title; the frame has: {', '.join(given.columns)}")
    untitled = given.with_row_index("row").filter(
        pl.col("title").cast(pl.String).str.strip_chars().fill_null("") == ""
    )
    if untitled.height:
        raise InputError(f"column title, row {untitled['row'][0]}: no title")
    taken = [column for column in _TAKEN if column in given.columns]
    rows = given.select(
        pl.col("title").cast(pl.String), *[pl.col(c).cast(RECORD_SCHEMA[c]) for c in taken]
    )
    rows = rows.with_columns(_days(given), line_start=pl.int_range(1, pl.len() + 1))
    rows = rows.sort("date", "line_start", nulls_last=True).with_columns(
        path=pl.coalesce(pl.col("date").dt.to_string(), pl.lit("undated"))
    )
    dumps = _dumps_of(rows)
    records = rows.join(dumps.select("path", "dump_id"), on="path", maintain_order="left")
    records = records.with_columns(
        rank=pl.int_range(1, pl.len() + 1).over("path"), line_end="line_start"
    )
    missing = [c for c in RECORD_SCHEMA if c not in records.columns]
    records = records.with_columns(pl.lit(None, dtype=RECORD_SCHEMA[c]).alias(c) for c in missing)
    identified = identify(finish(_with_plain_ids(records)), dumps)
    return {
        "dumps": dumps,
        "listings": identified.listings,
        "papers": identified.papers,
        "merges": identified.merges,
        "coverage": _coverage(records),
        "origins": identified.origins,
    }


def _coverage(records: pl.DataFrame) -> pl.DataFrame:
    """Return how many listings of each day carry the fields that the frame may have."""
    fields = [field for field in _TAKEN if field != "published_precision"]
    carried = records.group_by("dump_id").agg(pl.col(fields).count().cast(pl.Int64))
    return carried.unpivot(
        fields, index="dump_id", variable_name="field", value_name="n_listings"
    ).sort("dump_id", "field")


def _with_plain_ids(records: pl.DataFrame) -> pl.DataFrame:
    """Read identifiers in whatever spelling they are (links, `arXiv:…v2`); keep what is none."""
    given = records.select(pl.col("arxiv_id", "doi").str.strip_chars().replace("", None))
    read = [arxiv_id(text) for text in given["arxiv_id"]]
    ids = [found.id if found else text for found, text in zip(read, given["arxiv_id"], strict=True)]
    dois = [doi(text) or text for text in given["doi"]]
    versions = [found.version if found else None for found in read]
    return records.with_columns(
        pl.Series("arxiv_id", ids, dtype=pl.String),
        pl.Series("doi", dois, dtype=pl.String),
        pl.Series("version", versions, dtype=pl.Int64),
    )


def _dumps_of(rows: pl.DataFrame) -> pl.DataFrame:
    by_path = rows.group_by("path", maintain_order=True).agg(
        pl.col("date").first(),
        n_listings=pl.len().cast(pl.Int64),
        text=pl.col("title").str.join("\n"),
    )
    hashes = [
        hashlib.sha256(f"{path}\0{text}".encode()).hexdigest()
        for path, text in by_path.select("path", "text").iter_rows()
    ]
    filled = by_path.with_columns(
        pl.Series("sha256", hashes, dtype=pl.String),
        format=pl.lit("frame"),
        series=pl.lit("frame"),
        captured_on="date",
        listed_on="date",
        date_source=pl.when(pl.col("date").is_not_null()).then(pl.lit("column date")),
        n_bytes=pl.lit(0),
        n_lines=pl.col("n_listings"),
        n_rejects=pl.lit(0),
    ).with_columns(dump_id=pl.col("sha256").str.slice(0, 16))
    schema = empty("dumps").schema
    missing = [column for column in schema if column not in filled.columns]
    filled = filled.with_columns(pl.lit(None).alias(column) for column in missing)
    return filled.select(schema.names()).cast(dict(schema))


def recount(papers: pl.DataFrame, listings: pl.DataFrame, dumps: pl.DataFrame) -> pl.DataFrame:
    """Return `papers` with the counts and days that these listings and dumps give."""
    counts = (
        listings.join(dumps.select("dump_id", "captured_on"), on="dump_id")
        .group_by("paper_id")
        .agg(
            first_captured_on=pl.col("captured_on").min(),
            last_captured_on=pl.col("captured_on").max(),
            n_dumps=pl.col("dump_id").n_unique().cast(pl.Int64),
            n_listings=pl.len().cast(pl.Int64),
        )
    )
    return papers.update(counts, on="paper_id", how="left", include_nulls=True)
