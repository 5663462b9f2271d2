"""Which paper prints a term how."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..text import EVERY_STEP, Steps
from .entries import read_entries
from .known import counted_as

_SCHEMA = {"form": pl.String, "paper_id": pl.String}


def printed_forms_in(
    papers: pl.DataFrame,
    term: str,
    terms: pl.DataFrame,
    forms: pl.DataFrame,
    steps: Steps = EVERY_STEP,
) -> pl.DataFrame:
    """Return how papers print a term; the table of forms holds only how many do.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, of papers of an index.
    term
        As the index names it.
    terms, forms
        The tables of the index.
    steps
        The steps that the index took.

    Returns
    -------
    polars.DataFrame
        `form`, `paper_id`: each pair once, sorted; a paper stands at each form that it prints.
    """
    if papers.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    wanted = term.split(" ")
    entries = read_entries(papers, counted_as(terms, forms), steps)
    at = entries.phrases(len(wanted))
    for place, word in enumerate(wanted):
        at = at[np.asarray(entries.word[at + place] == word, dtype=bool)]
    return (
        pl.DataFrame(
            {
                "form": entries.forms_at(at, len(wanted)),
                "paper_id": papers["paper_id"].gather(entries.doc[at]),
            }
        )
        .unique()
        .sort("form", "paper_id")
    )
