"""The term index: which paper holds which term, built once and asked many times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel.blake2b import digests
from ..kernel.buffers import Bounds, Texts
from ..kernel.counting import NONE, Ints
from ..kernel.entries import Bits, renumber
from ..kernel.postings import postings_of, replace_ids
from ..text import EVERY_STEP, Steps
from .concepts import concepts_in
from .forms import forms_of, in_order, labels
from .phrases import MAX_WORDS, Terms, find_terms
from .stream import Stream, read_stream
from .surface import surface_words


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


def build_index(papers: pl.DataFrame, steps: Steps = EVERY_STEP) -> TermTables:
    """Return the terms of papers.

    Parameters
    ----------
    papers
        `paper_id` (unique), `title`, `abstract`; in any order.
    steps
        Which steps to take from the texts to the terms.

    Returns
    -------
    TermTables
        The same for any order of the papers.

    Raises
    ------
    InputError
        If a column is missing, or a `paper_id` is null or stands twice.
    """
    return index_surface(surface_words(papers, steps=steps), steps=steps)


def index_surface(
    surface: pl.DataFrame, threads: int | None = None, steps: Steps = EVERY_STEP
) -> TermTables:
    """Return the terms of papers whose printed words are known.

    Parameters
    ----------
    surface
        What `surface_words` returned, for one dump or for many, each paper once.
    threads
        How many threads to use; None for what pays. The tables are the same for any number.
    steps
        Which steps to take; those up to the printed words as `surface_words` took them.
    """
    index = index_in_slices(surface, threads=threads, steps=steps)
    return TermTables(index.terms, index.forms, pl.concat(index.postings))


@dataclass(frozen=True)
class SlicedIndex:
    """The tables of a pile's terms, the largest of them slice by slice.

    Attributes
    ----------
    terms, forms
        As in `TermTables`.
    postings
        The rows of `TermTables.postings` in order, made when asked for, some papers at a time.
    """

    terms: pl.DataFrame
    forms: pl.DataFrame
    postings: Iterator[pl.DataFrame]


def index_in_slices(
    surface: pl.DataFrame,
    papers_at_once: int = 16_384,
    threads: int | None = None,
    steps: Steps = EVERY_STEP,
) -> SlicedIndex:
    """Return the terms of papers whose printed words are known, without holding all postings.

    Parameters
    ----------
    surface
        What `surface_words` returned, for one dump or for many, each paper once.
    papers_at_once
        How many papers a slice of the postings covers.
    threads
        How many threads to use; None for what pays. The tables are the same for any number.
    steps
        As for `index_surface`.
    """
    # From here on papers go by their place in the order of paper_id, so a sort by place is a sort
    # by paper_id, and nothing depends on the order in which papers came.
    surface = surface.sort("paper_id")
    stream = read_stream(surface, threads, steps)
    found = find_terms(stream, threads, steps.phrases)
    terms = pl.concat([_terms_of(stream, each) for each in found])
    forms = forms_of(stream, found, threads)
    concepts = concepts_in(surface, stream, terms, steps)
    order = _alphabetical(found)
    ids = _rank(found, terms["term_id"].to_numpy())
    ranks = tuple(each.number for each in found)
    postings = _postings_of(
        surface["paper_id"],
        ranks,
        ids,
        stream.mark,
        stream.starts,
        concepts,
        papers_at_once,
        threads,
    )
    return SlicedIndex(
        terms=terms.select("term_id", "term", labels(forms).alias("label"), "n_words", "df")[order],
        forms=in_order(forms, terms["term_id"]),
        postings=postings,
    )


def _terms_of(stream: Stream, found: Terms) -> pl.DataFrame:
    names = found.names(stream)
    ids = (digests(Texts.of(names)) >> np.uint64(1)).astype(np.int64)
    return pl.DataFrame(
        {"term_id": ids, "term": names, "df": pl.Series(found.papers, dtype=pl.Int64)}
    ).with_columns(n_words=pl.lit(found.n_words, pl.Int64))


def _alphabetical(found: tuple[Terms, ...]) -> npt.NDArray[np.int64]:
    """Return the order of the terms by the alphabet.

    Words are numbered by the alphabet, and the blank between two comes before all they are made of.
    """
    n = sum(len(terms.papers) for terms in found)
    places = np.full((MAX_WORDS, n), NONE, dtype=np.int32)
    start = 0
    for terms in found:
        for place, words in enumerate(terms.words):
            places[place, start : start + len(words)] = words
        start += len(terms.papers)
    return np.lexsort(places[::-1])


def _rank(found: tuple[Terms, ...], ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Replace the number of each term by its id's place among all ids; return those, sorted."""
    order = np.argsort(ids)
    rank = np.empty(len(ids), dtype=np.int32)
    rank[order] = np.arange(len(ids), dtype=np.int32)
    start = 0
    for each in found:
        renumber(each.number, rank[start:])
        start += len(each.papers)
    return ids[order]


def _postings_of(
    paper_ids: pl.Series,
    ranks: tuple[Ints, ...],
    ids: npt.NDArray[np.int64],
    mark: Bits,
    starts: Bounds,
    concepts: pl.DataFrame,
    papers_at_once: int,
    threads: int | None,
) -> Iterator[pl.DataFrame]:
    for first in range(0, max(len(paper_ids), 1), papers_at_once):
        papers = paper_ids.slice(first, papers_at_once)
        held = postings_of(ranks, mark, starts[first : first + len(papers) + 1], ids, threads)
        here = concepts.filter(pl.col("doc").is_between(first, first + len(papers) - 1))
        concept_ids = held.ids.copy()
        columns = (here[name].to_numpy() for name in ("term_id", "concept_id"))
        replace_ids(held.bounds, held.ids, here["doc"].to_numpy() - first, *columns, concept_ids)
        doc = np.repeat(np.arange(len(papers), dtype=np.uint32), np.diff(held.bounds))
        yield pl.DataFrame(
            {
                "paper_id": papers.gather(doc),
                "term_id": held.ids,
                "concept_id": concept_ids,
                "tf": held.tf,
                "tf_title": held.tf_title,
            }
        )
