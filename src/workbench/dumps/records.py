"""Listings as a frame: one row a listing, its texts tidied, its keys computed.

Everything here depends on one dump alone, so it is done once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..text import LINKED, code_urls, may_be_untidy, tidy_abstract, tidy_title, title_keys
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
_FIELDS = Listing._fields
_CARRIED = [name for name in _FIELDS if name not in ("start", "end")]
_AS_READ = [name for name in RECORD_SCHEMA if name not in ("title_key", "code_urls")]


def to_records(read: Iterable[tuple[Source, Sequence[Listing]]]) -> pl.DataFrame:
    """Return the listings of dumps as a frame, their texts as the dumps have them.

    Parameters
    ----------
    read
        Dumps and their listings; many at once are much faster than one by one.

    Returns
    -------
    polars.DataFrame
        The columns of :data:`RECORD_SCHEMA` up to `published_precision`.
    """
    listings: list[Listing] = []
    ids: list[str] = []
    places: list[NDArray[np.int64]] = []
    for source, own in read:
        listings += own
        ids += [source.dump_id] * len(own)
        starts = [listing.start for listing in own]
        ends = [listing.end - 1 for listing in own]
        places.append(source.lines_at([*starts, *map(max, starts, ends)]).reshape(2, -1))
    first, last = np.hstack(places) if places else np.zeros((2, 0), dtype=np.int64)
    columns = dict(zip(_FIELDS, zip(*listings, strict=True), strict=True)) if listings else {}
    data = {"dump_id": ids, "line_start": first, "line_end": last}
    data |= {name: columns.get(name, ()) for name in _CARRIED}
    schema = {name: RECORD_SCHEMA[name] for name in _AS_READ}
    try:
        return pl.DataFrame({name: data[name] for name in _AS_READ}, schema=schema)
    except UnicodeEncodeError:
        # JSON can spell halves of a character (\\ud835) that no text can hold
        whole = {name: [*map(_whole, data[name])] for name in _CARRIED}
        return pl.DataFrame({name: (data | whole)[name] for name in _AS_READ}, schema=schema)


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
    title = _tidied(records["title"], tidy_title)
    abstract = _tidied(records["abstract"], tidy_abstract)
    columns = records.to_dict() | {
        "title": title,
        "abstract": abstract.replace("", None),
        "title_key": title_keys(title),
        "code_urls": _links(title, abstract),
    }
    return pl.DataFrame({name: columns[name] for name in RECORD_SCHEMA})


def _links(title: pl.Series, abstract: pl.Series) -> pl.Series:
    """Return the links to code in titles and abstracts, a list for each."""
    texts = pl.DataFrame({"title": title, "abstract": abstract}).with_row_index("row")
    # the sign that every link has is found in a fraction of the time that the names take
    for sign in ("/", LINKED):
        held = (pl.col(name).str.contains(sign).fill_null(False) for name in ("title", "abstract"))
        texts = texts.filter(pl.any_horizontal(held))
    found = [code_urls(f"{head}\n{body or ''}") for _, head, body in texts.iter_rows()]
    which = np.zeros(title.len(), dtype=np.int64)
    which[texts["row"].to_numpy()] = np.arange(1, len(found) + 1)
    return pl.Series([[], *found], dtype=RECORD_SCHEMA["code_urls"]).gather(which)


def _tidied(texts: pl.Series, tidy: Callable[[str], str]) -> pl.Series:
    rows = may_be_untidy(texts).fill_null(False).arg_true()
    return texts.scatter(rows, [*map(tidy, texts.gather(rows))]) if len(rows) else texts
