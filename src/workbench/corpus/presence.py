"""Which papers hold which terms, in numbers rather than names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from ..errors import InputError
from ..kernel.find import Longs, Places, find_rows
from ..kernel.tally import Ints, owners
from ..tables.by_term import ByTerm


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
    """Papers and the terms that they hold, each pair once, in any order.

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

    @classmethod
    def of_keys(cls, keys: Longs, asked: Longs) -> Pairs:
        """Return pairs that are each one number; see :meth:`keys`."""
        papers, terms = np.divmod(keys, max(len(asked), 1))
        return cls(papers.astype(np.int32), terms.astype(np.uint32), asked)

    def keys(self) -> Longs:
        """Return each pair as one number, by whose size papers and then terms are in order."""
        return self.papers.astype(np.int64) * len(self.asked) + self.terms

    def counted_as(self, members: pl.DataFrame) -> Pairs:
        """Return the papers of groups of these terms, each pair once.

        Parameters
        ----------
        members
            `term_id` of a group, `member_id` of a term in it; each row once.
        """
        groups = sorted_ids(members["term_id"])
        place = np.searchsorted(self.asked, members["member_id"].to_numpy())
        of_term = np.searchsorted(groups, members["term_id"].to_numpy())[np.argsort(place)]
        many = np.bincount(place, minlength=len(self.asked))
        first = np.cumsum(many) - many
        times = many[self.terms]
        step = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        held = of_term[np.repeat(first[self.terms], times) + step]
        return Pairs.of_keys(
            distinct(np.repeat(self.papers, times) * np.int64(len(groups)) + held), groups
        )

    def named(self, paper_ids: pl.Series) -> pl.DataFrame:
        """Return the pairs as `paper_id`, `term_id`; sorted."""
        held = Pairs.of_keys(np.sort(self.keys()), self.asked)
        return pl.DataFrame(
            {"paper_id": paper_ids[held.papers], "term_id": held.asked[held.terms]},
            schema={"paper_id": pl.String, "term_id": pl.Int64},
        )


def distinct(keys: Longs) -> Longs:
    """Return keys, none below 0, sorted, none twice; numpy's own way takes five times as long."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) != 0]


def sorted_ids(term_ids: Iterable[int]) -> Longs:
    """Return ids sorted, none twice."""
    return np.unique(pl.Series(list(term_ids), dtype=pl.Int64).to_numpy())


@dataclass(frozen=True)
class Scan:
    """Who holds a term, by a look through all postings.

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
        asked = sorted_ids(term_ids)
        rows, terms = find_rows(self.postings[column], asked)
        found = Pairs(owners(rows, self._starts), terms, asked)
        # no posting is there twice; only concepts make two of them one
        return found if column == "term_id" else Pairs.of_keys(distinct(found.keys()), asked)

    @property
    def joined(self) -> pl.DataFrame:
        """The postings that stand for another term: `term_id`, `concept_id`."""
        stands = self.postings.select("term_id", "concept_id")
        return stands.filter(pl.col("term_id") != pl.col("concept_id"))


@dataclass(frozen=True)
class Listed:
    """The same by lists of the papers of each term: only those of the terms asked for are read.

    Attributes
    ----------
    by_term
        The lists.
    """

    by_term: ByTerm

    def pairs(self, term_ids: Iterable[int], column: str) -> Pairs:
        """Return who holds which of the terms; see :meth:`Scan.pairs`."""
        asked, known = sorted_ids(term_ids), self.by_term.term_ids
        places = np.searchsorted(known, asked)
        places[places == len(known)] = -1
        held = np.flatnonzero(known[places] == asked) if len(known) else []
        ends = [(term, *self.by_term.starts[places[term] : places[term] + 2]) for term in held]
        terms = np.repeat([t for t, *_ in ends], [last - first for _, first, last in ends])
        lists = [self.by_term.papers[first:last] for _, first, last in ends]
        papers = np.concatenate([np.empty(0, np.uint32), *lists])
        found = Pairs(papers.astype(np.int32), terms.astype(np.uint32), asked)
        if column == "term_id":
            return found
        keys = np.sort(found.keys())
        own = np.delete(keys, np.searchsorted(keys, self._keys("term_id", asked)))
        every = np.concatenate([own, self._keys("concept_id", asked)])
        return Pairs.of_keys(distinct(every), asked)

    def _keys(self, column: str, asked: Longs) -> Longs:
        """Return the pairs of the papers that use a term for another one."""
        rows, which = find_rows(self.joined[column], asked)
        return Pairs(self.joined["paper"].to_numpy()[rows].astype(np.int32), which, asked).keys()

    @property
    def joined(self) -> pl.DataFrame:
        """The postings that stand for another term: `paper`, `term_id`, `concept_id`."""
        return self.by_term.joined
