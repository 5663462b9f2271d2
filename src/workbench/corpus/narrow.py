"""Narrowing a corpus to some of its dumps: every table follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from ..errors import InputError
from .frames import recount
from .periods import as_day


def choose_dumps(
    dumps: pl.DataFrame,
    series: str | None,
    names: Iterable[str] | None,
    since: date | str | None,
    until: date | str | None,
) -> pl.DataFrame:
    """Return the dumps for which all that is given holds; see :meth:`Corpus.where`.

    Raises
    ------
    InputError
        A series or dump that is not there, a day that is none, or nothing left.
    """
    kept = dumps
    if series is not None:
        kept = kept.filter(pl.col("series") == series)
        if kept.is_empty():
            known = ", ".join(sorted(dumps["series"].drop_nulls().unique())) or "none"
            raise InputError(f"no dump of series {series!r}; series here: {known}")
    if names is not None:
        asked = [names] if isinstance(names, str) else list(names)
        unknown = set(asked) - {*dumps["dump"], *dumps["path"]}
        if unknown:
            raise InputError(f"no dump {min(unknown)!r}; corpus.dumps lists the dumps")
        kept = kept.filter(pl.col("dump").is_in(asked) | pl.col("path").is_in(asked))
    if since is not None:
        kept = kept.filter(pl.col("listed_on") >= as_day(since, "since"))
    if until is not None:
        kept = kept.filter(pl.col("listed_on") <= as_day(until, "until"))
    if kept.is_empty():
        raise InputError("no dump is left; widen the filter (undated dumps have no day)")
    return kept


def cut_to(dumps: pl.DataFrame, tables: Mapping[str, Any]) -> dict[str, pl.DataFrame]:
    """Return the tables of the papers that these dumps list; document frequencies are theirs."""

    def kept(name: str, by: pl.DataFrame, key: str) -> pl.DataFrame:
        return tables[name].join(by.select(key), on=key, how="semi", maintain_order="left")

    listings = kept("listings", dumps, "dump_id")
    papers = recount(kept("papers", listings, "paper_id"), listings, dumps)
    postings = kept("postings", papers, "paper_id")
    df = postings.group_by("term_id").agg(df=pl.len().cast(pl.Int64))
    return {
        "dumps": dumps,
        "listings": listings,
        "papers": papers,
        "postings": postings,
        "terms": tables["terms"].drop("df").join(df, on="term_id", maintain_order="left"),
        "rejects": kept("rejects", dumps, "dump_id"),
        "merges": kept("merges", dumps, "dump_id"),
        "coverage": kept("coverage", dumps, "dump_id"),
        "origins": kept("origins", papers, "paper_id"),
        "ledger": kept("ledger", dumps, "dump_id"),
    }
