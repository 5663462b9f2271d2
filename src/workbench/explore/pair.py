"""The explorer of a pair of terms: whether they stand together, and in which papers."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..analysis import cooccurrence
from ..analysis.pair_trends import BOTH, pair_trends
from ..charts import term_trends as draw
from ..corpus import Corpus
from ..errors import InputError
from ..views import Reading, show_papers
from ..views.reading import count, read
from .answer import Answer, period_choices, period_counts
from .complete import complete_terms
from .explorer import PAPERS, Explorer
from .term import first_terms


def explore_pair(
    corpus: Corpus,
    pair: tuple[str, str] | None = None,
    period: str = "auto",
    axis: str = "listed_on",
    by: str = "term",
    rows: int = 5,
) -> Explorer:
    """Explore pairs: type two terms, see how often they stand together, when, and in which papers.

    Parameters
    ----------
    corpus
        The papers at hand.
    pair
        The terms to begin with; the strongest of :func:`workbench.cooccurrence` unless given.
    period, axis, by
        As for :func:`workbench.pair_trends`.
    rows
        How many papers to show.

    Returns
    -------
    Explorer
        Its table holds the papers with both terms; the chart follows both and each.

    Raises
    ------
    UnknownTermError
        If no paper holds a term. What is typed later and is no term is said in the form.
    InputError
        If an argument is none of its choices, or the terms are one and the same.
    """

    def ask(values: Sequence[str], choice: str) -> Answer:
        trends = pair_trends(corpus, values, period=period, axis=axis, by=by)
        labels = corpus.resolve(values, by=by)["label"].to_list()
        both = trends.filter(pl.col("label") == BOTH)
        asked = {"pair": tuple(values), "axis": axis, "by": by, "rows": rows}
        papers = show_papers(corpus, period=choice or None, **asked)
        every = papers.frame if not choice else show_papers(corpus, **asked).frame
        told = f"{every.height:,} of {count(corpus.papers.height, 'paper')}"
        return Answer(
            values=tuple(labels),
            chart=draw(trends),
            reading=_read(corpus, values, labels, by),
            table=papers,
            choices=period_choices(both, told),
            choice=choice,
            counts=period_counts(trends),
        )

    start = pair if pair is not None else _strongest(corpus, by)
    labels = ["Term", "With the term"]
    return Explorer("pairs of terms", labels, PAPERS, ask, complete_terms(corpus), start)


def _strongest(corpus: Corpus, by: str) -> Sequence[str]:
    """Return the strongest pair of terms that do not always stand together."""
    found = cooccurrence(corpus, by=by)
    if found.is_empty():
        return first_terms(corpus, 2)
    apart = found.filter(pl.col("jaccard") < 1)
    return (found if apart.is_empty() else apart).select("label_a", "label_b").row(0)


def _read(corpus: Corpus, asked: Sequence[str], labels: Sequence[str], by: str) -> Reading:
    """Say how often both stand together, and how often chance alone would have it."""
    a, b = labels
    if len(asked) != 2:
        raise InputError(f"{len(asked)} terms: a pair has two")
    found = cooccurrence(corpus, list(asked), top=1, min_papers=1, by=by)
    if found.is_empty():
        return read(f"No paper holds both {a} and {b}.")
    row = found.row(0, named=True)
    expected = row["papers_a"] * row["papers_b"] / corpus.papers.height
    return read(
        f"{a} and {b} stand together in {count(row['papers_both'], 'paper')} of"
        f" {corpus.papers.height:,}; if they had nothing to do with each other, about"
        f" {expected:.1f} would be expected (NPMI {row['npmi']:.2f}).",
        f"{row['label_a']} stands in {row['papers_a']:,}, {row['label_b']} in {row['papers_b']:,}.",
    )
