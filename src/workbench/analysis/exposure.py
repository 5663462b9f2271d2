"""Uncertainty where every listing counts: listings of one paper are not independent."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import Timeline
from ..stats.intervals import wilson
from .counting import exposures, incidence

Array = NDArray[np.float64]

_SAMPLES = 1000
_SEED = 0


def exposure_bands(
    presence: pl.DataFrame, timeline: Timeline, term_ids: pl.Series
) -> tuple[Array, Array]:
    """Return the 95 % range of shares of listings, by a bootstrap over papers.

    Parameters
    ----------
    presence
        ``paper_id``, ``term_id``: which papers hold which terms.
    timeline
        Units counted by ``exposure``.
    term_ids
        The terms.

    Returns
    -------
    tuple of arrays
        Lower and upper ends, terms × periods, NaN without listings. Where no or every listing has
        the term, resampling cannot vary: there it is Wilson's interval of the distinct papers.

    References
    ----------
    Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application, section 2.4
    and 3.8: whole clusters (here papers) are drawn with replacement.
    """
    papers = timeline.papers
    listed = exposures(timeline, papers).T.tocsr()
    held = incidence(presence, papers, term_ids)
    listings = np.asarray(listed.sum(axis=1)).ravel()
    hits = (listed @ held).toarray().T
    generator = np.random.default_rng(_SEED)
    drawn = np.full((_SAMPLES, *hits.shape), np.nan)
    for sample in drawn:
        times = np.bincount(
            generator.integers(len(papers), size=len(papers)), minlength=len(papers)
        )
        of_term = (listed.multiply(times).tocsr() @ held).toarray().T
        of_all = np.broadcast_to(listed @ times, hits.shape)
        np.divide(of_term, of_all, out=sample, where=of_all > 0)
    low, high = np.full(hits.shape, np.nan), np.full(hits.shape, np.nan)
    some = np.broadcast_to(listings > 0, hits.shape)
    if some.any():
        low[some], high[some] = np.nanquantile(drawn[:, some], [0.025, 0.975], axis=0)
    distinct = np.broadcast_to((listed > 0).sum(axis=1), hits.shape)
    fixed = some & ((hits == 0) | (hits == listings))
    low[fixed], high[fixed] = wilson(np.where(hits == 0, 0, distinct)[fixed], distinct[fixed])
    return low, high


def repeat_effect(timeline: Timeline) -> float:
    """Return how much the repeats of papers inflate the variance of a slope.

    Parameters
    ----------
    timeline
        Units of periods that are points in time.

    Returns
    -------
    float
        1 where no paper is counted twice. Else Σ over papers of (Σ over its units of x − x̄)²,
        over Σ over units of (x − x̄)², for the index x of the periods; at least 1.

    References
    ----------
    Liang, K.-Y. & Zeger, S. L. (1986). Longitudinal data analysis using generalized linear models.
    Biometrika 73(1): variances of clustered data, here for units of one paper that are all alike.
    """
    place = timeline.periods.select("period").with_row_index("x").cast({"x": pl.Float64})
    aside = timeline.units.join(place, on="period").with_columns(pl.col("x") - pl.col("x").mean())
    alone = aside.select(pl.col("x").pow(2).sum()).item()
    clustered = aside.group_by("paper_id").agg("x").select(pl.col("x").list.sum().pow(2).sum())
    return max(1.0, clustered.item() / alone) if alone else 1.0
