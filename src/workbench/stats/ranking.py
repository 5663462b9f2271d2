"""How far two ranked lists without ties agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError


def overlaps(a: Sequence[Hashable], b: Sequence[Hashable], depth: int) -> NDArray[np.int64]:
    """Return how many items two lists share within their first 1, 2, … ``depth`` places.

    Parameters
    ----------
    a, b
        Lists of distinct items; a list that is shorter than the depth has simply ended.
    depth
        The last place to look at.

    Returns
    -------
    array of int
        One count for each depth.

    Raises
    ------
    InputError
        If an item stands in one list twice.
    """
    for items in (a, b):
        if len(set(items)) != len(items):
            raise InputError("an item stands twice in one ranked list; give each item once")
    place = {item: rank for rank, item in enumerate(a)}
    met = [max(place[item], rank) for rank, item in enumerate(b) if item in place]
    return np.cumsum(np.bincount([at for at in met if at < depth], minlength=depth))


def average_overlap(a: Sequence[Hashable], b: Sequence[Hashable], depth: int) -> float:
    """Return the mean share of common items within the first 1, 2, … ``depth`` places.

    Parameters
    ----------
    a, b
        Lists of distinct items.
    depth
        The last place to look at, at least 1.

    Returns
    -------
    float
        From 0 (disjoint) to 1 (the same list).

    References
    ----------
    Webber, W., Moffat, A. & Zobel, J. (2010). A similarity measure for indefinite rankings.
    ACM Transactions on Information Systems 28(4), section 3.
    """
    return float(np.mean(overlaps(a, b, depth) / np.arange(1, depth + 1)))


def rank_biased_overlap(
    a: Sequence[Hashable], b: Sequence[Hashable], p: float = 0.9
) -> float | None:
    """Return the extrapolated rank-biased overlap of two lists, which may differ in length.

    Parameters
    ----------
    a, b
        Lists of distinct items, best first.
    p
        Persistence: how likely a reader goes on to the next place. At 0.9 the first ten places
        carry 86 % of the weight.

    Returns
    -------
    float or None
        From 0 (disjoint) to 1 (as far as seen, the same list); None where a list is empty.

    References
    ----------
    Webber, W., Moffat, A. & Zobel, J. (2010), as in `average_overlap`, equation 32.
    """
    short, long = sorted((len(a), len(b)))
    if short == 0:
        return None
    common = overlaps(a, b, long)
    depth = np.arange(1, long + 1)
    at_short, at_long = common[short - 1], common[-1]
    agreement = common / depth
    # Past its end the shorter list is taken to go on agreeing as it did so far.
    agreement[short:] += at_short * (depth[short:] - short) / (short * depth[short:])
    seen = (1 - p) / p * np.sum(agreement * p**depth)
    rest = ((at_long - at_short) / long + at_short / short) * p**long
    return float(seen + rest)


def spearman(x: ArrayLike, y: ArrayLike) -> float | None:
    """Return Spearman's rank correlation.

    Parameters
    ----------
    x, y
        Values of the same things, in the same order.

    Returns
    -------
    float or None
        None where it does not exist: fewer than two things, or all values alike.
    """
    # Imported here: scipy.stats takes a second that only those who compare lists should pay.
    from scipy.stats import spearmanr

    x, y = np.asarray(x), np.asarray(y)
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    return float(spearmanr(x, y).statistic)
