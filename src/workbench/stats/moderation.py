"""Scatter of many short series: what all of them tell about it, and what each one adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, fdtrc, polygamma

from .binomial_counts import Array

FEWEST_SERIES = 30
"""With fewer, the scatter of each is all that is known of it."""

MOST_FREEDOM = 1e6
"""Stands for infinity: Student's t is then the normal distribution."""

_APART = 0.01  # a scatter this improbable among the others is one of its own
_LEAST_SCATTER = 1e-5  # of the median: no logarithm of 0
_STEPS = 50


@dataclass(frozen=True)
class Prior:
    """What the scatter of a series is likely to be, as far as the others tell.

    Attributes
    ----------
    scale
        The usual dispersion.
    freedom
        For how many degrees of freedom that counts; 0 where the others tell nothing.
    """

    scale: float
    freedom: float


def prior_of(scatter: Array, freedom: int, least: float = 1.0) -> Prior:
    """Learn from the scatter of many series what is usual.

    Parameters
    ----------
    scatter
        Pearson's X² of each series over its degrees of freedom.
    freedom
        These degrees of freedom, the same for all.
    least
        Floor of the usual dispersion.

    Returns
    -------
    Prior
        Of no weight for fewer than 30 series.

    References
    ----------
    Smyth, G. K. (2004). Linear models and empirical Bayes methods for assessing differential
    expression in microarray experiments. Statistical Applications in Genetics and Molecular
    Biology 3(1), section 6.2: both figures from the moments of the logarithms.
    """
    if len(scatter) < FEWEST_SERIES:
        return Prior(least, 0.0)
    floor = _LEAST_SCATTER * np.median(scatter)
    logs = np.log(np.maximum(scatter, max(floor, np.finfo(float).tiny)))
    centered = logs - digamma(freedom / 2) + np.log(freedom / 2)
    spread = centered.var(ddof=1) - polygamma(1, freedom / 2)
    if spread <= 0:
        return Prior(max(least, float(scatter.mean())), MOST_FREEDOM)
    half = _trigamma_inverse(float(spread))
    scale = np.exp(centered.mean() + digamma(half) - np.log(half))
    return Prior(max(least, float(scale)), min(2 * half, MOST_FREEDOM))


def prior_for(
    scatter: Array, freedom: int, least: float, dispersion: Literal["own", "pooled"] | Prior
) -> Prior:
    """Return the prior that a caller asks for.

    Parameters
    ----------
    scatter, freedom, least
        As for `prior_of`.
    dispersion
        ``own``: each series knows its own scatter only; ``pooled``: they learn from each other;
        or what others were found to have.
    """
    if isinstance(dispersion, Prior):
        return dispersion
    return prior_of(scatter, freedom, least) if dispersion == "pooled" else Prior(least, 0.0)


def moderated(scatter: Array, freedom: int, prior: Prior) -> tuple[Array, Array]:
    """Return the dispersion of each series, and for how many degrees of freedom it is known.

    Parameters
    ----------
    scatter
        Pearson's X² of each series over its degrees of freedom.
    freedom
        These degrees of freedom.
    prior
        From `prior_of`.

    Returns
    -------
    tuple of arrays
        The mean of the prior's and the series' own scatter, weighted by degrees of freedom, and
        their sum. A scatter that fewer than one in a hundred would have stands alone, with its own
        degrees of freedom: what bends or jumps borrows no calm from the others. The dispersion is
        at least the prior's.

    References
    ----------
    - Smyth (2004), as in `prior_of`, section 4.
    - Lund, S. P. et al. (2012). Detecting differential expression in RNA-sequence data using
      quasi-likelihood with shrunken dispersion estimates. Statistical Applications in Genetics and
      Molecular Biology 11(5): the same for dispersions of counts.
    - Phipson, B. et al. (2016). Robust hyperparameter estimation protects against hypervariable
      genes. Annals of Applied Statistics 10(2): series of a scatter of their own.
    """
    apart = stands_alone(scatter, freedom, prior) if prior.freedom > 0 else True
    shared = (prior.freedom * prior.scale + freedom * scatter) / (prior.freedom + freedom)
    dispersion = np.maximum(np.where(apart, scatter, shared), prior.scale)
    return dispersion, np.where(apart, freedom, min(prior.freedom + freedom, MOST_FREEDOM))


def stands_alone(scatter: Array, freedom: int, prior: Prior) -> NDArray[np.bool_]:
    """Say which scatter is so large that fewer than one in a hundred would have it.

    Parameters
    ----------
    scatter
        Of each series, or the dispersion that `moderated` made of it.
    freedom
        Its degrees of freedom.
    prior
        What is usual; where that has no weight, chance alone is.
    """
    return fdtrc(freedom, prior.freedom or MOST_FREEDOM, scatter / prior.scale) < _APART


def _trigamma_inverse(value: float) -> float:
    """Return where the trigamma function has a value above 0, by Newton's steps on 1 / trigamma."""
    if value < 1e-6:  # trigamma(x) is about 1 / x
        return 1 / value
    place = 0.5 + 1 / value
    for _ in range(_STEPS):
        at = polygamma(1, place)
        step = at * (1 - at / value) / polygamma(2, place)
        place += step
        if abs(step) < 1e-10 * place:
            break
    return float(place)
