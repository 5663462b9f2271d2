"""Acronyms as the papers that define them use them: written for short, meant in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from ..text import EVERY_STEP, Steps
from .acronyms import definitions
from .known import counted_phrase

_PAIRS = {"paper_id": pl.String, "term": pl.String, "meaning": pl.String}


def written_out(
    found: pl.DataFrame,
    papers: pl.DataFrame,
    known: Mapping[str, str],
    steps: Steps = EVERY_STEP,
) -> pl.DataFrame:
    """Return candidates with acronyms counted as the expansions that their papers give them.

    Parameters
    ----------
    found
        `paper_id`, `term`, `whole` and other columns (`candidates.candidates`).
    papers
        `paper_id`, `title`, `abstract`.
    known
        What printed words count as.
    steps
        The steps that the index took.

    Returns
    -------
    polars.DataFrame
        The rows in their order, without the acronyms; what they weighed is added to the `whole` of
        what they stand for. An acronym whose expansion is no candidate (too long) stays.
    """
    pairs = pl.DataFrame(list(_pairs(papers, known, steps)), schema=_PAIRS, orient="row").unique(
        ["paper_id", "term"], keep="first", maintain_order=True
    )
    short = (
        found.select("paper_id", "term", "whole")
        .join(pairs, on=["paper_id", "term"])
        .filter(pl.col("term") != pl.col("meaning"))
        .join(
            found.select("paper_id", meaning="term"),
            on=["paper_id", "meaning"],
            how="semi",
        )
    )
    gained = short.group_by("paper_id", term="meaning").agg(gained=pl.col("whole").sum())
    return (
        found.join(short, on=["paper_id", "term"], how="anti", maintain_order="left")
        .join(gained, on=["paper_id", "term"], how="left", maintain_order="left")
        .with_columns(whole=pl.col("whole") + pl.col("gained").fill_null(0.0))
        .drop("gained")
    )


def _pairs(
    papers: pl.DataFrame, known: Mapping[str, str], steps: Steps
) -> Iterator[tuple[str, str, str]]:
    for paper_id, title, abstract in papers.select("paper_id", "title", "abstract").iter_rows():
        for acronym, expansion in definitions(f"{title}\n{abstract or ''}"):
            short, full = (counted_phrase(text, known, steps) for text in (acronym, expansion))
            yield paper_id, short, full
