"""The terms of single papers, and how far each stands there as a phrase of its own.

The index holds phrases of two papers and more; what a paper is about may be a phrase that no other
paper prints. So candidates are read from the text, by the rules of the index.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import polars as pl

from ..text import EVERY_STEP, Joint, Steps
from ..text.lexicon import words_of
from .entries import Entries, Flags, read_entries
from .known import counted_as
from .phrases import MAX_WORDS
from .shorthand import written_out

# What an occurrence weighs, by what stands beside it: half of a hyphenated word is no phrase; the
# front of a longer phrase hardly is one, its end (`light kernel thinning`) more often.
LEFT = {"open": 0.7, "hyphen": 0.05, "subject": 0.4}
RIGHT = {"open": 0.35, "hyphen": 0.3, "determiner": 0.1}

Weights = npt.NDArray[np.float64]


def candidates(
    papers: pl.DataFrame,
    terms: pl.DataFrame,
    forms: pl.DataFrame,
    postings: pl.DataFrame,
    steps: Steps = EVERY_STEP,
) -> pl.DataFrame:
    """Return the terms of papers, those that no other paper holds included.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, of papers of an index.
    terms, forms, postings
        The tables of the index.
    steps
        The steps that the index took.

    Returns
    -------
    polars.DataFrame
        `paper_id`, `term`, `form` (as first printed, in the abstract if it stands there),
        `n_words`, `tf`, `tf_title`; `whole`, the sum over its occurrences of how far each is a
        phrase of its own (1: function words, boilerplate or punctuation on both sides), and
        `whole_title`, that in the title; `capital`, the share of its occurrences in the abstract
        that have capitals throughout. In the order of `papers`, then of the text; last what papers
        hold by a user's rules only. An acronym that its paper defines is counted into the `whole`
        of what it stands for.
    """
    known = counted_as(terms, forms)
    entries = read_entries(papers, known, steps)
    # a word that means something and is no term is one that the user's rules took out
    single = set(terms.filter(pl.col("n_words") == 1)["term"])
    out = entries.free & ~entries.stop & ~_among(entries, single)
    lengths = range(1, MAX_WORDS + 1) if steps.phrases else (1,)
    found = pl.concat(_of_length(entries, out, n_words) for n_words in lengths)
    in_title = pl.col("in_title")
    grouped = (
        found.cast({"doc": pl.UInt32})
        .sort("doc", "at", "n_words")
        .group_by("doc", "term", maintain_order=True)
        .agg(
            form=pl.col("form").sort_by("in_title", maintain_order=True).first(),
            n_words=pl.col("n_words").first(),
            tf=pl.len().cast(pl.Int64),
            tf_title=in_title.sum().cast(pl.Int64),
            whole=pl.col("weight").sum(),
            whole_title=pl.col("weight").filter(in_title).sum(),
            capital=pl.col("capital").filter(~in_title).mean().fill_null(0.0),
        )
        .join(papers.select("paper_id").with_row_index("doc"), on="doc", maintain_order="left")
        .select("paper_id", pl.exclude("doc", "paper_id"))
    )
    held = _with_held(grouped, papers, terms, postings)
    return written_out(held, papers, known, steps) if steps.acronyms else held


def _with_held(
    found: pl.DataFrame, papers: pl.DataFrame, terms: pl.DataFrame, postings: pl.DataFrame
) -> pl.DataFrame:
    """Add the terms that papers hold by the user's rules: phrases kept whole, synonyms."""
    held = (
        postings.join(papers.select("paper_id"), on="paper_id", how="semi")
        .join(terms, on="term_id")
        .join(found, on=["paper_id", "term"], how="anti")
        .sort("paper_id", "term")
        .select(
            "paper_id",
            "term",
            "n_words",
            "tf",
            "tf_title",
            form="label",
            whole=pl.col("tf").cast(pl.Float64),
            whole_title=pl.col("tf_title").cast(pl.Float64),
            capital=pl.lit(0.0),
        )
    )
    return pl.concat([found, held.select(found.columns)])


def _of_length(entries: Entries, out: Flags, n_words: int) -> pl.DataFrame:
    at = entries.phrases(n_words)
    at = at[~(out[at] | out[at + n_words - 1])]
    places = [at + place for place in range(n_words)]
    capital = [entries.capital[place] | (entries.surface[place] == "") for place in places]
    return pl.DataFrame(
        {
            "doc": entries.doc[at],
            "at": at,
            "term": entries.terms_at(at, n_words),
            "form": entries.forms_at(at, n_words),
            "in_title": entries.in_title[at],
            "capital": np.logical_and.reduce(capital),
            "weight": _wholeness(entries, at, n_words),
        }
    ).with_columns(n_words=pl.lit(n_words, dtype=pl.Int64))


def _wholeness(entries: Entries, at: npt.NDArray[np.int64], n_words: int) -> Weights:
    """Return how far each occurrence is a phrase of its own: 1 where it is bounded both sides."""
    bounds = entries.stop | _among(entries, words_of("boilerplate", "edges"))
    bounds |= _among(entries, words_of("boilerplate", "qualifiers"))
    bounds |= _among(entries, words_of("boilerplate", "alone"))
    before, behind = np.maximum(at - 1, 0), np.minimum(at + n_words, len(entries.doc) - 1)
    left = np.where(at > 0, entries.joint[before], Joint.NONE)
    right = entries.joint[at + n_words - 1]
    subject = _among(entries, words_of("bounds", "subjects"))[before]
    determiner = _among(entries, words_of("bounds", "determiners"))[behind]
    return np.select(
        [left == Joint.NONE, left != Joint.SPACE, subject, bounds[before]],
        [1.0, LEFT["hyphen"], LEFT["subject"], 1.0],
        LEFT["open"],
    ) * np.select(
        [right == Joint.NONE, right != Joint.SPACE, determiner, bounds[behind]],
        [1.0, RIGHT["hyphen"], RIGHT["determiner"], 1.0],
        RIGHT["open"],
    )


def _among(entries: Entries, listed: Collection[str]) -> Flags:
    return np.fromiter((word in listed for word in entries.word), bool, len(entries.word))
