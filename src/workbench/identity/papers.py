"""What is known of a paper: the copy that survives, what others add, where each field is from."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..tables import TABLES
from .union import NONE, Numbers

# taken from the first listing, in order of survival, that has it
_FILLED = ["authors", "url", "categories", "keywords", "published_on", "code_urls"]
_LISTS = ["authors", "categories", "keywords", "code_urls"]
_ARXIV_DOI = "10.48550/arxiv."


def survival(listings: pl.DataFrame) -> Numbers:
    """Return the rows of listings in the order in which their copies of a paper would survive.

    The longest abstract first; of equals the latest version, then the earliest dump, then the
    first rank.

    Parameters
    ----------
    listings
        As :func:`workbench.identity.keys.placed` gives them.
    """
    order = listings.select(
        length=-pl.col("abstract").str.len_chars().fill_null(0).cast(pl.Int64),
        version=-pl.col("version").fill_null(0),
        day="captured_on",
        place="place",
    )
    by_all = pl.arg_sort_by("length", "version", "day", "place", nulls_last=True)
    return order.select(by_all).to_series().to_numpy().astype(np.int64)


def first_of_each(papers: Numbers, rows: Numbers, n_papers: int) -> Numbers:
    """Return for each paper the first of the rows that are its own, :data:`NONE` without one."""
    first = np.full(n_papers, NONE, dtype=np.int64)
    # the last one written stays
    first[papers[rows[::-1]]] = rows[::-1]
    return first


def papers_of(
    listings: pl.DataFrame, papers: Numbers, ids: pl.Series, order: Numbers
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Make the tables `papers` and `origins`.

    Parameters
    ----------
    listings
        As :func:`workbench.identity.keys.keyed` and :func:`~workbench.identity.keys.placed` give
        them.
    papers
        For each listing the number of its paper.
    ids
        By these numbers, the ids of the papers.
    order
        The rows of the listings in order of survival.

    Returns
    -------
    papers, origins : polars.DataFrame
        As declared in :mod:`workbench.tables`.

    Notes
    -----
    Title and abstract are the surviving copy's. The arXiv id is the paper's key; a DOI that only
    repeats an arXiv id is taken where there is no other. The precision of the day is that of the
    listing which gave the day.
    """
    fields: dict[str, Numbers] = {}
    for name, known in _known(listings, ids.gather(papers)).items():
        rows = order[known[order]]
        if name == "doi":
            repeats = listings["doi_given"].str.starts_with(_ARXIV_DOI).fill_null(False).to_numpy()
            rows = rows[np.argsort(repeats[rows], kind="stable")]
        fields[name] = first_of_each(papers, rows, ids.len())
    sources = {"arxiv_id": "arxiv", "doi": "doi_given"}
    columns = {
        name: listings[sources.get(name, name)].gather(_or_null(rows))
        for name, rows in (fields | {"published_precision": fields["published_on"]}).items()
    }
    counted = (
        listings.select("dump_id", "captured_on", paper=papers)
        .group_by("paper")
        .agg(
            first_captured_on=pl.col("captured_on").min(),
            last_captured_on=pl.col("captured_on").max(),
            n_dumps=pl.col("dump_id").n_unique().cast(pl.Int64),
            n_listings=pl.len().cast(pl.Int64),
        )
        .sort("paper")
    )
    made = counted.with_columns(ids, **columns).with_columns(pl.col("code_urls").fill_null([]))
    several = counted["n_listings"].to_numpy() > 1
    return in_shape(made, "papers", ["paper_id"]), _origins(listings, fields, ids, several)


def _known(listings: pl.DataFrame, ids: pl.Series) -> dict[str, NDArray[np.bool_]]:
    """Return for each field of a paper which listings have it."""
    known = {
        "title": pl.lit(True),
        "abstract": pl.col("abstract").is_not_null(),
        "arxiv_id": (pl.format("arxiv:{}", "arxiv") == ids).fill_null(False),
        "doi": pl.col("doi_given").is_not_null(),
    }
    known |= {name: pl.col(name).is_not_null() for name in _FILLED}
    known |= {name: (pl.col(name).list.len() > 0).fill_null(False) for name in _LISTS}
    told = listings.select(pl.col("dump_id"), **known)
    return {name: told[name].to_numpy() for name in known}


def _or_null(rows: Numbers) -> pl.Series:
    """Return rows to gather by, null where there is none."""
    return pl.Series(rows).replace(NONE, None)


def _origins(
    listings: pl.DataFrame, fields: dict[str, Numbers], ids: pl.Series, several: NDArray[np.bool_]
) -> pl.DataFrame:
    """Make the table `origins`: for each paper with several listings, where each field is from."""
    told = []
    for name, rows in fields.items():
        papers = np.flatnonzero(several & (rows != NONE))
        givers = listings.select(pl.col("dump_id", "rank").gather(rows[papers]))
        told.append(givers.with_columns(ids.gather(papers), field=pl.lit(name)))
    return in_shape(pl.concat(told), "origins", ["paper_id", "field"])


def in_shape(frame: pl.DataFrame, table: str, order: list[str]) -> pl.DataFrame:
    """Return a frame as the table it is declared to be, sorted."""
    columns = TABLES[table].column_names()
    needed = dict.fromkeys([*columns, *order])
    return frame.select(needed.keys()).sort(order).select(columns)
