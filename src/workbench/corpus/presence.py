"""Which papers hold which terms: a look through the postings, in numbers rather than names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from ..errors import InputError
from ..kernel.find import Longs, Places, find_rows
from ..kernel.tally import Ints, owners


def column_of(by: str) -> str:
    """Return the column of the postings in which terms, or concepts, are looked for.

    Raises
    ------
    InputError
        Neither.
    """
    if by not in ("term", "concept"):
        raise InputError(f"by={by!r} is none of: term, concept")
    return f"{by}_id"


@dataclass(frozen=True)
class Pairs:
    """Papers and the terms that they hold, each pair once, in order of both.

    Attributes
    ----------
    papers
        Of each pair the paper, as a place in `Corpus.paper_ids`.
    terms
        Of each pair the term, as a place in `asked`.
    asked
        The ids of the terms asked for, sorted.
    """

    papers: Ints
    terms: Places
    asked: Longs


@dataclass(frozen=True)
class Holders:
    """The postings of a corpus, to be asked who holds a term.

    Attributes
    ----------
    postings
        The table.
    paper_ids
        The papers of the corpus, sorted.
    """

    postings: pl.DataFrame
    paper_ids: pl.Series

    @cached_property
    def _starts(self) -> Longs:
        """Where the postings of each paper begin."""
        found = self.postings["paper_id"].search_sorted(self.paper_ids)
        return found.cast(pl.Int64).to_numpy()

    def pairs(self, term_ids: Iterable[int], column: str) -> Pairs:
        """Return who holds which of the terms.

        Parameters
        ----------
        term_ids
            The terms.
        column
            `term_id`, or `concept_id`: what the terms are looked for in.
        """
        asked = np.unique(pl.Series(list(term_ids), dtype=pl.Int64).to_numpy())
        rows, terms = find_rows(self.postings[column], asked)
        papers = owners(rows, self._starts)
        if column == "term_id":
            return Pairs(papers, terms, asked)
        # postings are in order and none is there twice; only concepts make two of them one
        each = np.unique(papers.astype(np.int64) * len(asked) + terms)
        places, terms = np.divmod(each, max(len(asked), 1))
        return Pairs(places.astype(np.int32), terms.astype(np.uint32), asked)

    def named(self, pairs: Pairs) -> pl.DataFrame:
        """Return pairs as `paper_id`, `term_id`."""
        return pl.DataFrame(
            {"paper_id": self.paper_ids[pairs.papers], "term_id": pairs.asked[pairs.terms]},
            schema={"paper_id": pl.String, "term_id": pl.Int64},
        )
