"""Shares that changed and then stayed where they were: a line that ends in a level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, xlogy

from .binomial_counts import Array, checked_counts
from .binomial_trend import binomial_trends
from .moderation import Prior, moderated

FEWEST_PERIODS = 6
"""With fewer, a rise and a level cannot be told apart from a line."""


@dataclass(frozen=True)
class Plateaus:
    """The best level that each term's line may end in; NaN where a figure does not exist.

    Attributes
    ----------
    p_value
        Test that nothing changed, against a change that ends in the level.
    p_line
        Test of the line that goes on, against the one that ends in the level.
    start
        The period in which the level begins; −1 where there is none.
    change
        Share on the level less that in the first period, by the model.
    """

    p_value: Array
    p_line: Array
    start: NDArray[np.int64]
    change: Array


def binomial_plateaus(
    successes: ArrayLike, trials: ArrayLike, index: ArrayLike | None = None, *, prior: Prior
) -> Plateaus:
    """Ask of each term whether a change that ends in a level fits better than one that goes on.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods.
    trials
        Documents of each period, at least one in each.
    index
        Places of the periods in time, increasing; 0, 1, 2, … if not given.
    prior
        What terms usually scatter about their lines.

    Returns
    -------
    Plateaus
        NaN throughout for fewer than six periods.

    Raises
    ------
    InputError
        If a period has no documents, or fewer than a term has.

    Notes
    -----
    Levels begin in the third period at the earliest, and leave a third of the periods, at least
    three, at the end. The line that ends in a level has as many parameters as the line; both are
    parts of a line with a bend, so twice the gain in log-likelihood is at most the chi-square of
    that bend where the line is true. Roots of gains are read as t, p-values multiplied by the
    levels tried (Bonferroni).

    References
    ----------
    Muggeo, V. M. R. (2003). Estimating regression models with unknown break-points. Statistics in
    Medicine 22(19): generalized linear models with a bend.
    """
    y, n, x = checked_counts(successes, trials, index)
    periods, rows = len(n), np.arange(len(y))
    if periods < FEWEST_PERIODS or not len(y):
        none = np.full(len(y), np.nan)
        return Plateaus(none, none, np.full(len(y), -1), none)
    line = binomial_trends(y, n, x, level=None)
    knots = np.arange(2, periods - max(3, periods // 3) + 1)
    shares = np.stack([_to_level(y, n, x, knot) for knot in knots])
    heights = np.stack([_height(y, n, share) for share in shares])
    best = heights.argmax(axis=0)
    fitted, height = shares[best, rows], heights[best, rows]
    level = y.sum(axis=1, keepdims=True) / n.sum()
    flat = _height(y, n, np.broadcast_to(level, y.shape))
    # A line without a finite slope fits as it is: nothing is left to gain.
    straight = np.where(line.separated == 0, _height(y, n, line.fitted), height)
    variance = n * fitted * (1 - fitted)
    squares = np.divide((y - n * fitted) ** 2, variance, out=np.zeros(y.shape), where=variance > 0)
    factor, known = moderated(squares.sum(axis=1) / (periods - 2), periods - 2, prior)

    def tested(gain: Array, sides: int) -> Array:
        root = np.sqrt(2 * np.maximum(gain, 0) / factor)
        return np.minimum(1, sides * len(knots) * stdtr(known, -root))

    return Plateaus(
        p_value=tested(height - flat, 2),
        p_line=tested(height - straight, 1),
        start=knots[best],
        change=fitted[:, -1] - fitted[:, 0],
    )


def _to_level(y: Array, n: Array, x: Array, knot: int) -> Array:
    """Return the shares by a line that ends in a level from a period on."""
    trends = binomial_trends(y, n, np.minimum(x, x[knot]), level=None)
    level = np.arange(len(x)) >= knot
    # A term that has all its papers on the level, or none, or all papers, jumps there.
    jump = np.where(level, _mean(y, n, level), _mean(y, n, ~level))
    return np.where((trends.separated == 0)[:, None], trends.fitted, jump)


def _mean(y: Array, n: Array, kept: NDArray[np.bool_]) -> Array:
    return (y * kept).sum(axis=1, keepdims=True) / (n * kept).sum()


def _height(y: Array, n: Array, share: Array) -> Array:
    """Return the log-likelihood of shares, but for a constant."""
    return (xlogy(y, share) + xlogy(n - y, 1 - share)).sum(axis=1)
