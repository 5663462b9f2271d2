"""Printed forms of terms, and the one that stands for the term."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from .phrases import Terms
from .stream import Stream


def forms_of(stream: Stream, terms: Terms, start: int) -> pl.DataFrame:
    """Return the printed forms of the terms of one length.

    Parameters
    ----------
    stream
        The pile's words.
    terms
        The terms.
    start
        The number of the first of them, counted through all lengths.

    Returns
    -------
    polars.DataFrame
        `number` (of the term), `form`, `papers`, `in_text`.
    """
    at, form = terms.forms(stream)
    return pl.DataFrame(
        {
            "number": terms.term_of[at] + np.int32(start),
            "form": form.to_series(),
            "papers": terms.form_papers[at],
            "in_text": terms.form_in_text[at],
        }
    )


def labels(forms: pl.DataFrame) -> pl.Series:
    """Return each term's label, in the order of their numbers: the form most papers print.

    Running text counts first, since titles print many words with a capital that they have nowhere
    else. Ties go to fewer capitals, then to the shorter, then to the first by the alphabet.
    """
    number = forms["number"].to_numpy()
    several = np.flatnonzero(_has_several(number))
    chosen = (
        forms[several]
        .with_columns(row=pl.Series(several))
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
    row = np.empty(number.max(initial=-1) + 1, dtype=np.int64)
    row[number] = np.arange(len(number))
    row[chosen["number"].to_numpy()] = chosen["row"].to_numpy()
    return forms["form"].gather(row)


def in_order(forms: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """Return `term_id`, `form`, `papers`, sorted by the first two; `ids` are those of the terms."""
    number = forms["number"].to_numpy()
    several = _has_several(number)
    # most terms have one form: only the others need a sort by text
    texts = np.flatnonzero(several)
    texts = texts[forms["form"].gather(texts).arg_sort().to_numpy()]
    rows = np.concatenate([np.flatnonzero(~several), texts])
    rows = rows[np.argsort(ids.to_numpy()[number[rows]], kind="stable")]
    return pl.DataFrame(
        {
            "term_id": ids.gather(number[rows]),
            "form": forms["form"].gather(rows),
            "papers": forms["papers"].gather(rows).cast(pl.Int64),
        }
    )


def _has_several(number: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    return np.bincount(number)[number] > 1
