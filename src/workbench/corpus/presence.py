"""Which papers hold which terms: a look through the postings."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ..kernel.find import rows_with


def papers_with(postings: pl.DataFrame, term_ids: Iterable[int], column: str) -> pl.DataFrame:
    """Return which papers hold which of the terms: `paper_id`, `term_id`; each pair once, sorted.

    Parameters
    ----------
    postings
        The table.
    term_ids
        The terms.
    column
        `term_id`, or `concept_id`: what the terms are looked for in.
    """
    wanted = pl.Series("term_id", list(term_ids), dtype=pl.Int64)
    held = postings.select("paper_id", term_id=column)
    held = held[rows_with(held["term_id"], wanted)]
    # postings are in order and none is there twice; only concepts make two of them one
    return held if column == "term_id" else held.unique().sort("paper_id", "term_id")
