"""Trends by ranks: slopes that no single period can bend."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def rank_trends(values: ArrayLike, index: ArrayLike | None = None) -> tuple[Array, Array, Array]:
    """Return the robust slope of each series, and the rank correlation with time.

    Parameters
    ----------
    values
        Series × periods.
    index
        Places of the periods in time; 0, 1, 2, … if not given.

    Returns
    -------
    tuple of arrays
        Theil and Sen's slope, the median of the slopes between all pairs of periods; Kendall's
        tau-b, corrected for ties; its two-sided p-value. NaN for fewer than three periods, tau and
        p-value also for a series that never changes.

    References
    ----------
    - Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall's tau. JASA 63.
    - Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3).
    """
    # Imported here: scipy.stats takes a second that only those who ask for a test should pay.
    from scipy.stats import kendalltau, theilslopes

    values = np.atleast_2d(np.asarray(values, dtype=float))
    periods = values.shape[1]
    index = np.arange(periods) if index is None else np.asarray(index, dtype=float)
    slope, tau, p_value = np.full((3, len(values)), np.nan)
    if periods < 3:
        return slope, tau, p_value
    for row, series in enumerate(values):
        slope[row] = theilslopes(series, index).slope
        if np.ptp(series) > 0:
            tau[row], p_value[row] = kendalltau(series, index)
    return slope, tau, p_value
