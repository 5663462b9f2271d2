"""What names a paper: its identifiers, its title, its first author and year."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl

from ..text import rewritten
from .union import Numbers

# a DOI that is an arXiv id in another spelling
_OF_ARXIV = r"^10\.48550/arxiv\.(.+?)(?:v\d+)?$"
# math.GT/0309136 and math/0309136 are one id
_SUBJECT_CLASS = r"^([a-z-]+)\.[a-z]{2}/"
_YEAR_IN_ID = r"^(?:[a-z-]+/)?(\d{2})\d{2}"

_MARKS = r"\p{M}"
_GENERATION = r",?\s+(?:jr|sr|ii|iii|iv)\.?$"
_INITIALS = r"(?:\s+\p{L}\.?(?:-?\p{L}\.)*)+$"

COPY = ["arxiv", "doi", "title", "text", "author", "year"]
"""What makes two listings copies of each other: equal in all of it."""


def keyed(records: pl.DataFrame) -> pl.DataFrame:
    """Add what names the paper of each listing.

    Parameters
    ----------
    records
        Columns of :data:`workbench.dumps.RECORD_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        With the columns `arxiv` (the arXiv id, one spelling), `doi` (null where it only repeats an
        arXiv id), `doi_given`, `author` (the first, as printed), `year` (of publication, or of the
        arXiv id) and `text` (a number that stands for the abstract).
    """
    doi = pl.col("doi").cast(pl.String).str.to_lowercase()
    arxiv = pl.coalesce(
        pl.col("arxiv_id").cast(pl.String).str.to_lowercase(), doi.str.extract(_OF_ARXIV)
    )
    return records.with_columns(
        arxiv=arxiv.str.replace(_SUBJECT_CLASS, "${1}/"),
        doi=pl.when(~doi.str.contains(_OF_ARXIV)).then(doi),
        doi_given=doi,
        author=pl.col("authors").list.first(),
        text=pl.col("abstract").hash(),
    ).with_columns(year=pl.coalesce(pl.col("published_on").dt.year(), _year(pl.col("arxiv"))))


def placed(listings: pl.DataFrame, dumps: pl.DataFrame) -> pl.DataFrame:
    """Add where each listing stands in the pile.

    Parameters
    ----------
    listings
        `dump_id`, `rank`, and whatever else.
    dumps
        `dump_id`, `path`, `captured_on`.

    Returns
    -------
    polars.DataFrame
        With the columns `path`, `captured_on` and `place`, which counts the listings of the pile by
        path and rank. The rows stay in their order: to move the abstracts would copy them all.
    """
    where = listings.select("dump_id", "rank").join(
        dumps.select("dump_id", "path", "captured_on"),
        on="dump_id",
        how="left",
        maintain_order="left",
    )
    order = where.select(pl.arg_sort_by("path", "rank")).to_series().to_numpy()
    place = np.empty(listings.height, dtype=np.int64)
    place[order] = np.arange(listings.height)
    return listings.with_columns(where["path"], where["captured_on"], place=place)


def _year(arxiv: pl.Expr) -> pl.Expr:
    short = arxiv.str.extract(_YEAR_IN_ID).cast(pl.Int32, strict=False)
    return pl.when(short >= 91).then(short + 1900).otherwise(short + 2000)


def surname(name: pl.Expr) -> pl.Expr:
    """Return the last name in `Ana de la Cruz`, `de la Cruz, Ana` or `Cruz A.`: `cruz`.

    In small letters, without accents, initials and what follows a name (`Jr.`).
    """
    plain = name.str.normalize("NFD").str.replace_all(_MARKS, "").str.to_lowercase()
    plain = plain.str.strip_chars().str.replace(_GENERATION, "")
    family = plain.str.extract(r"^([^,]+)").str.replace(_INITIALS, "")
    last = family.str.extract(r"([^\s.]+)\W*$").str.replace_all(r"[^\p{L}]", "")
    return pl.when(last != "").then(last)


def copies_of(listings: pl.DataFrame) -> tuple[pl.DataFrame, Numbers]:
    """Return the distinct copies among listings, the strongest key first.

    Parameters
    ----------
    listings
        As :func:`keyed` and :func:`placed` give them.

    Returns
    -------
    copies : polars.DataFrame
        The columns :data:`COPY`, `title_key`, `abstract`, and `copy`, the row's number. Copies with
        an arXiv id come first, then those with a DOI, then those with a title only; each kind in
        the order of its text. So the first copy of a paper gives the paper its id.
    numbers : numpy.ndarray
        For each listing the copy it is.
    """
    rows = listings.select(*COPY, "place", row=pl.int_range(pl.len()))
    rows = rows.group_by(COPY).agg("row", pl.col("place").min())
    keys = listings["title_key"].gather(rows["row"].list.first())
    order = ["arxiv", "doi", "title_key", "title", "place"]
    rows = rows.with_columns(keys).sort(order, nulls_last=True)
    rows = rows.with_columns(
        listings["abstract"].gather(rows["row"].list.first()), copy=pl.int_range(pl.len())
    )
    numbers = np.empty(listings.height, dtype=np.int64)
    members = rows.select("copy", "row").explode("row")
    numbers[members["row"].to_numpy()] = members["copy"].to_numpy()
    return rows.drop("row", "place"), numbers


def paper_ids(copies: pl.DataFrame, firsts: Numbers) -> pl.Series:
    """Return the ids of papers.

    Parameters
    ----------
    copies
        As :func:`copies_of` gives them.
    firsts
        The first copy of each paper.
    """
    named = copies.select(pl.col("arxiv", "doi", "title_key").gather(firsts))
    ids = named.select(
        paper_id=pl.coalesce(pl.format("arxiv:{}", "arxiv"), pl.format("doi:{}", "doi"))
    ).to_series()
    bare = ids.is_null().arg_true()
    return rewritten(ids, bare, [*map(title_id, named["title_key"].gather(bare))])


def title_id(title_key: str) -> str:
    """Return the id of a paper that is known by its normalized title only."""
    return "title:" + hashlib.sha256(title_key.encode()).hexdigest()[:16]
