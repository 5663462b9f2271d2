"""The papers behind a figure, and the places in the dumps where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from ..corpus import AXES, PERIODS, Corpus
from ..corpus import periods as calendar
from ..corpus.timeline import day_on, told_apart
from ..errors import InputError

LENGTHS = [period for period in PERIODS if period != "dump"]
SCHEMA = {
    "paper_id": pl.String,
    "title": pl.String,
    "path": pl.String,
    "rank": pl.Int64,
    "line_start": pl.Int64,
    "line_end": pl.Int64,
    "sentence": pl.String,
}


def papers_behind(
    corpus: Corpus,
    term: str | None = None,
    pair: Sequence[str] | None = None,
    topic: tuple[Any, int] | None = None,
    period: str | None = None,
    axis: str = "listed_on",
    by: str = "term",
    most: int | None = None,
) -> pl.DataFrame:
    """Return the papers that a figure counts.

    Parameters
    ----------
    corpus
        The papers at hand.
    term
        Only papers that hold this term.
    pair
        Only papers that hold both these terms; more than two may be given.
    topic
        Only papers of which this topic has the largest share: the result of `topics` and the
        topic's number.
    period
        Only papers of this period, as results name it: ``2024-03``, ``2024-Q1``, ``2024-W09``,
        or a dump.
    axis
        The time axis of the period, as for `term_trends`.
    by
        ``term`` or ``concept``, as in the analysis that gave the figure.
    most
        Only the first so many papers, None for all: finding the sentences of thousands of papers
        takes seconds.

    Returns
    -------
    polars.DataFrame
        A row for each paper, at its first listing (in the period, if one is given), in order of
        time: ``paper_id``, ``title``, ``path`` (of the dump), ``rank``, ``line_start``,
        ``line_end``, and ``sentence``, the first that prints the term (of a pair, both; where none
        does, the first of each; of a topic, its heaviest term in the paper); null without any of
        these.

    Raises
    ------
    InputError
        If more than one of term, pair and topic is given, a pair is less than two terms, or there
        is no such period or topic.
    UnknownTermError
        If no paper holds a term.
    """
    if sum(what is not None for what in (term, pair, topic)) > 1:
        raise InputError("give papers_behind one of term, pair and topic, not several")
    listed = _first_listings(corpus, period, axis)
    if topic is not None:
        found = _of_topic(corpus, *topic)
    elif term is not None or pair is not None:
        found = _of_terms(corpus, asked_terms(term, pair), by, listed["paper_id"], most)
    else:
        found = corpus.papers.select("paper_id", sentence=pl.lit(None, dtype=pl.String))
    titled = found.join(corpus.papers.select("paper_id", "title"), on="paper_id")
    behind = listed.join(titled, on="paper_id", maintain_order="left").select(*SCHEMA)
    return behind if most is None else behind.head(most)


def _first_listings(corpus: Corpus, period: str | None, axis: str) -> pl.DataFrame:
    """Return the first listing of each paper, in a period if one is given, in order of time."""
    if axis not in AXES:
        raise InputError(f"axis {axis!r} is none of: {', '.join(AXES)}")
    dumps = corpus.dumps.select("dump_id", "dump", "path", "listed_on", "captured_on")
    rows = (
        corpus.listings.join(dumps.with_row_index("order"), on="dump_id")
        .join(
            corpus.papers.select("paper_id", "published_on", "published_precision"), on="paper_id"
        )
        .sort("order", "rank")
        .with_columns(day=day_on(axis))
    )
    if period is not None:
        rows = rows.filter(_in_period(rows, period, axis))
    return rows.unique("paper_id", keep="first", maintain_order=True)


def _in_period(rows: pl.DataFrame, period: str, axis: str) -> pl.Expr:
    """Return which listings lie in the period of this name, of whatever length it is."""
    days = rows["day"].drop_nulls()
    for length in LENGTHS if len(days) else ():
        names = pl.select(calendar.name(pl.lit(calendar.span(days, length)), length)).to_series()
        if period in names:
            named = calendar.name(calendar.start(pl.col("day"), length), length)
            return (named == period) & told_apart(axis, length)
    if period in rows["dump"]:
        return pl.col("dump") == period
    known = f"{days.min()} to {days.max()}" if len(days) else "no days"
    raise InputError(
        f"no period or dump {period!r}; on the axis {axis} there are {known}; "
        "name it as results do: 2024, 2024-Q1, 2024-03, 2024-W09, 2024-03-01 or a dump"
    )


def _of_terms(
    corpus: Corpus, queries: Sequence[str], by: str, listed: pl.Series, most: int | None
) -> pl.DataFrame:
    """Return the first of the listed papers that hold all terms: ``paper_id``, ``sentence``."""
    ids = corpus.resolve(queries, by=by)["term_id"].to_list()
    held = corpus.presence(ids, by=by).group_by("paper_id").len()
    held = held.filter(pl.col("len") == len(set(ids)))["paper_id"]
    papers = listed.filter(listed.is_in(held.implode()))
    papers = papers if most is None else papers.head(most)
    counted = [counted_terms(corpus, term_id, by) for term_id in ids]
    return corpus.sentence_with(counted, papers)


def asked_terms(term: str | None, pair: Sequence[str] | None) -> list[str]:
    """Return the terms that are asked for; none for neither a term nor a pair.

    Raises
    ------
    InputError
        If a pair is less than two terms.
    """
    if pair is None:
        return [] if term is None else [term]
    if isinstance(pair, str) or len(pair) < 2:
        raise InputError(f'pair={pair!r} is no pair; write pair=("one term", "another")')
    return list(pair)


def _of_topic(corpus: Corpus, result: Any, number: int) -> pl.DataFrame:
    """Return the papers of which a topic has the largest share: ``paper_id``, ``sentence``."""
    terms = result.terms.filter(pl.col("topic") == number).sort(
        "weight", "term", descending=[True, False]
    )
    if terms.is_empty():
        known = result.terms["topic"].unique().sort().to_list()
        raise InputError(
            f"no topic {number!r}; topics here: {', '.join(map(str, known)) or 'none'}"
        )
    main = result.documents.sort("share", "topic", descending=[True, False]).unique(
        "paper_id", keep="first", maintain_order=True
    )
    papers = (
        main.filter(pl.col("topic") == number)
        .join(corpus.papers, on="paper_id", how="semi")["paper_id"]
        .sort()
    )
    ids = terms.join(corpus.terms, on="term", maintain_order="left")["term_id"].to_list()
    return pl.DataFrame(
        {
            "paper_id": papers,
            "sentence": pl.Series(_sentences(corpus, ids, papers), dtype=pl.String),
        }
    )


def counted_terms(corpus: Corpus, term_id: int, by: str) -> list[int]:
    """Return the terms that are counted as this one, itself first."""
    if by == "term":
        return [term_id]
    meant = corpus.postings.filter(pl.col("concept_id") == term_id)["term_id"].unique().sort()
    return [term_id, *(other for other in meant if other != term_id)]


def _sentences(corpus: Corpus, term_ids: Sequence[int], papers: pl.Series) -> list[str | None]:
    """Return for each paper the first sentence that prints the first of the terms it holds."""
    found: dict[str, str | None] = dict.fromkeys(papers)
    for term_id in term_ids:
        missing = [paper for paper, sentence in found.items() if sentence is None]
        if not missing:
            break
        found.update(corpus.sentence_with(term_id, missing).iter_rows())
    return list(found.values())
