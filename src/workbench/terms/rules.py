"""A user's rules for terms: stop words, synonyms, phrases to keep whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from ..text import EVERY_STEP, Steps
from . import whole
from .index import SlicedIndex, TermTables, index_in_slices, term_id
from .plurals import is_acronym
from .resolve import Lookup, numbers_of
from .surface import SURFACE_SCHEMA, Readers, surface_words

# Whatever has fewer letters is an acronym in small letters rather than a word: `gps`, `gp`.
_SHORT = 3


@dataclass(frozen=True)
class TermRules:
    """What a user says about terms.

    Attributes
    ----------
    stop
        Words that no term starts or ends with, and terms that are none.
    keep
        Phrases that count as one word: they are terms however long they are and however few papers
        hold them, and their words do not count alone there.
    synonyms
        A term, and the terms that count as it.
    steps
        Which steps to take from the texts to the terms.
    """

    stop: Sequence[str] = ()
    keep: Sequence[str] = ()
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    steps: Steps = EVERY_STEP

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> TermRules:
        """Return the rules that the table `[terms]` of the settings states.

        Raises
        ------
        InputError
            A step that does not exist.
        """
        rest = {name: value for name, value in said.items() if name != "off"}
        return cls(**rest, steps=Steps.without(said.get("off", ()), "[terms] off"))

    def said(self) -> dict[str, Any]:
        """Return the rules as the table `[terms]` states them, nothing else; JSON holds it."""
        table = {
            "stop": list(self.stop),
            "keep": list(self.keep),
            "synonyms": {term: list(others) for term, others in self.synonyms.items()},
            "off": list(self.steps.off),
        }
        return {name: value for name, value in table.items() if value}


def build_by(papers: pl.DataFrame, rules: TermRules) -> TermTables:
    """Return the terms of papers (`build_index`), by a user's rules."""
    return index_by(surface_words(papers, steps=rules.steps), rules)


def index_by(surface: pl.DataFrame, rules: TermRules) -> TermTables:
    """Return the terms of papers, by a user's rules.

    Rules name terms as a query does: `Low Rank` is `low-rank`. A rule for a term that no paper
    holds does nothing, for the next dump may hold it.

    Parameters
    ----------
    surface
        What `surface_words` returned by the steps of the rules.
    rules
        The user's rules.
    """
    return index_in_slices_by([surface], rules).whole()


def index_in_slices_by(
    parts: Iterable[pl.DataFrame],
    rules: TermRules,
    folder: Path | None = None,
    readers: Readers | None = None,
) -> SlicedIndex:
    """Return the same for papers whose words come in parts, without holding all of them.

    Rules that make one term of several read the postings once more, to count its papers.

    Parameters
    ----------
    parts, folder, readers
        As for `index_in_slices`.
    rules
        The user's rules.
    """
    steps = rules.steps
    if rules.keep:
        # what is kept whole is one word that no reader numbered
        plain = (part.select(list(SURFACE_SCHEMA)) for part in parts)
        kept = (whole.keep_whole(part, rules.keep, steps) for part in plain)
        index = _renamed(index_in_slices(kept, folder=folder, steps=steps), steps)
    else:
        index = index_in_slices(parts, folder=folder, steps=steps, readers=readers)
    if rules.synonyms:
        index = _merged(index, _meanings(index, rules))
    if not rules.stop:
        return index
    lookup = Lookup(index.terms, index.forms, steps)
    return _without(index, [term for stop in rules.stop for term in _named(stop, lookup, steps)])


@dataclass(frozen=True)
class _Changed:
    """Postings as a rule changes them, slice by slice."""

    postings: Iterable[pl.DataFrame]
    change: Callable[[pl.DataFrame], pl.DataFrame]

    def __iter__(self) -> Iterator[pl.DataFrame]:
        return map(self.change, self.postings)


def _renamed(index: SlicedIndex, steps: Steps) -> SlicedIndex:
    """Write kept phrases as they are printed; those printed with blank and hyphen become one."""
    kept = index.terms.filter(whole.holds_kept("term"))["term"]
    forms = index.forms.with_columns(whole.as_printed("form"))
    terms = index.terms.with_columns(whole.as_printed("label"))
    names = {term: whole.counted(term, steps) for term in kept}
    return _merged(SlicedIndex(terms, forms, index.postings), names)


def _meanings(index: SlicedIndex, rules: TermRules) -> dict[str, str]:
    lookup = Lookup(index.terms, index.forms, rules.steps)
    meanings = {}
    for term, others in rules.synonyms.items():
        meant = lookup.named(term)
        for other in others:
            meanings |= dict.fromkeys(_named(other, lookup, rules.steps), meant)
    known = set(index.terms.filter(pl.col("term").is_in(list(meanings)))["term"])
    return {other: meant for other, meant in meanings.items() if other in known and other != meant}


def _named(text: str, lookup: Lookup, steps: Steps) -> list[str]:
    """Return the terms that a rule names: one, and its other number where that did not fold."""
    term = lookup.named(text)
    if not steps.plurals or is_acronym(text.split()[-1]):
        return [term]  # `GP` is not `GPS`
    return [term, *(other for other in numbers_of(term) if len(other) > _SHORT)]


def _merged(index: SlicedIndex, names: Mapping[str, str]) -> SlicedIndex:
    """Return the tables with some terms counted as others; a paper counts once."""
    if not names:
        return index
    ids = {term_id(old): term_id(new) for old, new in names.items()}
    moved = pl.col("term_id").replace(ids)
    postings = _Changed(index.postings, partial(_moved, ids=ids))
    counted = [_papers_of(some, list(ids.values())) for some in postings]
    df = pl.concat(
        [
            index.terms.filter(~pl.col("term_id").is_in([*ids, *ids.values()])),
            pl.concat(counted).group_by("term_id").agg(pl.col("df").sum()),
        ],
        how="diagonal",
    ).select("term_id", "df")
    terms = (
        index.terms.with_columns(
            moved,
            own=~pl.col("term").is_in(list(names)),
            term=pl.col("term").replace(names),
        )
        # the label of the term itself, if papers print it, else that of its most frequent synonym
        .sort("term", ~pl.col("own"), -pl.col("df"), "label")
        .unique("term_id", keep="first", maintain_order=True)
        .drop("df")
        .join(df, on="term_id")
        .with_columns(n_words=pl.col("term").str.count_matches(" ").cast(pl.Int64) + 1)
        .select(index.terms.columns)
        .sort("term")
    )
    forms = (
        index.forms.with_columns(moved)
        .group_by("term_id", "form")
        .agg(pl.col("papers").sum())
        .sort("term_id", "form")
    )
    return SlicedIndex(terms, forms, postings)


def _moved(postings: pl.DataFrame, ids: Mapping[int, int]) -> pl.DataFrame:
    """Return postings of whole papers with some terms counted as others."""
    moved = postings.with_columns(pl.col("term_id", "concept_id").replace(ids))
    touched = pl.col("term_id").is_in(list(ids.values()))
    several = (
        moved.filter(touched)
        .group_by("paper_id", "term_id")
        .agg(
            # what an acronym stands for goes before the term itself
            pl.col("concept_id").sort_by(pl.col("concept_id") == pl.col("term_id")).first(),
            pl.col("tf", "tf_title").sum(),
        )
    )
    return pl.concat([moved.filter(~touched), several]).sort("paper_id", "term_id")


def _papers_of(postings: pl.DataFrame, ids: Sequence[int]) -> pl.DataFrame:
    held = postings.filter(pl.col("term_id").is_in(ids))
    return held.group_by("term_id").agg(df=pl.len().cast(pl.Int64))


def _without(index: SlicedIndex, stops: Sequence[str]) -> SlicedIndex:
    """Return the tables without the stop words, and without the phrases that they start or end."""
    words = pl.col("term").str.split(" ")
    stopped = (
        pl.col("term").is_in(stops)
        | words.list.first().is_in(stops)
        | words.list.last().is_in(stops)
    )
    gone = index.terms.filter(stopped)["term_id"].implode()
    stays = ~pl.col("term_id").is_in(gone)

    def left(postings: pl.DataFrame) -> pl.DataFrame:
        own = pl.when(pl.col("concept_id").is_in(gone)).then("term_id").otherwise("concept_id")
        return postings.filter(stays).with_columns(concept_id=own)

    postings = _Changed(index.postings, left)
    return SlicedIndex(index.terms.filter(stays), index.forms.filter(stays), postings)
