"""Postings made some papers at a time, when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel.counting import Ints
from ..kernel.jit import in_order
from ..kernel.postings import postings_of, replace_ids
from ..kernel.spool import Spool
from .stream import Stream

POSTINGS_SCHEMA = {
    "paper_id": pl.String,
    "term_id": pl.Int64,
    "concept_id": pl.Int64,
    "tf": pl.Int64,
    "tf_title": pl.Int64,
}


@dataclass(frozen=True)
class Slices:
    """What the postings are made from.

    Attributes
    ----------
    paper_ids
        Of the papers, sorted.
    stream
        Their words.
    codes, ranks
        For terms of each length: the form that starts at each entry, and the rank of each form's
        term.
    ids
        The id of the term at each rank, sorted.
    concepts
        `doc`, `term_id`, `concept_id`: where an acronym stands for another term; sorted by `doc`.
    threads
        How many threads to use.
    """

    paper_ids: pl.Series
    stream: Stream
    codes: tuple[Spool, ...]
    ranks: tuple[Ints, ...]
    ids: npt.NDArray[np.int64]
    concepts: pl.DataFrame
    threads: int

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Return the postings of each slice of the stream."""
        blocks = self.stream.blocks()
        firsts = range(0, len(self.paper_ids), self.stream.papers_at_once)
        edges = np.searchsorted(self.concepts["doc"].to_numpy(), [*firsts, len(self.paper_ids)])
        work = ((at, *edges[at : at + 2].tolist()) for at in range(len(blocks)))
        yield from in_order(self._slice, work, self.threads)

    def _slice(self, at: int, first_concept: int, last_concept: int) -> pl.DataFrame:
        block = self.stream.blocks().read(at)
        rows = (block.first_row, block.first_row + len(block.codes))
        codes = (block.codes, *(spool.read(*rows) for spool in self.codes[1:]))
        held = postings_of(codes, block.marks, block.starts, self.ranks)
        papers = self.paper_ids.slice(block.first_paper, len(block.starts) - 1)
        here = self.concepts.slice(first_concept, last_concept - first_concept)
        columns = (here[name].to_numpy() for name in ("term_id", "concept_id"))
        term_ids = self.ids[held.ranks]
        concept_ids = term_ids.copy()
        docs = here["doc"].to_numpy() - block.first_paper
        replace_ids(held.bounds, term_ids, docs, *columns, concept_ids)
        doc = np.repeat(np.arange(len(papers), dtype=np.uint32), np.diff(held.bounds))
        return pl.DataFrame(
            {
                "paper_id": papers.gather(doc),
                "term_id": term_ids,
                "concept_id": concept_ids,
                "tf": held.tf,
                "tf_title": held.tf_title,
            }
        ).cast(POSTINGS_SCHEMA)
