"""The term index: which paper holds which term, built once and asked many times."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import polars as pl

from .concepts import concepts_in
from .phrases import Occurrences, occurrences, printed_forms, term_names
from .stream import Stream, read_stream
from .surface import surface_words, tokens_of


@dataclass(frozen=True)
class TermTables:
    """The three tables of a pile's terms.

    Attributes
    ----------
    terms
        A row is a term: `term_id`, `term`, `label` (the form most papers print), `n_words`, `df`
        (papers that hold it). Sorted by `term`.
    forms
        A row is a printed form of a term: `term_id`, `form`, `papers`. Sorted by `term_id`, `form`.
    postings
        A row is a term in a paper: `paper_id`, `term_id`, `concept_id`, `tf` (times in title and
        abstract), `tf_title`. Sorted by `paper_id`, `term_id`.
    """

    terms: pl.DataFrame
    forms: pl.DataFrame
    postings: pl.DataFrame


def term_id(term: str) -> int:
    """Return the id of a term: 63 bits of a hash of its text, the same on every machine."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big") >> 1


def build_index(papers: pl.DataFrame) -> TermTables:
    """Return the terms of papers.

    Parameters
    ----------
    papers
        `paper_id` (unique), `title`, `abstract`; in any order.

    Returns
    -------
    TermTables
        The same for any order of the papers.

    Raises
    ------
    InputError
        If a column is missing, or a `paper_id` is null or stands twice.
    """
    return index_surface(surface_words(papers))


def index_surface(surface: pl.DataFrame) -> TermTables:
    """Return the terms of papers whose printed words are known.

    Parameters
    ----------
    surface
        What `surface_words` returned, for one dump or for many, each paper once.
    """
    # From here on papers go by their place in the order of paper_id, so a sort by place is a sort
    # by paper_id, and nothing depends on the order in which papers came.
    surface = surface.sort("paper_id")
    stream = read_stream(tokens_of(surface))
    terms, forms, postings = [], [], []
    for found in occurrences(stream):
        named = _terms_of(stream, found)
        terms.append(named)
        forms.append(_forms_of(stream, found, named["term_id"]))
        postings.append(_postings_of(stream, found, named["term_id"]))
    all_terms, all_forms = pl.concat(terms), pl.concat(forms)
    return TermTables(
        terms=all_terms.join(_labels(all_forms), on="term_id")
        .select("term_id", "term", "label", "n_words", "df")
        .sort("term"),
        forms=all_forms.drop("in_text").sort("term_id", "form"),
        postings=_finished(postings, concepts_in(surface, stream, all_terms), surface["paper_id"]),
    )


def _terms_of(stream: Stream, found: Occurrences) -> pl.DataFrame:
    names = term_names(stream, found)
    return pl.DataFrame(
        {
            "term_id": pl.Series([term_id(name) for name in names], dtype=pl.Int64),
            "term": names,
            "n_words": pl.repeat(found.n_words, len(names), dtype=pl.Int64, eager=True),
            "df": found.counts.papers,
        }
    )


def _forms_of(stream: Stream, found: Occurrences, ids: pl.Series) -> pl.DataFrame:
    printed = printed_forms(stream, found)
    return printed.select(
        ids.gather(printed["number"]).alias("term_id"), "form", "papers", "in_text"
    )


def _labels(forms: pl.DataFrame) -> pl.DataFrame:
    """Return each term's label: the form most papers print.

    Running text counts first, since titles print many words with a capital that they have nowhere
    else. Ties go to fewer capitals, then to the shorter, then to the first by the alphabet.
    """
    return (
        forms.sort(
            "term_id",
            -pl.col("in_text"),
            -pl.col("papers"),
            pl.col("form").str.count_matches(r"\p{Lu}"),
            pl.col("form").str.len_chars(),
            "form",
        )
        .unique("term_id", keep="first", maintain_order=True)
        .select("term_id", label="form")
    )


def _postings_of(stream: Stream, found: Occurrences, ids: pl.Series) -> pl.DataFrame:
    counts = found.counts
    in_title = stream.in_title[found.at][counts.order].astype(np.int64)
    starts = counts.paper_starts
    return pl.DataFrame(
        {
            "doc": stream.doc[found.at][counts.order[starts]],
            "term_id": ids.gather(counts.key_of_paper),
            "tf": counts.times,
            "tf_title": np.add.reduceat(in_title, starts) if len(starts) else counts.times,
        }
    )


def _finished(
    postings: list[pl.DataFrame], concepts: pl.DataFrame, paper_ids: pl.Series
) -> pl.DataFrame:
    """Return all postings in order, each with its paper and what it stands for."""
    ordered = pl.concat(postings).sort("doc", "term_id")
    meant = ordered.select("doc", "term_id").join(
        concepts, on=["doc", "term_id"], how="left", maintain_order="left"
    )
    return ordered.select(
        paper_ids.gather(ordered["doc"]),
        "term_id",
        meant["concept_id"].fill_null(ordered["term_id"]),
        "tf",
        "tf_title",
    )
