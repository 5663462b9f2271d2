"""The explorer of a pair of terms: whether they stand together, and in which papers."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..analysis import cooccurrence
from ..analysis.pair_trends import BOTH, pair_trends
from ..charts import term_trends as draw
from ..corpus import Corpus
from ..errors import InputError
from ..views import Reading
from ..views.reading import count, read
from .answer import Answer, behind, held_in, period_choices, period_counts
from .complete import complete_terms
from .explorer import PAPERS, Explorer
from .scope import scope
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
        Its table holds the papers with both terms; the chart follows both and each. Of several
        series the largest is explored, as by :func:`workbench.explore_term`.

    Raises
    ------
    UnknownTermError
        If no paper holds a term. What is typed later and is no term is said in the form.
    InputError
        If an argument is none of its choices, or the terms are one and the same.
    """
    part, aside = scope(corpus, axis)

    def ask(values: Sequence[str], choice: str) -> Answer:
        trends = pair_trends(part, values, period=period, axis=axis, by=by)
        resolved = part.resolve(values, by=by)
        both = trends.filter(pl.col("label") == BOTH)
        every = _with_both(part, resolved["term_id"], by)
        told = f"{every:,} of {count(part.papers.height, 'paper')}"
        held = held_in(both, choice, every)
        papers, rows_behind = behind(part, values, choice, axis, by, held, rows)
        said = _read(part, values, resolved["label"].to_list(), by).sentences
        return Answer(
            values=tuple(resolved["label"]),
            chart=draw(trends),
            reading=read(aside, *said),
            table=papers,
            rows=rows_behind,
            choices=period_choices(both, told),
            choice=choice,
            counts=period_counts(trends),
        )

    start = pair if pair is not None else _strongest(part, by)
    labels = ["Term", "With the term"]
    return Explorer("pairs of terms", labels, PAPERS, ask, complete_terms(part), start)


def _with_both(corpus: Corpus, term_ids: pl.Series, by: str) -> int:
    held = corpus.presence(term_ids, by=by).group_by("paper_id").len()
    return held.filter(pl.col("len") == 2).height


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
