"""Listings as a frame: one row a listing, its texts tidied, its keys computed.

Everything here depends on one dump alone, so it is done once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import polars as pl

from ..text import (
    LINKED,
    code_urls,
    loose,
    may_be_untidy,
    plain_title_key,
    rewritten,
    tidy_abstract,
    tidy_title,
    title_keys,
)
from .listing import Listing
from .source import Source

RECORD_SCHEMA = pl.Schema(
    {
        "dump_id": pl.String,
        "rank": pl.Int64,
        "title": pl.String,
        "abstract": pl.String,
        "line_start": pl.Int64,
        "line_end": pl.Int64,
        "upvotes": pl.Int64,
        "authors": pl.List(pl.String),
        "arxiv_id": pl.String,
        "version": pl.Int64,
        "doi": pl.String,
        "url": pl.String,
        "categories": pl.List(pl.String),
        "keywords": pl.List(pl.String),
        "published_on": pl.Date,
        "published_precision": pl.String,
        "title_key": pl.String,
        "code_urls": pl.List(pl.String),
    }
)
_AS_READ = [name for name in RECORD_SCHEMA if name not in ("title_key", "code_urls")]


class Listed(NamedTuple):
    """The listings of a dump, without the dump: how many, and by name what any of them carries."""

    n: int
    columns: dict[str, Sequence[object]]


def listed(source: Source, listings: Sequence[Listing]) -> Listed:
    """Turn the listings of a dump into columns, their places into lines."""
    if not listings:
        return Listed(0, {})
    n = len(listings)
    fields = dict(zip(Listing._fields, zip(*listings, strict=True), strict=True))
    starts, ends = fields.pop("start"), fields.pop("end")
    last = map(max, starts, (end - 1 for end in ends))
    lines = source.lines_at([*starts, *last]).tolist()
    carried = {
        name: column for name, column in fields.items() if any(column) or column.count(None) < n
    }
    return Listed(
        n,
        carried | {"dump_id": [source.dump_id] * n, "line_start": lines[:n], "line_end": lines[n:]},
    )


def to_records(read: Iterable[tuple[Source, Sequence[Listing]]]) -> pl.DataFrame:
    """Return the listings of dumps as a frame, see :func:`to_frame`."""
    return to_frame([listed(*dump) for dump in read])


def to_frame(read: Sequence[Listed]) -> pl.DataFrame:
    """Return the listings of dumps as a frame, their texts as the dumps have them.

    Parameters
    ----------
    read
        Many dumps at once are much faster than one by one.

    Returns
    -------
    polars.DataFrame
        The columns of :data:`RECORD_SCHEMA` up to `published_precision`.
    """
    return pl.DataFrame([_column(name, read) for name in _AS_READ])


def _column(name: str, read: Sequence[Listed]) -> pl.Series:
    n, dtype = sum(dump.n for dump in read), RECORD_SCHEMA[name]
    if not any(name in dump.columns for dump in read):
        return pl.Series(name, [None], dtype=dtype).new_from_index(0, n)
    values = [*chain.from_iterable(dump.columns.get(name) or [None] * dump.n for dump in read)]
    try:
        return pl.Series(name, values, dtype=dtype)
    except UnicodeEncodeError:
        # JSON can spell halves of a character (\\ud835) that no text can hold
        return pl.Series(name, [*map(_whole, values)], dtype=dtype)


def _whole(value: object) -> object:
    """Replace lone halves of characters in a text, or in the texts of a list."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_whole(each) for each in value] if isinstance(value, list) else value


def finish(records: pl.DataFrame) -> pl.DataFrame:
    """Tidy the texts of records and compute their keys.

    Parameters
    ----------
    records
        Frames of :func:`to_records`, of any number of dumps.

    Returns
    -------
    polars.DataFrame
        The columns of :data:`RECORD_SCHEMA`: titles and abstracts tidied (a blank abstract is
        null), `title_key` the normalized title, `code_urls` the links to code in both.
    """
    title, abstract = pl.col("title"), pl.col("abstract")
    # asked in one call: dumps are read in another thread, and each call waits until it may go on
    told = records.select_seq(
        title_key=plain_title_key(title),
        title=loose(title),
        abstract=loose(abstract) | (abstract == ""),
        # the sign that every link has is found in a fraction of the time that the names take
        linked=title.str.contains("/", literal=True)
        | abstract.str.contains("/", literal=True).fill_null(False),
    )
    titles, retitled = _tidied(records["title"], told["title"], tidy_title)
    abstracts, changed = _tidied(records["abstract"], told["abstract"], tidy_abstract)
    keys = told["title_key"]
    linked = pl.concat([told["linked"].arg_true(), retitled, changed]).unique().sort()
    columns = records.to_dict() | {
        "title": titles,
        "abstract": abstracts.replace("", None) if len(changed) else abstracts,
        "title_key": title_keys(titles, keys.scatter(retitled, None) if len(retitled) else keys),
        "code_urls": _links(titles, abstracts, linked),
    }
    return pl.DataFrame({name: columns[name] for name in RECORD_SCHEMA})


def _tidied(
    texts: pl.Series, told: pl.Series, tidy: Callable[[str], str]
) -> tuple[pl.Series, pl.Series]:
    """Return the texts tidied, and the rows of those that were not tidy for certain."""
    rows = may_be_untidy(texts, told).arg_true()
    if not len(rows):
        return texts, rows
    return rewritten(texts, rows, [*map(tidy, texts.gather(rows))]), rows


def _links(titles: pl.Series, abstracts: pl.Series, rows: pl.Series) -> pl.Series:
    """Return the links to code in titles and abstracts, a list for each; only `rows` have any."""
    which = np.zeros(titles.len(), dtype=np.int64)
    found: list[list[str]] = [[]]
    if len(rows):
        texts = pl.DataFrame(
            {"row": rows, "title": titles.gather(rows), "abstract": abstracts.gather(rows)}
        )
        texts = texts.filter(pl.any_horizontal(pl.col("title", "abstract").str.contains(LINKED)))
        found += [code_urls(f"{title}\n{abstract or ''}") for _, title, abstract in texts.rows()]
        which[texts["row"].to_numpy()] = np.arange(1, len(found))
    return pl.Series(found, dtype=RECORD_SCHEMA["code_urls"]).gather(which)
