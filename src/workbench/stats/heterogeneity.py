"""Whether shares differ between several groups more than chance would have it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, xlogy

from ..errors import InputError

Array = NDArray[np.float64]


def heterogeneity(counts: ArrayLike, totals: ArrayLike) -> dict[str, Array]:
    """Return the likelihood-ratio test of one share in all groups.

    Parameters
    ----------
    counts
        Documents with each thing in each group, things × groups.
    totals
        All documents of each group, at least one.

    Returns
    -------
    dict
        For each thing ``g2``, the log-likelihood ratio ``2 · Σ O · ln(O / E)`` over groups and
        presence, and ``p_value``, its chi-square tail with one degree of freedom less than groups.

    Raises
    ------
    InputError
        If there are not two groups, one is empty, or one holds fewer documents than a thing does.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1).
    """
    counts, totals = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    if len(totals) < 2 or np.any((counts < 0) | (counts > totals) | (totals <= 0)):
        raise InputError("counts of groups must be 0 <= count <= size, of two groups or more")
    overall = counts.sum(axis=1, keepdims=True) / totals.sum()
    g2 = np.zeros(len(counts))
    for observed, share in ((counts, overall), (totals - counts, 1 - overall)):
        expected = share * totals
        ratio = np.divide(observed, expected, out=np.ones(counts.shape), where=expected > 0)
        g2 += 2 * xlogy(observed, ratio).sum(axis=1)
    g2 = np.maximum(g2, 0.0)
    return {"g2": g2, "p_value": chdtrc(len(totals) - 1, g2)}
