"""Terms that lie wholly at one end of time: their slope is infinite, a score test still answers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import expit, logit

from .binomial_counts import Array, misses

_HALVINGS = 60  # of a bracket: to the last bits of a float


def separation(y: Array, n: Array, x: Array) -> Array:
    """Say which terms a threshold in time parts into hits and misses.

    Parameters
    ----------
    y, n, x
        Successes, trials and index, as `checked_counts` returns them.

    Returns
    -------
    array
        1 where all hits come last, −1 where they come first, 0 where neither holds; NaN where
        there is nothing but hits or nothing but misses.

    References
    ----------
    Albert, A. & Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
    logistic regression models. Biometrika 71(1).
    """
    hit, miss = y > 0, y < n
    rises = np.where(hit, x, np.inf).min(axis=1) >= np.where(miss, x, -np.inf).max(axis=1)
    falls = np.where(hit, x, -np.inf).max(axis=1) <= np.where(miss, x, np.inf).min(axis=1)
    constant = ~hit.any(axis=1) | ~miss.any(axis=1)
    return np.where(constant, np.nan, rises.astype(float) - falls)


def score(y: Array, n: Array, x: Array, slope: Array) -> Array:
    """Return Rao's statistic of a given slope: about standard normal if that slope is true.

    Parameters
    ----------
    y, n, x
        Successes, trials and index.
    slope
        A slope for each term.

    Returns
    -------
    array
        Above 0 where the term rises faster than that.
    """
    tilt = slope[:, None] * x
    reach = np.abs(tilt).max(axis=1) + np.abs(logit(y.sum(axis=1) / n.sum()))
    level = _root(
        lambda level: (n * expit(level[:, None] + tilt)).sum(axis=1) - y.sum(axis=1), -reach, reach
    )
    miss, weight = misses(y, n, level[:, None] + tilt)
    center = (weight * x).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
    information = (weight * (x - center) ** 2).sum(axis=1)
    return (miss * (x - center)).sum(axis=1) / np.sqrt(information)


def score_bound(y: Array, n: Array, x: Array, critical: float) -> Array:
    """Return the slope at which the score statistic of a term that comes last is critical.

    Parameters
    ----------
    y, n, x
        Successes, trials and index of terms whose `separation` is 1.
    critical
        The value of the statistic.

    Returns
    -------
    array
        The least slope that the data allow at that level.
    """
    steps = np.diff(x)
    reach = np.full(len(y), 40 / np.abs(steps[steps != 0]).min())
    return _root(lambda slope: critical - score(y, n, x, slope), -reach, reach)


def _root(function: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Halve brackets around the roots of an increasing function."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        above = function(middle) > 0
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (low + high) / 2
