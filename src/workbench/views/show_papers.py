"""The papers behind a figure, with the words that made them count marked in their sentences."""

from __future__ import annotations

from typing import Any

from ..analysis.papers import counted_terms, papers_behind
from ..corpus import Corpus, printed_pattern
from .tables import TableView


def show_papers(
    corpus: Corpus,
    term: str | None = None,
    pair: tuple[str, str] | None = None,
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
    asked = [term] if term is not None else list(pair or ())
    ids = [
        counted
        for term_id in corpus.resolve(asked, by=by)["term_id"]
        for counted in counted_terms(corpus, term_id, by)
    ]
    forms = corpus.forms.filter(corpus.forms["term_id"].is_in(ids))["form"].to_list()
    mark = printed_pattern(forms) if forms else None
    return TableView(found.drop("paper_id"), rows, percent=(), mark=mark)
