"""Counts of a binomial model of many terms: what the modules about it have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from ..errors import InputError

Array = NDArray[np.float64]


def checked_counts(
    successes: ArrayLike, trials: ArrayLike, index: ArrayLike | None
) -> tuple[Array, Array, Array]:
    """Return counts and index as arrays of floats.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods, or one term's periods.
    trials
        Documents of each period, at least one in each.
    index
        Places of the periods in time, increasing; 0, 1, 2, … if not given.

    Returns
    -------
    tuple of arrays
        Successes (terms × periods), trials (periods), index (periods).

    Raises
    ------
    InputError
        If a period has no documents, or fewer than a term has.
    """
    y, n = np.atleast_2d(np.asarray(successes, dtype=float)), np.asarray(trials, dtype=float)
    x = np.arange(len(n), dtype=float) if index is None else np.asarray(index, dtype=float)
    if np.any(n <= 0) or np.any(y < 0) or np.any(y > n):
        raise InputError("the counts of a trend must be 0 <= successes <= trials, with trials > 0")
    return y, n, x


def misses(y: Array, n: Array, odds: Array) -> tuple[Array, Array]:
    """Return what a model misses, and the variance of that.

    Parameters
    ----------
    y, n
        As `checked_counts` returns successes and trials.
    odds
        Log odds by the model, terms × periods.

    Returns
    -------
    tuple of arrays
        Observed minus expected, and n · p · (1 − p), which stays above 0 where p rounds to 1.
    """
    return y - n * expit(odds), n * expit(odds) * expit(-odds)
