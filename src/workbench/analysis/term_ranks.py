"""Which terms lead in which period: ranks of the top terms."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import PERIODS, Corpus, Timeline
from ..errors import InputError
from . import basis
from .choice import candidate_terms, enough_papers
from .counting import count_terms
from .kinds import kinds_of

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "rank": pl.Int64,
    "papers_with_term": pl.Int64,
    "papers": pl.Int64,
    "share": pl.Float64,
    "partial": pl.Boolean,
    **basis.COLUMNS,
}

_MOST_PERIODS = 12  # ranks of more say too little each, and cross too often to be followed
_FEWEST_PERIODS = 3


def term_ranks(
    corpus: Corpus,
    n: int = 10,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
) -> pl.DataFrame:
    """Return the places of the leading terms, period by period.

    Parameters
    ----------
    corpus
        The papers at hand.
    n
        How many places count as leading.
    period
        As for `term_trends`, but ``auto`` takes longer periods until there are at most twelve.
    axis, count, by
        As for `term_trends`.

    Returns
    -------
    polars.DataFrame
        A row for each term and period that has papers, for the terms among the first n in the
        first or in the last period (of dumps that are no time series: among the first n of all
        papers). Periods at the ends that hold less than half of the usual papers are left out:

        - ``term``, ``label``, ``period``, ``period_start`` (null where dumps are compared);
        - ``rank``: its place in the period among all terms tried, by papers that hold it; of
          equals the one first in the alphabet comes first;
        - ``papers_with_term``, ``papers``, ``share``, ``partial``: as for `term_trends`;
        - ``listings_at_hand``, ``listings_left_out``, ``basis``: as for `term_trends`.

        Terms by their rank in the last period. Words of style (`term_kinds`) do not take
        part.

    Raises
    ------
    InputError
        If n is below 1, or a period, an axis, a counting mode or ``by`` is unknown.
    """
    if n < 1:
        raise InputError(f"n={n}: ask for at least 1 place")
    length = _few_periods(corpus, period, axis)
    timeline = corpus.timeline(length, axis, count)
    chosen = candidate_terms(corpus, by, enough_papers(corpus.papers.height, None))
    chosen = chosen.filter(kinds_of(corpus, chosen, by)["kind"] != "style").sort("term")
    counts, papers = count_terms(corpus, timeline, chosen["term_id"], by)
    some = _worth_ranking(timeline)
    periods, counts = timeline.periods.filter(pl.Series(some)), counts[:, some]
    thin = int((timeline.periods["papers"] > 0).sum() - some.sum())
    told = basis.counted(corpus, timeline, length).saying(
        f"The length leaves at most {_MOST_PERIODS} periods" if length != period else None,
        basis.tried(corpus.papers.height, None, chosen.height) + ", and no word of style",
        f"{thin} thin {'period' if thin == 1 else 'periods'} at the ends left out"
        if thin
        else None,
        "Of equal terms the one first in the alphabet leads",
    )
    if chosen.is_empty() or periods.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    ranks = np.argsort(np.argsort(-counts, axis=0, kind="stable"), axis=0, kind="stable") + 1
    of_all = np.argsort(np.argsort(-papers, kind="stable"), kind="stable") + 1
    ends = ranks[:, [0, -1]] if timeline.dated else of_all[:, None]
    leading = np.flatnonzero((ends <= n).any(axis=1))
    leading = leading[np.lexsort((leading, ends[leading, -1]))]
    grid = chosen[np.repeat(leading, periods.height).tolist()].hstack(
        periods[np.tile(np.arange(periods.height), len(leading)).tolist()]
    )
    frame = grid.with_columns(
        rank=pl.Series(ranks[leading].ravel()),
        papers_with_term=pl.Series(counts[leading].ravel()),
    ).with_columns(share=pl.col("papers_with_term") / pl.col("papers"))
    return told.beside(frame).cast(SCHEMA).select(*SCHEMA)


def _worth_ranking(timeline: Timeline) -> NDArray[np.bool_]:
    """Say which periods have papers; in time, from the first to the last with enough of them."""
    papers = timeline.periods["papers"].to_numpy()
    some = papers > 0
    if timeline.dated and some.any():
        enough = np.flatnonzero(papers >= np.median(papers[some]) / 2)
        some[: enough[0]] = some[enough[-1] + 1 :] = False
    return some


def _few_periods(corpus: Corpus, period: str, axis: str) -> str:
    """Return the period to rank by: of the automatic ones, one long enough to leave few."""
    timeline = corpus.timeline(period, axis)
    if period != "auto" or timeline.period == "dump":
        return period
    lengths = PERIODS[PERIODS.index(timeline.period) :]
    for length in lengths:
        known = corpus.timeline(length, axis).periods.height
        if _FEWEST_PERIODS <= known <= _MOST_PERIODS:
            return length
    return timeline.period
