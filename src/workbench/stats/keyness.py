"""How much more often things are met in one set of documents than in another."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, xlogy

from ..errors import InputError
from .association import log_likelihood

Array = NDArray[np.float64]

_NONE = 0.5  # stands for a count of 0 in a ratio


def keyness(a: ArrayLike, n_a: float, b: ArrayLike, n_b: float) -> dict[str, Array]:
    """Return the measures of keyness of counts in two sets.

    Parameters
    ----------
    a, b
        Documents (or tokens) with each thing in the first and in the second set.
    n_a, n_b
        All documents of the sets, at least one in each.

    Returns
    -------
    dict
        An array for each measure, above 0 for what is more frequent in the first set:

        - ``g2``: G² over the four cells, signed; ``p_value`` is its chi-square tail with one degree
          of freedom;
        - ``g2_two_cells``: the same over the two cells of the thing alone, as tools of corpus
          linguistics print it;
        - ``log_ratio``: log2 of the ratio of shares, a count of 0 taken as a half;
        - ``percent_diff``: how many percent larger the first share is; NaN where the second is 0.

    Raises
    ------
    InputError
        If a set is empty, or holds fewer documents than a thing does.

    References
    ----------
    - Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
      Computational Linguistics 19(1): G² over four cells.
    - Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling. ACL workshop:
      over two cells.
    - Hardie, A. (2014). Log Ratio – an informal introduction. CASS, Lancaster.
    - Gabrielatos, C. & Marchi, A. (2012). Keyness: appropriate metrics and practical issues. CADS:
      %DIFF.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if min(n_a, n_b) <= 0 or np.any((a < 0) | (a > n_a) | (b < 0) | (b > n_b)):
        raise InputError("counts of two sets must be 0 <= count <= size, with sizes > 0")
    g2 = log_likelihood(a, b, n_a - a, n_b - b)
    both = a + b
    of_a, of_b = (both * n / (n_a + n_b) for n in (n_a, n_b))
    known = both > 0
    two = np.zeros(both.shape)
    for count, expected in ((a, of_a), (b, of_b)):
        two += 2 * xlogy(count, np.divide(count, expected, out=np.ones(both.shape), where=known))
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.where(b > 0, 100 * ((a / n_a) / (b / n_b) - 1), np.nan)
    ratio = np.log2(np.where(a > 0, a, _NONE) / n_a) - np.log2(np.where(b > 0, b, _NONE) / n_b)
    return {
        "g2": g2,
        "p_value": chdtrc(1, np.abs(g2)),
        "g2_two_cells": np.sign(g2) * np.maximum(two, 0.0),
        "log_ratio": np.where(known, ratio, np.nan),
        "percent_diff": percent,
    }
