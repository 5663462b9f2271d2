"""The trends of all terms that enough papers hold: counted and fitted once, judged by others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import Corpus, Timeline
from ..stats.binomial_peak import Peaks
from ..stats.binomial_trend import Trends
from . import basis as told
from .choice import candidate_terms, enough_papers
from .composition import standardized
from .counting import count_terms
from .exposure import repeat_effect
from .verdicts import fits

Array = NDArray[np.float64]

_USUAL_PERIODS = 4


@dataclass(frozen=True)
class Fitted:
    """Counts of terms in whole periods, and their fits, row by row.

    Attributes
    ----------
    terms
        ``term_id``, ``term``, ``label``.
    papers
        Papers with each term.
    counts, totals
        Units with each term (terms × periods), and units of the periods; effective ones, which are
        no whole numbers, where the topics are held.
    index
        Places of the periods in time.
    timeline
        The periods, only the whole ones.
    lines, peaks
        The fits.
    basis
        What was chosen how.
    """

    terms: pl.DataFrame
    papers: NDArray[np.int64]
    counts: Array | NDArray[np.int64]
    totals: Array | NDArray[np.int64]
    index: Array
    timeline: Timeline
    lines: Trends
    peaks: Peaks
    basis: told.Basis


def fit_terms(
    corpus: Corpus,
    period: str,
    axis: str,
    count: str,
    by: str,
    min_papers: int | None,
    composition: bool = False,
    min_periods: int | None = None,
) -> Fitted | None:
    """Return the fits of all terms worth asking about; see `rising_terms` for the parameters.

    Returns
    -------
    Fitted or None
        None where the periods are no time series.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices.
    """
    timeline = corpus.timeline(period=period, axis=axis, count=count)
    least = enough_papers(corpus.papers.height, min_papers)
    terms = candidate_terms(corpus, by, least)
    if not timeline.dated:
        return None
    basis = told.counted(corpus, timeline, period).saying(told.set_aside(timeline))
    index, timeline = whole_periods(timeline)
    counts, papers = count_terms(corpus, timeline, terms["term_id"], by)
    active = enough_periods(timeline.periods.height, min_periods)
    enough = (papers >= max(least, 1)) & ((counts > 0).sum(axis=1) >= active)
    terms, counts, papers = terms.filter(enough), counts[enough], papers[enough]
    totals = timeline.periods["papers"].to_numpy()
    if composition:
        presence = corpus.presence(terms["term_id"], by=by)
        counts, totals = standardized(corpus, timeline, presence, terms["term_id"])
    repeats = repeat_effect(timeline) if count == "exposure" else 1.0
    lines, peaks = fits(counts, totals, index, repeats)
    basis = basis.saying(
        told.tried(
            corpus.papers.height,
            min_papers,
            terms.height,
            f"{active} {timeline.period}s" if active > 1 else None,
        ),
        "Mix of topics held at its mean" if composition else None,
    )
    return Fitted(terms, papers, counts, totals, index, timeline, lines, peaks, basis)


def enough_periods(periods: int, min_periods: int | None) -> int:
    """Return in how many of so many periods a term must stand.

    As asked, or 4; of fewer than 8 periods half of them. What stands in fewer has no course to fit.
    """
    return min(_USUAL_PERIODS, max(1, periods // 2)) if min_periods is None else min_periods


def whole_periods(timeline: Timeline) -> tuple[Array, Timeline]:
    """Leave out periods that are partial or empty; return also where the others stand in time."""
    place = timeline.periods.with_row_index("index")
    whole = place.filter(~pl.col("partial") & (pl.col("papers") > 0))
    periods = whole.drop("index")
    units = timeline.units.join(periods.select("period"), on="period", how="semi")
    return whole["index"].to_numpy().astype(float), replace(timeline, units=units, periods=periods)
