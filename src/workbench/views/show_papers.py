"""The papers behind a figure, with the words that made them count marked in their sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from ..analysis.papers import asked_terms, counted_terms, papers_behind
from ..corpus import Corpus, printed_pattern
from .tables import TableView


def show_papers(
    corpus: Corpus,
    term: str | None = None,
    pair: Sequence[str] | None = None,
    topic: tuple[Any, int] | None = None,
    period: str | None = None,
    axis: str = "listed_on",
    by: str = "term",
    rows: int = 10,
) -> TableView:
    """Show the papers that a figure counts, the term marked in the sentence that prints it.

    Parameters
    ----------
    corpus, term, pair, topic, period, axis, by
        As for :func:`workbench.papers_behind`.
    rows
        How many papers to show; the line below says how many there are.

    Returns
    -------
    TableView
        Title, dump, rank, lines, sentence; `.frame` has all papers. Of a pair both terms are
        marked, of a topic none, for it is more than its terms.

    Raises
    ------
    InputError, UnknownTermError
        As :func:`workbench.papers_behind`.
    """
    found = papers_behind(corpus, term, pair, topic, period, axis, by)
    mark = marks(corpus, asked_terms(term, pair), by)
    return TableView(found.drop("paper_id"), rows, percent=(), mark=mark)


def marks(corpus: Corpus, terms: Sequence[str], by: str = "term") -> re.Pattern[str] | None:
    """Return what finds printed forms of terms in a text; None where there are none to find."""
    ids = corpus.resolve(terms, by=by)["term_id"]
    counted = [counted_terms(corpus, term_id, by) for term_id in ids]
    forms = [*chain.from_iterable(corpus.forms_of(counted))]
    return printed_pattern(forms, corpus.rules.steps) if forms else None
