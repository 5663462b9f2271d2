"""The trend of many shares at once: a binomial model of each on the index of its periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit, stdtr, stdtrit

from .binomial_counts import Array, checked_counts, misses
from .binomial_separation import score, score_bound, separation
from .moderation import Prior, moderated, prior_for

FEWEST_PERIODS = 3
"""With fewer, nothing is left to judge a line by."""

_FIGURES = ("slope", "low", "high", "p_value", "dispersion", "separated")
_STEPS = 200
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
        Two-sided test of no slope by Student's t: Wald's, or the score test of a separated term.
    dispersion
        By whose root errors are widened: Pearson's X² / (T − 2), at least its floor; with what
        other terms tell, where they are asked.
    separated
        1 for a term that lies wholly at the end (0, 0, 0, 20), −1 for one that lies wholly at the
        beginning, else 0.
    log_odds
        Log odds by the model, terms × periods.
    prior
        What terms usually scatter about their lines; of no weight where they are not asked.
    """

    slope: Array
    low: Array
    high: Array
    p_value: Array
    dispersion: Array
    separated: Array
    log_odds: Array
    prior: Prior

    @property
    def fitted(self) -> Array:
        """Shares by the model, terms × periods."""
        return expit(self.log_odds)


def binomial_trends(
    successes: ArrayLike,
    trials: ArrayLike,
    index: ArrayLike | None = None,
    *,
    level: float | None = 0.95,
    least_dispersion: float = 1.0,
    dispersion: Literal["own", "pooled"] | Prior = "own",
) -> Trends:
    """Fit a binomial model with a logit link to the shares of each term.

    Parameters
    ----------
    successes
        Documents with the term, terms × periods.
    trials
        Documents of each period, at least one in each.
    index
        Places of the periods in time, never falling; 0, 1, 2, … if not given.
    level
        Confidence level of the intervals; None for none, which saves time where they are not read.
    least_dispersion
        Floor of the dispersion: 1, or more where documents are known to repeat.
    dispersion
        ``own``: each term knows its own scatter only; ``pooled``: terms learn from each other; or
        what other terms were found to have.

    Returns
    -------
    Trends
        NaN throughout for fewer than three periods, and for a term of no or of every document.

    Raises
    ------
    InputError
        If a period has no documents, or fewer than a term has.

    Notes
    -----
    The scatter of one term is known with T − 2 degrees of freedom only, and so is Student's t of
    its tests and intervals. Where terms learn from each other, it is known better, and the more so
    the more alike they scatter: over few periods, tests of one term alone find next to nothing
    among many terms, and their intervals, floored at the binomial scatter, are too wide. See
    `workbench.stats.moderation`.

    References
    ----------
    - McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., chapters 4 and 9:
      the model, and the dispersion from Pearson's X².
    - Albert, A. & Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
      logistic regression models. Biometrika 71(1): separation.
    """
    y, n, x = checked_counts(successes, trials, index)
    figures = {name: np.full(len(y), np.nan) for name in _FIGURES}
    log_odds, prior = np.full(y.shape, np.nan), Prior(least_dispersion, 0.0)
    if len(n) >= FEWEST_PERIODS:
        direction = separation(y, n, x)
        lines = _Lines.fit(y[direction == 0], n, x)
        prior = prior_for(lines.scatter, len(n) - 2, least_dispersion, dispersion)
        for rows, part in (
            (direction == 0, lines.judged(prior, level)),
            (direction > 0, _separated(y[direction > 0], n, x, 1, prior, level)),
            (direction < 0, _separated(y[direction < 0], n, x, -1, prior, level)),
        ):
            log_odds[rows] = part.pop("log_odds")
            for name, values in part.items():
                figures[name][rows] = values
    return Trends(**figures, log_odds=log_odds, prior=prior)


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

    def judged(self, prior: Prior, level: float | None) -> dict[str, Array]:
        """Return the figures of `Trends`."""
        dispersion, freedom = moderated(self.scatter, self.log_odds.shape[1] - 2, prior)
        error = np.sqrt(dispersion * self.variance)
        width = np.nan if level is None else stdtrit(freedom, (1 + level) / 2) * error
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
    y: Array, n: Array, x: Array, way: int, prior: Prior, level: float | None
) -> dict[str, Array]:
    """Return the figures of terms that rise (way 1) or fall (−1) without bound.

    The model fits them perfectly in the limit, so their own scatter is 0, and unknown: the prior's
    is their dispersion, with its degrees of freedom, or T − 2 where these are fewer.
    """
    freedom, scale = max(len(n) - 2, prior.freedom), np.sqrt(prior.scale)
    statistic = score(y, n, way * x, np.zeros(len(y))) / scale
    bound = np.full(len(y), np.nan)
    if level is not None and len(y):
        bound = way * score_bound(y, n, way * x, stdtrit(freedom, (1 + level) / 2) * scale)
    return {
        "low" if way > 0 else "high": bound,
        "p_value": 2 * stdtr(freedom, -np.abs(statistic)),
        "dispersion": np.full(len(y), prior.scale),
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
