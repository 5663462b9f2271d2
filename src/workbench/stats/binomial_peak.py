"""Shares that rose and fell: a stretch of periods that stands above what lies before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, xlogy

from .binomial_counts import Array, checked_counts

FEWEST_PERIODS = 5
"""With fewer, nothing is left to judge a stretch by."""

_SHORTEST = 2
_GROWTH = 1.2  # from one length of a stretch to the next, so that long series cost little


@dataclass(frozen=True)
class Peaks:
    """The highest stretch of each term; NaN where a figure does not exist.

    Attributes
    ----------
    p_value
        Test that its share is no higher than that of the other periods.
    rise, fall
        Share in the stretch less that before, and less that after it.
    """

    p_value: Array
    rise: Array
    fall: Array


def binomial_peaks(
    successes: ArrayLike, trials: ArrayLike, *, least_dispersion: float = 1.0
) -> Peaks:
    """Look in each term for a stretch of periods with a higher share than the rest.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods.
    trials
        Documents of each period, at least one in each.
    least_dispersion
        Floor of the dispersion, taken as known: the scatter that terms have in common.

    Returns
    -------
    Peaks
        NaN throughout for fewer than five periods.

    Raises
    ------
    InputError
        If a period has no documents, or fewer than a term has.

    Notes
    -----
    Stretches are of two periods up to half of all (2, 3, 4, 5, 6, 8, 9, 11, 13 …, a fifth longer
    each time), and touch neither the first period nor the last. The test is the signed root of the
    likelihood ratio of two shares against one, its p-value times the number of stretches tried
    (Bonferroni). The dispersion is the floor, or Pearson's X² about the two shares where that is
    larger; then the root is read as a t with T − 4 degrees of freedom (for two shares and two
    ends), else as standard normal. It says that a share was higher for a while, beyond sampling; a
    share that keeps wandering has such stretches, too.

    References
    ----------
    Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics – Theory and
    Methods 26(6), here over time and with binomial counts.
    """
    y, n, _ = checked_counts(successes, trials, None)
    periods = len(n)
    if periods < FEWEST_PERIODS or not len(y):
        return Peaks(*(np.full(len(y), np.nan) for _ in range(3)))
    ratio, first, end, tried = _scan(y, n)
    place = np.arange(periods)
    inside = (place >= first[:, None]) & (place < end[:, None])
    stretch, outside = _share(y, n, inside), _share(y, n, ~inside)
    fitted = np.where(inside, stretch[:, None], outside[:, None])
    variance = n * fitted * (1 - fitted)
    squares = np.divide((y - n * fitted) ** 2, variance, out=np.zeros(y.shape), where=variance > 0)
    scatter = squares.sum(axis=1) / (periods - 4)
    root = np.sqrt(ratio / np.maximum(least_dispersion, scatter))
    freedom = np.where(scatter > least_dispersion, periods - 4, np.inf)
    return Peaks(
        p_value=np.minimum(1, tried * stdtr(freedom, -root)),
        rise=stretch - _share(y, n, place < first[:, None]),
        fall=stretch - _share(y, n, place >= end[:, None]),
    )


def stretch_lengths(periods: int) -> list[int]:
    """Return the lengths of stretches that are tried over so many periods."""
    steps = math.log(max(periods / 2 / _SHORTEST, 1)) / math.log(_GROWTH)
    lengths = {math.ceil(_SHORTEST * _GROWTH**step) for step in range(math.floor(steps) + 1)}
    return sorted(length for length in lengths if length <= periods // 2)


def _scan(y: Array, n: Array) -> tuple[Array, NDArray[np.int64], NDArray[np.int64], int]:
    """Return the highest likelihood ratio of each term, where its stretch begins and ends."""
    hits, trials = np.pad(y.cumsum(axis=1), ((0, 0), (1, 0))), np.pad(n.cumsum(), (1, 0))
    all_hits, all_trials = hits[:, -1:], trials[-1]
    rows = np.arange(len(y))
    best = np.zeros(len(y))
    first, end = np.ones(len(y), dtype=np.int64), np.full(len(y), 1 + _SHORTEST)
    tried = 0
    for length in stretch_lengths(len(n)):
        start = np.arange(1, len(n) - length)
        inside, n_inside = (
            hits[:, start + length] - hits[:, start],
            trials[start + length] - trials[start],
        )
        outside, n_outside = all_hits - inside, all_trials - n_inside
        gain = _height(inside, n_inside) + _height(outside, n_outside)
        gain = np.where(inside * n_outside > outside * n_inside, gain, -np.inf)
        at = gain.argmax(axis=1)
        ratio = 2 * (gain[rows, at] - _height(all_hits, all_trials)[:, 0])
        better = ratio > best
        best = np.where(better, ratio, best)
        first, end = np.where(better, start[at], first), np.where(better, start[at] + length, end)
        tried += len(start)
    return best, first, end, tried


def _height(hits: Array, trials: Array) -> Array:
    """Return the log-likelihood of a share that is as observed."""
    misses = trials - hits
    return xlogy(hits, hits / trials) + xlogy(misses, misses / trials)


def _share(y: Array, n: Array, kept: NDArray[np.bool_]) -> Array:
    """Return the share over the periods kept of each term."""
    return (y * kept).sum(axis=1) / (n * kept).sum(axis=1)
