"""A user's rules for terms: stop words, synonyms, phrases to keep whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ..text import EVERY_STEP, Steps
from . import whole
from .index import TermTables, index_surface, term_id
from .plurals import is_acronym
from .resolve import Lookup, numbers_of
from .surface import surface_words

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
        The rules.
    """
    steps = rules.steps
    if not rules.keep:
        tables = index_surface(surface, steps=steps)
    else:
        kept = whole.keep_whole(surface, rules.keep, steps)
        tables = _renamed(index_surface(kept, steps=steps), steps)
    tables = _merged(tables, _meanings(tables, rules))
    lookup = Lookup(tables.terms, tables.forms, steps)
    return _without(tables, [term for stop in rules.stop for term in _named(stop, lookup, steps)])


def _renamed(tables: TermTables, steps: Steps) -> TermTables:
    """Write kept phrases as they are printed; those printed with blank and hyphen become one."""
    terms = tables.terms["term"]
    names = {term: whole.counted(term, steps) for term in terms}
    forms = tables.forms.with_columns(
        pl.Series("form", [whole.printed(form) for form in tables.forms["form"]], dtype=pl.String)
    )
    labels = [whole.printed(label) for label in tables.terms["label"]]
    named = tables.terms.with_columns(pl.Series("label", labels, dtype=pl.String))
    changed = {term: name for term, name in names.items() if term != name}
    return _merged(TermTables(named, forms, tables.postings), changed)


def _meanings(tables: TermTables, rules: TermRules) -> dict[str, str]:
    known = set(tables.terms["term"])
    lookup = Lookup(tables.terms, tables.forms, rules.steps)
    meanings = {}
    for term, others in rules.synonyms.items():
        meant = lookup.named(term)
        for other in others:
            meanings |= dict.fromkeys(_named(other, lookup, rules.steps), meant)
    return {other: meant for other, meant in meanings.items() if other in known and other != meant}


def _named(text: str, lookup: Lookup, steps: Steps) -> list[str]:
    """Return the terms that a rule names: one, and its other number where that did not fold."""
    term = lookup.named(text)
    if not steps.plurals or is_acronym(text.split()[-1]):
        return [term]  # `GP` is not `GPS`
    return [term, *(other for other in numbers_of(term) if len(other) > _SHORT)]


def _merged(tables: TermTables, names: Mapping[str, str]) -> TermTables:
    """Return the tables with some terms counted as others; a paper counts once."""
    if not names:
        return tables
    ids = {term_id(old): term_id(new) for old, new in names.items()}

    def moved(column: str) -> pl.Expr:
        return pl.col(column).replace(ids)

    postings = (
        tables.postings.with_columns(moved("term_id"), moved("concept_id"))
        .group_by("paper_id", "term_id")
        .agg(
            # what an acronym stands for goes before the term itself
            pl.col("concept_id").sort_by(pl.col("concept_id") == pl.col("term_id")).first(),
            pl.col("tf", "tf_title").sum(),
        )
        .sort("paper_id", "term_id")
    )
    df = postings.group_by("term_id").agg(df=pl.len().cast(pl.Int64))
    terms = (
        tables.terms.with_columns(
            moved("term_id"),
            own=~pl.col("term").is_in(list(names)),
            term=pl.col("term").replace(names),
        )
        # the label of the term itself, if papers print it, else that of its most frequent synonym
        .sort("term", ~pl.col("own"), -pl.col("df"), "label")
        .unique("term_id", keep="first", maintain_order=True)
        .drop("df")
        .join(df, on="term_id")
        .with_columns(n_words=pl.col("term").str.count_matches(" ").cast(pl.Int64) + 1)
        .select(tables.terms.columns)
        .sort("term")
    )
    forms = (
        tables.forms.with_columns(moved("term_id"))
        .group_by("term_id", "form")
        .agg(pl.col("papers").sum())
        .sort("term_id", "form")
    )
    return TermTables(terms, forms, postings)


def _without(tables: TermTables, stops: Sequence[str]) -> TermTables:
    """Return the tables without the stop words, and without the phrases that they start or end."""
    if not stops:
        return tables
    words = pl.col("term").str.split(" ")
    stopped = (
        pl.col("term").is_in(stops)
        | words.list.first().is_in(stops)
        | words.list.last().is_in(stops)
    )
    terms = tables.terms.filter(~stopped)
    held = terms["term_id"].implode()
    return TermTables(
        terms=terms,
        forms=tables.forms.filter(pl.col("term_id").is_in(held)),
        postings=tables.postings.filter(pl.col("term_id").is_in(held)).with_columns(
            concept_id=pl.when(pl.col("concept_id").is_in(held))
            .then("concept_id")
            .otherwise("term_id")
        ),
    )
