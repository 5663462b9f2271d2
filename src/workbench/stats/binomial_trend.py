"""The trend of many shares at once: a binomial model of each on the index of its periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit, stdtr, stdtrit

from .binomial_counts import Array, checked_counts, misses
from .binomial_separation import score, score_bound, separation

FEWEST_PERIODS = 3
"""With fewer, nothing is left to judge a line by."""

_FIGURES = ("slope", "low", "high", "p_value", "dispersion", "separated")
_STEPS = 60
_LONGEST_STEP = 5.0  # in log odds


@dataclass(frozen=True)
class Trends:
    """Trends of terms, a value for each; NaN where a figure does not exist.

    Attributes
    ----------
    slope
        Change of the log odds per period. Infinite, hence NaN, for a separated term.
    low, high
        Ends of its interval. A separated term has only the one that is finite.
    p_value
        Two-sided test of no slope by Student's t with T − 2 degrees of freedom: Wald's, or the
        score test of a separated term.
    dispersion
        The larger of Pearson's X² / (T − 2) and of its floor, by whose root errors are widened.
    separated
        1 for a term that lies wholly at the end (0, 0, 0, 20), −1 for one that lies wholly at the
        beginning, else 0.
    log_odds
        Log odds by the model, terms × periods.
    common
        What the terms scatter about their lines on the average, one number: the mean of Pearson's
        X² / (T − 2), at least the floor of the dispersion.
    """

    slope: Array
    low: Array
    high: Array
    p_value: Array
    dispersion: Array
    separated: Array
    log_odds: Array
    common: float

    @property
    def fitted(self) -> Array:
        """Shares by the model, terms × periods."""
        return expit(self.log_odds)


def binomial_trends(
    successes: ArrayLike,
    trials: ArrayLike,
    index: ArrayLike | None = None,
    *,
    level: float = 0.95,
    least_dispersion: float = 1.0,
) -> Trends:
    """Fit a binomial model with a logit link to the shares of each term.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods.
    trials
        Documents of each period, at least one in each.
    index
        Places of the periods in time, increasing; 0, 1, 2, … if not given.
    level
        Confidence level of the intervals.
    least_dispersion
        Floor of the dispersion: 1, or more where documents are known to repeat.

    Returns
    -------
    Trends
        NaN throughout for fewer than three periods, and for a term of no or of every document.

    Raises
    ------
    InputError
        If a period has no documents, or fewer than a term has.

    References
    ----------
    - McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., chapters 4 and 9:
      the model, and the dispersion from Pearson's X².
    - Albert, A. & Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
      logistic regression models. Biometrika 71(1): separation.
    """
    y, n, x = checked_counts(successes, trials, index)
    figures = {name: np.full(len(y), np.nan) for name in _FIGURES}
    log_odds, common = np.full(y.shape, np.nan), least_dispersion
    if len(n) >= FEWEST_PERIODS:
        direction = separation(y, n, x)
        lines = _Lines.fit(y[direction == 0], n, x)
        if len(lines.scatter):
            common = max(common, float(lines.scatter.mean()))
        for rows, part in (
            (direction == 0, lines.judged(least_dispersion, level)),
            (direction > 0, _separated(y[direction > 0], n, x, 1, least_dispersion, level)),
            (direction < 0, _separated(y[direction < 0], n, x, -1, least_dispersion, level)),
        ):
            log_odds[rows] = part.pop("log_odds")
            for name, values in part.items():
                figures[name][rows] = values
    return Trends(**figures, log_odds=log_odds, common=common)


@dataclass(frozen=True)
class _Lines:
    """Straight lines through the log odds of terms that are not separated."""

    slope: Array
    variance: Array  # of the slope, at a dispersion of 1
    log_odds: Array
    scatter: Array  # Pearson's X² / (T − 2)

    @classmethod
    def fit(cls, y: Array, n: Array, x: Array) -> _Lines:
        """Take Newton's steps up the likelihood (iteratively reweighted least squares).

        The likelihood is concave, so steps that are shortened where they would overshoot always
        arrive.
        """
        line = np.stack([logit(y.sum(axis=1) / n.sum()), np.zeros(len(y))])
        height = _height(line, y, n, x)
        for _ in range(_STEPS):
            miss, weight = misses(y, n, _along(line, x))
            center = (weight * x).sum(axis=1) / weight.sum(axis=1)
            aside = x - center[:, None]
            variance = 1 / (weight * aside**2).sum(axis=1)
            tilt = variance * (miss * aside).sum(axis=1)
            step = np.stack([miss.sum(axis=1) / weight.sum(axis=1) - tilt * center, tilt])
            step /= np.maximum(1, np.abs(_along(step, x)).max(axis=1) / _LONGEST_STEP)
            for _ in range(_STEPS):
                reached = _height(line + step, y, n, x)
                lower = reached < height - 1e-13 * np.abs(height)
                if not lower.any():
                    break
                step[:, lower] /= 2
            line, height = line + step, reached
            if np.all(np.abs(step) <= 1e-12 * (1 + np.abs(line))):
                break
        miss, weight = misses(y, n, _along(line, x))
        scatter = (miss**2 / weight).sum(axis=1) / (len(n) - 2)
        return cls(line[1], variance, _along(line, x), scatter)

    def judged(self, floor: float, level: float) -> dict[str, Array]:
        """Return the figures of `Trends`."""
        freedom = self.log_odds.shape[1] - 2
        dispersion = np.maximum(floor, self.scatter)
        error = np.sqrt(dispersion * self.variance)
        width = stdtrit(freedom, (1 + level) / 2) * error
        return {
            "slope": self.slope,
            "low": self.slope - width,
            "high": self.slope + width,
            "p_value": 2 * stdtr(freedom, -np.abs(self.slope / error)),
            "dispersion": dispersion,
            "separated": np.zeros(self.slope.shape),
            "log_odds": self.log_odds,
        }


def _separated(
    y: Array, n: Array, x: Array, way: int, floor: float, level: float
) -> dict[str, Array]:
    """Return the figures of terms that rise (way 1) or fall (−1) without bound.

    The model fits them perfectly in the limit, so their own scatter is 0, and unknown: the floor
    is their dispersion, and T − 2 the degrees of freedom.
    """
    freedom, scale = len(n) - 2, np.sqrt(floor)
    statistic = score(y, n, way * x, np.zeros(len(y))) / scale
    bound = way * score_bound(y, n, way * x, stdtrit(freedom, (1 + level) / 2) * scale)
    return {
        "low" if way > 0 else "high": bound,
        "p_value": 2 * stdtr(freedom, -np.abs(statistic)),
        "dispersion": np.full(len(y), floor),
        "separated": np.full(len(y), float(way)),
        "log_odds": logit(y / n),
    }


def _along(line: Array, x: Array) -> Array:
    """Return the log odds that lines of (level, slope) have at each period."""
    return line[0][:, None] + line[1][:, None] * x


def _height(line: Array, y: Array, n: Array, x: Array) -> Array:
    """Return the log-likelihood of lines, but for a constant."""
    eta = _along(line, x)
    return (y * eta - n * np.logaddexp(0, eta)).sum(axis=1)
