"""Intervals of shares."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray


def wilson(
    successes: ArrayLike, trials: ArrayLike, level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the Wilson score interval of each share.

    Parameters
    ----------
    successes, trials
        Counts of one shape, ``0 <= successes <= trials``.
    level
        Confidence level.

    Returns
    -------
    tuple of arrays
        Lower and upper ends; NaN where there were no trials.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22.
    """
    # Imported here: statsmodels takes a second that only those who ask for an interval should pay.
    from statsmodels.stats.proportion import proportion_confint

    successes, trials = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    low, high = np.full(trials.shape, np.nan), np.full(trials.shape, np.nan)
    some = trials > 0
    if some.any():
        ends = proportion_confint(successes[some], trials[some], alpha=1 - level, method="wilson")
        low[some], high[some] = ends
    # At the borders the score interval ends exactly there; rounding would miss the border by 1e-18.
    low[some & (successes == 0)] = 0.0
    high[some & (successes == trials)] = 1.0
    return low, high


def with_shares(
    frame: pl.DataFrame, successes: str, trials: str, level: float = 0.95
) -> pl.DataFrame:
    """Add the share of two columns of counts and its Wilson interval.

    Parameters
    ----------
    frame
        Any frame.
    successes, trials
        Names of its columns of counts.
    level
        Confidence level.

    Returns
    -------
    polars.DataFrame
        The frame with the columns ``share``, ``low`` and ``high``, null where there were no trials.
    """
    low, high = wilson(frame[successes].to_numpy(), frame[trials].to_numpy(), level)
    share = pl.when(pl.col(trials) > 0).then(pl.col(successes) / pl.col(trials)).alias("share")
    ends = [pl.Series("low", low).fill_nan(None), pl.Series("high", high).fill_nan(None)]
    return frame.with_columns(share, *ends)
