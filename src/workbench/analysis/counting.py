"""Which papers hold which terms, and how many units of each period: the counts behind trends."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from ..corpus import Corpus, Pairs, Timeline
from ..kernel.tally import tally


def incidence(presence: pl.DataFrame, papers: pl.Series, term_ids: pl.Series) -> sparse.csr_array:
    """Return the binary matrix papers × terms.

    Parameters
    ----------
    presence
        ``paper_id``, ``term_id``, each pair once.
    papers, term_ids
        Names of the rows and of the columns; pairs of others are left out.
    """
    rows = pl.DataFrame({"paper_id": papers}).with_row_index("row")
    columns = pl.DataFrame({"term_id": term_ids}).with_row_index("column")
    pairs = presence.join(rows, on="paper_id").join(columns, on="term_id")
    ones = np.ones(pairs.height, dtype=np.int64)
    shape = (len(papers), len(term_ids))
    return sparse.csr_array((ones, (pairs["row"].to_numpy(), pairs["column"].to_numpy())), shape)


def exposures(timeline: Timeline, papers: pl.Series) -> sparse.csr_array:
    """Return how often each paper is counted in each period, papers × periods.

    Parameters
    ----------
    timeline
        The units and the periods.
    papers
        Names of the rows; units of other papers are left out.
    """
    units = timeline.places
    if papers is not timeline.papers:
        wanted = pl.DataFrame({"paper_id": papers}).with_row_index("wanted")
        known = pl.DataFrame({"paper_id": timeline.papers}).with_row_index("row")
        units = units.join(known.join(wanted, on="paper_id"), on="row").select("wanted", "column")
    rows, columns = (units.to_series(at).to_numpy() for at in range(2))
    ones = np.ones(units.height, dtype=np.int64)
    return sparse.csr_array((ones, (rows, columns)), (len(papers), timeline.periods.height))


def count_terms(
    corpus: Corpus,
    timeline: Timeline,
    term_ids: pl.Series,
    by: str,
    held: pl.DataFrame | Pairs | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the units that hold each term.

    Parameters
    ----------
    corpus
        The papers at hand.
    timeline
        What is counted in which period.
    term_ids
        The terms.
    by
        ``term`` or ``concept``.
    held
        Which papers hold which of them, as :meth:`Corpus.pairs` or as :meth:`Corpus.presence` says
        it, if that is not what the corpus says.

    Returns
    -------
    tuple of arrays
        Units with each term, terms × periods; and papers with each term, in any period.
    """
    if held is None:
        held = corpus.pairs(term_ids, by)
    if isinstance(held, Pairs):
        if timeline.at_hand is corpus.paper_ids:
            return _tallied(timeline, term_ids, held)
        held = held.named(corpus.paper_ids)
    papers = timeline.papers
    holding = incidence(held, papers, term_ids)
    by_period = (holding.T @ exposures(timeline, papers)).toarray()
    return by_period, np.asarray(holding.sum(axis=0)).ravel()


def _tallied(
    timeline: Timeline, term_ids: pl.Series, pairs: Pairs
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count without names: the papers of the pairs are those of the timeline, in one order."""
    size = (len(pairs.asked), timeline.periods.height)
    counts, papers = tally(pairs.papers, pairs.terms, *timeline.columns_of, *size)
    places = np.searchsorted(pairs.asked, term_ids.to_numpy())
    return counts[places], papers[places]
