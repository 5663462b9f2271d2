"""Where shares change level: the cheapest way to cut series of counts into stretches."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from .binomial_counts import Array, checked_counts

_SHORTEST = 2


def cheapest_cuts(
    successes: ArrayLike, trials: ArrayLike, *, penalty: float, dispersion: float = 1.0
) -> list[list[int]]:
    """Return where each term's share changes from one level to another.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods.
    trials
        Documents of each period, at least one in each.
    penalty
        What a cut costs, on the scale of twice the log-likelihood.
    dispersion
        How much more counts scatter than chance would have it: divides the log-likelihood.

    Returns
    -------
    list of list of int
        For each term the first periods of its stretches but the first, in order. Stretches have at
        least two periods.

    Raises
    ------
    InputError
        If a period has no documents, or fewer than a term has.

    Notes
    -----
    The cost of a stretch is minus twice its binomial log-likelihood with a share of its own. The
    optimum is exact: every last cut is tried for every end, on all terms at once. PELT finds the
    same cuts and skips tries that cannot win, one series at a time.

    References
    ----------
    - Jackson, B. et al. (2005). An algorithm for optimal partitioning of data on an interval. IEEE
      Signal Processing Letters 12(2): the recursion.
    - Killick, R., Fearnhead, P. & Eckley, I. A. (2012). Optimal detection of changepoints with a
      linear computational cost. JASA 107: the criterion, and PELT.
    """
    y, n, _ = checked_counts(successes, trials, None)
    terms, periods = y.shape
    hits, totals = np.pad(y.cumsum(axis=1), ((0, 0), (1, 0))), np.pad(n.cumsum(), (1, 0))
    best = np.full((terms, periods + 1), np.inf)
    best[:, 0] = -penalty
    cut = np.zeros((terms, periods + 1), dtype=np.int64)
    rows = np.arange(terms)
    for end in range(min(_SHORTEST, periods), periods + 1):
        start = np.arange(max(end - _SHORTEST, 0) + 1)
        cost = _cost(hits[:, [end]] - hits[:, start], totals[end] - totals[start]) / dispersion
        total = best[:, start] + cost + penalty
        # Of equal costs the earliest last cut is taken, which leaves fewer stretches.
        cut[:, end] = total.argmin(axis=1)
        best[:, end] = total[rows, cut[:, end]]
    return [_back(found, periods) for found in cut]


def _cost(hits: Array, trials: Array) -> Array:
    """Return minus twice the log-likelihood of a share that is as observed."""
    misses = trials - hits
    return -2 * (xlogy(hits, hits / trials) + xlogy(misses, misses / trials))


def _back(cut: np.ndarray, end: int) -> list[int]:
    """Follow the last cuts from the end to the beginning."""
    places = []
    while end > 0 and cut[end] > 0:
        end = int(cut[end])
        places.append(end)
    return places[::-1]
