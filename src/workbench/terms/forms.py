"""Printed forms of terms, and the one that stands for the term."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..kernel.jit import in_threads
from .phrases import Terms
from .stream import Stream


def forms_of(stream: Stream, found: tuple[Terms, ...]) -> pl.DataFrame:
    """Return the printed forms of all terms.

    Returns
    -------
    polars.DataFrame
        `number` (of the term, counted through all lengths), `form`, `papers`, `in_text`.
    """
    starts = np.cumsum([0, *(len(terms.papers) for terms in found)])
    pairs = zip(found, starts[:-1].tolist(), strict=True)
    return pl.concat(in_threads(_forms, [(stream, *pair) for pair in pairs]))


def _forms(stream: Stream, terms: Terms, start: int) -> pl.DataFrame:
    at, form = terms.forms(stream)
    return pl.DataFrame(
        {
            "number": terms.term_of[at] + np.int32(start),
            "form": form,
            "papers": pl.Series(terms.form_papers[at], dtype=pl.Int64),
            "in_text": pl.Series(terms.form_in_text[at], dtype=pl.Int64),
        }
    )


def labels(forms: pl.DataFrame) -> pl.Series:
    """Return each term's label, in the order of their numbers: the form most papers print.

    Running text counts first, since titles print many words with a capital that they have nowhere
    else. Ties go to fewer capitals, then to the shorter, then to the first by the alphabet.
    """
    several = _has_several(forms)
    chosen = (
        forms.filter(several)
        .sort(
            "number",
            -pl.col("in_text"),
            -pl.col("papers"),
            pl.col("form").str.count_matches(r"\p{Lu}"),
            pl.col("form").str.len_chars(),
            "form",
        )
        .unique("number", keep="first", maintain_order=True)
    )
    return pl.concat([forms.filter(~several), chosen]).sort("number")["form"]


def in_order(forms: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Return `term_id`, `form`, `papers`, sorted by the first two; `ids` are those of the terms."""
    several = _has_several(forms)
    table = forms.select(ids.gather(forms["number"]).alias("term_id"), "form", "papers")
    # most terms have one form: only the others need a sort by text
    sorted_texts = table.filter(several).sort("term_id", "form")
    return pl.concat([table.filter(~several), sorted_texts]).sort("term_id", maintain_order=True)


def _has_several(forms: pl.DataFrame) -> pl.Series:
    number = forms["number"].to_numpy()
    return pl.Series(np.bincount(number)[number] > 1, dtype=pl.Boolean)
