"""The term index: which paper holds which term, built once and asked many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel.blake2b import digests
from ..kernel.counting import NONE, Ints
from ..kernel.jit import in_order as side_by_side
from ..kernel.jit import n_threads
from ..kernel.memory import give_back
from ..text import EVERY_STEP, Steps
from .concepts import concepts_in
from .forms import forms_of, in_order, labels
from .phrases import MAX_WORDS, Terms, find_terms
from .pile import Pile
from .slices import POSTINGS_SCHEMA, Slices
from .stream import Stream, read_stream
from .surface import Readers, surface_words

PAPERS_AT_ONCE = 4_096


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
    return index_in_slices([surface], threads=threads, steps=steps).whole()


@dataclass(frozen=True)
class SlicedIndex:
    """The tables of a pile's terms, the largest of them slice by slice.

    Attributes
    ----------
    terms, forms
        As in `TermTables`.
    postings
        The rows of `TermTables.postings` in order, made when asked for, some papers at a time; each
        time anew.
    """

    terms: pl.DataFrame
    forms: pl.DataFrame
    postings: Iterable[pl.DataFrame]

    def whole(self) -> TermTables:
        """Return the tables with all postings."""
        empty = pl.DataFrame(schema=POSTINGS_SCHEMA)
        return TermTables(self.terms, self.forms, pl.concat([empty, *self.postings]))


def index_in_slices(
    parts: Iterable[pl.DataFrame],
    papers_at_once: int = PAPERS_AT_ONCE,
    threads: int | None = None,
    folder: Path | None = None,
    steps: Steps = EVERY_STEP,
    readers: Readers | None = None,
) -> SlicedIndex:
    """Return the terms of papers whose printed words come in parts, without holding all of them.

    Parameters
    ----------
    parts
        What `surface_words` returned, in parts of any size and order, each paper once.
    papers_at_once
        How many papers a slice of the postings covers.
    threads
        How many threads to use; None for what pays. The tables are the same for any number.
    folder
        Where to keep numbers of words while the index is made, about 18 bytes a word; None to keep
        them in memory. It must stay until the postings have been read.
    steps
        As for `index_surface`.
    readers
        Those who read the parts, if `surface_parts` was given any; they are emptied.

    Raises
    ------
    OSError
        The folder cannot be written to.
    """
    threads = threads or n_threads()
    # From here on papers go by their place in the order of paper_id, so a sort by place is a sort
    # by paper_id, and nothing depends on the order in which papers came.
    pile = Pile(parts, folder, threads, readers)
    paper_ids, defined = pile.paper_ids, pile.defined
    stream = read_stream(pile, papers_at_once, folder, steps)
    give_back()
    found = find_terms(stream, folder, threads, steps.phrases)
    starts = np.cumsum([0, *(len(each.papers) for each in found)]).tolist()
    # the longest piece of work first, so that threads end together
    work = [(_named, stream, each) for each in reversed(found)]
    work += [(forms_of, stream, *pair) for pair in zip(found, starts, strict=False)]
    three, two, one, *forms = side_by_side(_do, work, threads)
    terms, forms = pl.concat([one, two, three]), pl.concat(forms)
    ids = terms["term_id"]
    work = [(_alphabetical, found), (_ranked, found, ids.to_numpy())]
    order, (sorted_ids, ranks) = side_by_side(_do, work, threads)
    codes = tuple(each.codes for each in found)
    del found, work, one, two, three
    give_back()
    work = [
        (in_order, forms, ids),
        (concepts_in, defined, stream, terms, steps),
        (labels, forms),
    ]
    forms, concepts, label = side_by_side(_do, work, threads)
    del work
    slices = Slices(paper_ids, stream, codes, ranks, sorted_ids, concepts, threads)
    terms = terms.select("term_id", "term", label.alias("label"), "n_words", "df")
    return SlicedIndex(terms=terms[order], forms=forms, postings=slices)


def _do(work: Callable[..., Any], *given: Any) -> Any:
    return work(*given)


def _named(stream: Stream, found: Terms) -> pl.DataFrame:
    names = found.names(stream)
    ids = (digests(names) >> np.uint64(1)).astype(np.int64)
    return pl.DataFrame(
        {"term_id": ids, "term": names.to_series(), "df": pl.Series(found.papers, dtype=pl.Int64)}
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


def _ranked(
    found: tuple[Terms, ...], ids: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], tuple[Ints, ...]]:
    """Return all ids, sorted, and the place of each form's term among them."""
    order = np.argsort(ids)
    # the last one is for forms of no term
    rank = np.full(len(ids) + 1, NONE, dtype=np.int32)
    rank[order] = np.arange(len(ids), dtype=np.int32)
    ranks, start = [], 0
    for each in found:
        at = np.where(each.term_of == NONE, len(ids), each.term_of + start)
        ranks.append(rank[at])
        start += len(each.papers)
    return ids[order], tuple(ranks)
