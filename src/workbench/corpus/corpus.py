"""A corpus: one collection's tables, narrowed as asked, ready for every question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from .. import terms as term_index
from ..tables import empty
from ..terms import TermRules
from . import account, narrow
from .concepts import meant, usual_concepts
from .making import framed, opened
from .page import corpus_html, corpus_size
from .passages import passages
from .presence import Listed, Pairs, Scan, column_of
from .timeline import Timeline, lay_out

_TELLING, _ENOUGH_TO_TELL = 0.8, 10


@dataclass(frozen=True, eq=False)
class Corpus:
    """Tables opened for questions. Build it with :meth:`open` or :meth:`from_frame`.

    Attributes
    ----------
    name
        Name of the collection.
    dumps, listings, papers
        Tables of the contract (polars), narrowed by :meth:`where`; `dumps` also holds `dump`, the
        name of a dump in results.
    terms, forms, postings
        The term index of the papers at hand; `terms.df` counts these papers.
    rejects, merges
        Text that was not read, and listings counted as a paper of another title.
    coverage, origins
        How many listings of a dump carry a field, and which listing gave a paper its field.
    ledger, unread
        The bytes of each dump by what they lie in (`dump_id`, `kind`, `n_bytes`), and the files
        that could not be read (`path`, `reason`).
    kinds
        Terms of which the settings say that they are of the kind `subject` or `style`.
    rules
        The user's rules for terms, by which the index was made.
    """

    name: str
    dumps: pl.DataFrame
    listings: pl.DataFrame
    papers: pl.DataFrame
    terms: pl.DataFrame
    forms: pl.DataFrame
    postings: pl.DataFrame
    rejects: pl.DataFrame = field(default_factory=lambda: empty("rejects"))
    merges: pl.DataFrame = field(default_factory=lambda: empty("merges"))
    coverage: pl.DataFrame = field(default_factory=lambda: empty("coverage"))
    origins: pl.DataFrame = field(default_factory=lambda: empty("origins"))
    ledger: pl.DataFrame = field(default_factory=account.LEDGER.to_frame)
    unread: pl.DataFrame = field(default_factory=account.UNREAD.to_frame)
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rules: TermRules = field(default_factory=TermRules)
    _timelines: dict[tuple[str, ...], Timeline] = field(default_factory=dict, init=False)

    @classmethod
    def open(cls, tables: str | Path, memory_map: bool = False) -> Corpus:
        """Open the tables of a collection.

        Parameters
        ----------
        tables
            A folder of tables, or the name of a collection: then the folder of that name in
            `$WORKBENCH_PROCESSED`, else in `data/processed/` here or in a folder above.
        memory_map
            Whether to leave the tables on disk and have the system bring in what is looked at.
            They must be unpacked for that, into the folder `mapped` beside them (some 60 bytes a
            posting, all told); the first to ask does it, and the next load drops it.

        Raises
        ------
        TablesError
            No tables there, damaged ones, or ones of another version; no room to unpack them.
        """
        fields, by_term = opened(tables, memory_map)
        corpus = cls(**fields)
        if by_term is not None:
            # of these tables only: what is narrowed or replaced looks through its own
            vars(corpus)["_holders"] = Listed(by_term)
        return corpus

    @classmethod
    def from_frame(
        cls, frame: Any, name: str = "frame", terms: Mapping[str, Any] | None = None
    ) -> Corpus:
        """Make a corpus of a frame of papers; no dumps are needed.

        Parameters
        ----------
        frame
            pandas or polars, with the column `title`, and if at hand `abstract`, `date` (day, time
            or ISO text), and any further column of the table `papers`. Rows with one normalized
            title (or one `paper_id`) are one paper, listed several times.
        name
            What to call it.
        terms
            Rules for terms, as the settings have them in `[terms]`: `stop`, `keep`, `synonyms`,
            `off`.

        Raises
        ------
        InputError
            No column `title`, a row without title, a date that is none, or rules that are none.
        """
        return cls(**framed(frame, name, terms))

    def where(
        self,
        *,
        series: str | None = None,
        dumps: Iterable[str] | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> Corpus:
        """Narrow the corpus; what is given must all hold.

        Parameters
        ----------
        series
            Only dumps of this series.
        dumps
            Only these dumps, by name (`dump`) or `path`.
        since, until
            Only dumps listed on or after, on or before this day; undated dumps are left out.

        Returns
        -------
        Corpus
            With the papers listed in these dumps; document frequencies are theirs. What is known of
            a paper stays, also where another dump gave it; so do the files that were not read.

        Raises
        ------
        InputError
            A series or dump that is not there, or nothing left.
        """
        chosen = narrow.choose_dumps(self.dumps, series, dumps, since, until)
        return replace(self, **narrow.cut_to(chosen, vars(self)))

    def timeline(
        self, period: str = "auto", axis: str = "listed_on", count: str = "distinct"
    ) -> Timeline:
        """Lay the papers on periods.

        Parameters
        ----------
        period
            `dump`, `day`, `week`, `month`, `quarter`, `year`, or `auto`: the dump where the dumps
            are no dated series, else the length that gives 6 to 36 periods with the fewest gaps.
        axis
            `listed_on` (the day a list is for), `captured_on` (the day it was saved),
            `published_on` (the paper's own day) or `first_listed` (its first day on a list).
        count
            `distinct`: a paper counts once per period; `first_listed`: once ever, in its first
            period; `exposure`: every listing counts.

        Returns
        -------
        Timeline

        Raises
        ------
        InputError
            An unknown word, or calendar periods asked of dumps that are no time series or have
            no dates.
        """
        asked = (period, axis, count)
        if asked not in self._timelines:
            laid = lay_out(self.listings, self.dumps, self.papers, *asked)
            self._timelines[asked] = replace(laid, at_hand=self.paper_ids)
        return self._timelines[asked]

    def resolve(self, queries: Sequence[str], by: str = "term") -> pl.DataFrame:
        """Find terms as the index normalizes them.

        Parameters
        ----------
        queries
            Terms as typed: `low-rank`, `Low Rank`, `GPT-4`.
        by
            `term`, or `concept`: then an acronym answers with its expansion.

        Returns
        -------
        polars.DataFrame
            `query`, `term_id`, `term`, `label`; one row a query, in the order given.

        Raises
        ------
        UnknownTermError
            A term no paper holds; names close ones.
        """
        if isinstance(queries, str):
            queries = [queries]
        found = self._lookup.resolve(queries)
        if column_of(by) == "concept_id":
            found = meant(found, self._concepts, self.terms)
        return found.select("query", "term_id", "term", "label")

    @cached_property
    def _lookup(self) -> term_index.Lookup:
        return term_index.Lookup(self.terms, self.forms, self.rules.steps)

    @cached_property
    def _concepts(self) -> pl.DataFrame:
        return usual_concepts(self.terms, self._holders.joined)

    def top_terms(self, n: int | None = None, min_papers: int = 2) -> pl.DataFrame:
        """Return the terms most worth showing.

        Returns
        -------
        polars.DataFrame
            `term_id`, `term`, `label`, `n_words`, `df`, `score`: by C-value, boilerplate of
            abstracts left out; see :func:`workbench.terms.rank_terms`. A term that more than four
            in five of at least ten papers hold tells them not apart and is left out too.
        """
        telling = self.terms
        if self.papers.height >= _ENOUGH_TO_TELL:
            telling = telling.filter(pl.col("df") <= _TELLING * self.papers.height)
        every = not self.rules.steps.boilerplate
        return term_index.rank_terms(telling, n=n, min_df=min_papers, boilerplate=every)

    def presence(self, term_ids: Iterable[int], by: str = "term") -> pl.DataFrame:
        """Say which papers hold which of the terms.

        Parameters
        ----------
        term_ids
            From :meth:`resolve` or :meth:`top_terms`.
        by
            `term`, or `concept`: an acronym counts as its expansion where it stands for it.

        Returns
        -------
        polars.DataFrame
            `paper_id`, `term_id`; each pair once, sorted.
        """
        return self.pairs(term_ids, by).named(self.paper_ids)

    def pairs(self, term_ids: Iterable[int], by: str = "term") -> Pairs:
        """Say the same in numbers, papers as places in `paper_ids`, terms as places in `asked`."""
        return self._holders.pairs(term_ids, column_of(by))

    @cached_property
    def paper_ids(self) -> pl.Series:
        """The papers, sorted."""
        return self.papers["paper_id"].sort()

    @cached_property
    def _holders(self) -> Scan | Listed:
        return Scan(self.postings, self.paper_ids)

    def sentence_with(
        self, term_id: int | Sequence[Sequence[int]], paper_ids: Iterable[str]
    ) -> pl.DataFrame:
        """Return the first sentence of each paper in which a term stands.

        Parameters
        ----------
        term_id
            A term; or several terms, each with those that count as it.
        paper_ids
            The papers asked about.

        Returns
        -------
        polars.DataFrame
            `paper_id`, `sentence`, in the order of `paper_ids`: of several terms the first that
            prints all, else the first of each; null where no single sentence prints any.
        """
        terms = [[term_id]] if isinstance(term_id, int) else term_id
        return passages(self.papers, self.forms_of(terms), paper_ids, self.rules.steps)

    def forms_of(self, terms: Sequence[Sequence[int]]) -> list[list[str]]:
        """Return how papers print terms, each given as the ids that count as it."""
        ids = pl.col("term_id")
        return [self.forms.filter(ids.is_in(list(group)))["form"].to_list() for group in terms]

    def __repr__(self) -> str:
        return f"<Corpus {self.name}: {corpus_size(self)}>"

    def _repr_html_(self) -> str:
        return corpus_html(self)
