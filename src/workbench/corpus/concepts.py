"""What acronyms stand for in a corpus, where one answer for all its papers is wanted."""

from __future__ import annotations

import polars as pl


def usual_concepts(terms: pl.DataFrame, joined: pl.DataFrame) -> pl.DataFrame:
    """Return the concept that most of its papers give each acronym: `term_id`, `concept_id`.

    Parameters
    ----------
    terms
        The table.
    joined
        `term_id`, `concept_id` of the postings that stand for another term.
    """
    counted = joined.group_by("term_id", "concept_id").len()
    return (
        counted.join(terms.select("term_id", "df"), on="term_id")
        .filter(pl.col("len") * 2 > pl.col("df"))
        .select("term_id", "concept_id")
        .sort("term_id")
    )


def meant(found: pl.DataFrame, concepts: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Return resolved queries with acronyms as what they usually stand for."""
    ids = pl.col("term_id").replace(concepts["term_id"], concepts["concept_id"])
    return (
        found.with_columns(ids)
        .drop("term", "label")
        .join(terms.select("term_id", "term", "label"), on="term_id", maintain_order="left")
    )
