"""Shares that rose and fell: a stretch of periods that stands above what lies before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, xlogy

from .binomial_counts import Array, checked_counts
from .moderation import Prior, moderated, prior_for

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
        Test that its share is no higher than before, or no higher than after.
    rise, fall
        Share in the stretch less that before, and less that after it.
    """

    p_value: Array
    rise: Array
    fall: Array


def binomial_peaks(
    successes: ArrayLike,
    trials: ArrayLike,
    *,
    least_dispersion: float = 1.0,
    dispersion: Literal["own", "pooled"] | Prior = "own",
) -> Peaks:
    """Look in each term for a stretch of periods with a higher share than before and after.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods.
    trials
        Documents of each period, at least one in each.
    least_dispersion
        Floor of the dispersion: 1, or more where documents are known to repeat.
    dispersion
        ``own``: each term knows its own scatter only; ``pooled``: terms learn from each other, see
        `workbench.stats.moderation`; or what other terms were found to have.

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
    each time), and touch neither the first period nor the last. A stretch is compared with all that
    comes before it and with all that comes after, by the signed roots of the likelihood ratios of
    two shares against one; the smaller root counts, for both must be shown, and the stretch where
    it is largest is taken. So a share that only rises has no peak, however steep. The p-value is
    that root's, times the number of stretches tried (Bonferroni). The dispersion is Pearson's X²
    about the three shares; the root is read as a t with T − 5 degrees of freedom (three shares and
    two ends) or, pooled, as many as are known. A share that keeps wandering has such stretches.

    References
    ----------
    - Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics – Theory and
      Methods 26(6), here over time and with binomial counts.
    - Berger, R. L. (1982). Multiparameter hypothesis testing and acceptance sampling.
      Technometrics 24(4): where two things must be shown, the weaker test is that of both.
    """
    y, n, _ = checked_counts(successes, trials, None)
    periods = len(n)
    if periods < FEWEST_PERIODS or not len(y):
        return Peaks(*(np.full(len(y), np.nan) for _ in range(3)))
    root, first, end, tried = _scan(y, n)
    place = np.arange(periods)
    before, after = place < first[:, None], place >= end[:, None]
    inside = ~before & ~after
    shares = [_share(y, n, rows) for rows in (before, inside, after)]
    fitted = np.select([before, inside], [share[:, None] for share in shares[:2]],
                       default=shares[2][:, None])  # fmt: skip
    variance = n * fitted * (1 - fitted)
    squares = np.divide((y - n * fitted) ** 2, variance, out=np.zeros(y.shape), where=variance > 0)
    freedom = max(periods - 5, 1)
    scatter = squares.sum(axis=1) / freedom
    prior = prior_for(scatter[scatter > 0], freedom, least_dispersion, dispersion)
    factor, known = moderated(scatter, freedom, prior)
    return Peaks(
        p_value=np.minimum(1, tried * stdtr(known, -root / np.sqrt(factor))),
        rise=shares[1] - shares[0],
        fall=shares[1] - shares[2],
    )


def stretch_lengths(periods: int) -> list[int]:
    """Return the lengths of stretches that are tried over so many periods."""
    steps = math.log(max(periods / 2 / _SHORTEST, 1)) / math.log(_GROWTH)
    lengths = {math.ceil(_SHORTEST * _GROWTH**step) for step in range(math.floor(steps) + 1)}
    return sorted(length for length in lengths if length <= periods // 2)


def _scan(y: Array, n: Array) -> tuple[Array, NDArray[np.int64], NDArray[np.int64], int]:
    """Return the highest root of each term, where its stretch begins and ends, how many tried."""
    hits, trials = np.pad(y.cumsum(axis=1), ((0, 0), (1, 0))), np.pad(n.cumsum(), (1, 0))
    rows = np.arange(len(y))
    best = np.zeros(len(y))
    first, end = np.ones(len(y), dtype=np.int64), np.full(len(y), 1 + _SHORTEST)
    tried = 0
    for length in stretch_lengths(len(n)):
        start = np.arange(1, len(n) - length)
        stop = start + length
        inside = hits[:, stop] - hits[:, start], trials[stop] - trials[start]
        before = hits[:, start], trials[start]
        after = hits[:, -1:] - hits[:, stop], trials[-1] - trials[stop]
        root = np.minimum(_root(*inside, *before), _root(*inside, *after))
        at = root.argmax(axis=1)
        better = root[rows, at] > best
        best = np.where(better, root[rows, at], best)
        first, end = np.where(better, start[at], first), np.where(better, stop[at], end)
        tried += len(start)
    return best, first, end, tried


def _root(hits: Array, trials: Array, other_hits: Array, other_trials: Array) -> Array:
    """Return the signed root of the likelihood ratio of two shares, above 0 for the higher."""
    gain = _height(hits, trials) + _height(other_hits, other_trials)
    ratio = 2 * (gain - _height(hits + other_hits, trials + other_trials))
    higher = np.sign(hits * other_trials - other_hits * trials)
    return higher * np.sqrt(np.maximum(ratio, 0))


def _height(hits: Array, trials: Array) -> Array:
    """Return the log-likelihood of a share that is as observed."""
    misses = trials - hits
    return xlogy(hits, hits / trials) + xlogy(misses, misses / trials)


def _share(y: Array, n: Array, kept: NDArray[np.bool_]) -> Array:
    """Return the share over the periods kept of each term."""
    return (y * kept).sum(axis=1) / (n * kept).sum(axis=1)
