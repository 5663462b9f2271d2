"""Printed forms of terms, and the one that stands for the term."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel import NONE, entries, number_pairs, papers_of
from ..kernel.counting import Ints
from .phrases import Terms
from .stream import Stream


@dataclass(frozen=True)
class Forms:
    """The printed forms of the terms of one length.

    Attributes
    ----------
    term
        The number of each form's term.
    papers, in_text
        How many papers print it so, and how many of them outside the title.
    first
        The entry where it stands first.
    """

    term: Ints
    papers: Ints
    in_text: Ints
    first: npt.NDArray[np.integer]

    def names(self, stream: Stream, n_words: int) -> pl.Series:
        """Return how the terms are printed."""
        parts = []
        for place in range(n_words):
            at = self.first + place
            surface = pl.Series(stream.surface[at])
            # the second half of a compound has been printed by its first half
            printed = stream.vocabulary["surface"].gather(surface.set(surface < 0, None))
            parts.append(printed.fill_null(""))
            if place < n_words - 1:
                joint = pl.Series(stream.mark[at] & entries.CLOSED, dtype=pl.Int8)
                parts.append(joint.replace_strict(_PRINTED_JOINTS, return_dtype=pl.String))
        return pl.select(pl.concat_str(parts)).to_series()


_PRINTED_JOINTS = {0: "", 1: " ", 2: "-", entries.CLOSED: ""}


def find_forms(stream: Stream, terms: Terms, threads: int | None = None) -> Forms:
    """Return the printed forms of terms."""
    doc, outside = stream.doc, entries.in_text(stream.mark)
    if terms.n_words == 1:
        number = np.where(terms.number == NONE, np.int32(NONE), stream.surface)
        n = stream.vocabulary.height
        papers = papers_of(number, doc, n)
        term_of, first = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int64)
        at = np.flatnonzero(number != NONE)
        term_of[number[at]], first[number[at]] = terms.number[at], at
        kept = np.flatnonzero(papers)
        in_text = papers_of(number, doc, n, outside)
        return Forms(term_of[kept], papers[kept], in_text[kept], first[kept])
    # a printed word and the joint after it is one code, two codes are one number
    number = entries.codes(stream.mark, stream.surface, terms.number, 0)
    for place in range(1, terms.n_words - 1):
        code = entries.codes(stream.mark, stream.surface, terms.number, place)
        number = number_pairs(number, code[place:], doc, 1, threads).of_row
        del code
    last = stream.surface[terms.n_words - 1 :] + np.int32(1)
    found = number_pairs(number, last, doc, 1, threads)
    in_text = papers_of(found.of_row, doc, len(found.papers), outside)
    return Forms(terms.number[found.first], found.papers, in_text, found.first)


def forms_of(stream: Stream, found: tuple[Terms, ...], threads: int | None = None) -> pl.DataFrame:
    """Return the printed forms of all terms.

    Returns
    -------
    polars.DataFrame
        `number` (of the term, counted through all lengths), `form`, `papers`, `in_text`.
    """
    parts, start = [], 0
    for terms in found:
        forms = find_forms(stream, terms, threads)
        columns = {
            "number": forms.term + np.int32(start),
            "form": forms.names(stream, terms.n_words),
            "papers": pl.Series(forms.papers, dtype=pl.Int64),
            "in_text": pl.Series(forms.in_text, dtype=pl.Int64),
        }
        parts.append(pl.DataFrame(columns))
        start += len(terms.papers)
    return pl.concat(parts)


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
