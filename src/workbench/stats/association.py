"""How strongly two things that are counted in the same documents belong together.

Every function takes counts of documents, as arrays of one shape: ``both`` that hold the two
things, ``a`` and ``b`` that hold each, ``n`` in all. A figure that does not exist is NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

from ..errors import InputError

Array = NDArray[np.float64]


def log_likelihood(k11: ArrayLike, k12: ArrayLike, k21: ArrayLike, k22: ArrayLike) -> Array:
    """Return G² of tables of two rows and two columns.

    Parameters
    ----------
    k11, k12, k21, k22
        The four cells, row by row.

    Returns
    -------
    array
        ``2 · Σ O · ln(O / E)``, with a minus where the first cell is smaller than independence
        would have it; 0 where a row or a column is empty.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1).
    """
    cells = [np.asarray(cell, dtype=float) for cell in (k11, k12, k21, k22)]
    rows = [cells[0] + cells[1], cells[2] + cells[3]]
    columns = [cells[0] + cells[2], cells[1] + cells[3]]
    n = rows[0] + rows[1]
    total = np.zeros(n.shape)
    for place, observed in enumerate(cells):
        expected = _divide(rows[place // 2] * columns[place % 2], n, where_not=1.0)
        total += xlogy(observed, _divide(observed, expected, where_not=1.0))
    direction = np.sign(cells[0] * n - rows[0] * columns[0])
    return direction * np.maximum(2 * total, 0.0)


def association(both: ArrayLike, a: ArrayLike, b: ArrayLike, n: ArrayLike) -> dict[str, Array]:
    """Return the measures of association of pairs.

    Parameters
    ----------
    both, a, b, n
        Counts of documents, see the head of this module.

    Returns
    -------
    dict
        An array for each measure:

        - ``association_strength``: both · n / (a · b), how many times more often than chance;
        - ``jaccard``: both / (a + b − both);
        - ``inclusion``: both / min(a, b);
        - ``salton``: both / √(a · b), the cosine;
        - ``equivalence``: both² / (a · b);
        - ``npmi``: ln(p_ab / (p_a · p_b)) / −ln p_ab, from −1 (never together) over 0 (as by
          chance) to 1 (never apart); NaN where every document holds both, which would be 0 and 1;
        - ``g2``: signed, see `log_likelihood`;
        - ``log_dice``: 14 + log2(2 · both / (a + b)); NaN where they never meet.

    Raises
    ------
    InputError
        If the counts contradict each other.

    References
    ----------
    - van Eck, N. J. & Waltman, L. (2009). How to normalize cooccurrence data? JASIST 60(8):
      association strength with total occurrences as weights, inclusion, Jaccard, Salton.
    - Callon, M. et al. (1991). Co-word analysis. Scientometrics 22(1): equivalence.
    - Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.
    - Dunning, T. (1993), as in `log_likelihood`.
    - Rychlý, P. (2008). A lexicographer-friendly association score. RASLAN.
    """
    both, a, b, n = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (both, a, b, n)))
    if np.any((both < 0) | (both > np.minimum(a, b)) | (a + b - both > n)):
        raise InputError(
            "the counts of a pair contradict each other; "
            "needed are 0 <= both <= min(a, b) and a + b - both <= n"
        )
    product = a * b
    lift = _divide(both * n, product)
    together = _divide(both, n)
    npmi = _divide(_positive(np.log, lift), -_positive(np.log, together))
    apart = (both == 0) & (product > 0)
    return {
        "association_strength": lift,
        "jaccard": _divide(both, a + b - both),
        "inclusion": _divide(both, np.minimum(a, b)),
        "salton": _divide(both, np.sqrt(product)),
        "equivalence": _divide(both**2, product),
        "npmi": np.where(apart, -1.0, npmi),
        "g2": log_likelihood(both, a - both, b - both, n - a - b + both),
        "log_dice": 14 + _positive(np.log2, _divide(2 * both, a + b)),
    }


def _divide(upper: Array, lower: Array, where_not: float = np.nan) -> Array:
    """Divide, with a value of one's own where the divisor is 0."""
    result = np.full(np.shape(lower), where_not)
    return np.divide(upper, lower, out=result, where=lower != 0)


def _positive(function: np.ufunc, x: Array) -> Array:
    """Apply a logarithm where it exists."""
    return function(x, out=np.full(x.shape, np.nan), where=x > 0)
