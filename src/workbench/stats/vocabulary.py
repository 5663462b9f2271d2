"""How far two vocabularies are apart, and how far chance alone would take them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.special import rel_entr

Array = NDArray[np.float64]


def jensen_shannon(a: ArrayLike, b: ArrayLike) -> Array:
    """Return the Jensen-Shannon distance of two frequency distributions.

    Parameters
    ----------
    a, b
        Counts of the same terms along the last axis; each is divided by its sum.

    Returns
    -------
    array
        From 0 (the same proportions) to 1 (no term in common); NaN where one has no count at all.

    References
    ----------
    Endres, D. M. & Schindelin, J. E. (2003). A new metric for probability distributions. IEEE
    Transactions on Information Theory 49(7): the square root of the divergence, here in bits.
    """
    p, q = (np.asarray(counts, dtype=float) for counts in (a, b))
    sums = p.sum(axis=-1, keepdims=True), q.sum(axis=-1, keepdims=True)
    known = (sums[0] > 0) & (sums[1] > 0)
    p, q = (
        counts / np.where(total > 0, total, 1) for counts, total in zip((p, q), sums, strict=True)
    )
    middle = (p + q) / 2
    bits = (rel_entr(p, middle) + rel_entr(q, middle)).sum(axis=-1) / (2 * np.log(2))
    return np.where(known[..., 0], np.sqrt(np.clip(bits, 0, 1)), np.nan)


def distance_by_chance(
    held: sparse.csr_array,
    in_a: NDArray[np.bool_],
    in_b: NDArray[np.bool_],
    draws: int,
    seed: int,
) -> Array:
    """Return distances of random sets of papers, as large as two given ones and as overlapping.

    Parameters
    ----------
    held
        Papers × terms, 1 where a paper holds a term.
    in_a, in_b
        Which papers are in which set; each is in one of them at least.
    draws, seed
        How many random pairs of sets, and the seed of chance.

    Returns
    -------
    array
        A distance for each draw: what one would see if the sets differed by chance only.
    """
    generator = np.random.default_rng(seed)
    order = generator.permuted(np.tile(np.arange(len(in_a)), (draws, 1)), axis=1)
    terms = held.T.tocsr().astype(float)
    return jensen_shannon(*((terms @ of[order].T.astype(float)).T for of in (in_a, in_b)))
