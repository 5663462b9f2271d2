"""Topics as a factorization: fitted once for the figures, and again and again for their bands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linear_sum_assignment

Array = NDArray[np.float64]

_REFITS = 20
_MOST_PAPERS = 10_000
_ITERATIONS = 2_000


def fit_topics(weights: sparse.csr_array, k: int, seed: int) -> tuple[Array, Array]:
    """Factorize a table of papers × terms.

    Parameters
    ----------
    weights
        Weights of terms in papers, at least k papers and k terms.
    k
        Number of topics.
    seed
        Seed of the start, and of the sample of 10,000 papers that topics are learnt from where
        there are more.

    Returns
    -------
    tuple of arrays
        Shares of topics in papers (papers × k, rows add to 1, or are 0 where no topic fits) and
        weights of terms in topics (k × terms, rows add to 1).

    References
    ----------
    - Lee, D. D. & Seung, H. S. (1999). Learning the parts of objects by non-negative matrix
      factorization. Nature 401.
    - Boutsidis, C. & Gallopoulos, E. (2008). SVD based initialization. Pattern Recognition 41(4).
    """
    # Imported here: scikit-learn takes a second that only those who ask for topics should pay.
    from sklearn.decomposition import NMF

    model = NMF(n_components=k, init="nndsvda", random_state=seed, max_iter=_ITERATIONS)
    n = weights.shape[0]
    if n <= _MOST_PAPERS:
        of_papers = model.fit_transform(weights)
    else:
        sample = np.random.default_rng(seed).choice(n, _MOST_PAPERS, replace=False)
        of_papers = model.fit(weights[np.sort(sample)]).transform(weights)
    # Moving each topic's size to the papers makes the shares of different topics comparable.
    size = model.components_.sum(axis=1)
    return _rows_to_one(of_papers * size), _rows_to_one(model.components_)


def refit_shares(
    weights: sparse.csr_array, terms_of_topics: Array, exposures: sparse.csr_array, seed: int
) -> Array:
    """Return the topics' shares of each period in refits to bootstrap samples of the papers.

    Parameters
    ----------
    weights
        As given to `fit_topics`.
    terms_of_topics
        What it returned: each refit's topics are matched to these by the cosine of their terms.
    exposures
        How often each paper is counted in each period, papers × periods.
    seed
        Seed of the fit; each refit has another.

    Returns
    -------
    array
        20 × k × periods; NaN where a sample has no paper of a period.

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics
    Quarterly 2: the matching, by `scipy.optimize.linear_sum_assignment`.
    """
    n, k = weights.shape[0], len(terms_of_topics)
    shares = np.full((_REFITS, k, exposures.shape[1]), np.nan)
    for refit, share in enumerate(shares, start=1):
        drawn = np.random.default_rng([seed, refit]).integers(n, size=n)
        of_papers, of_topics = fit_topics(weights[drawn], k, seed + refit)
        _, match = linear_sum_assignment(_unit(terms_of_topics) @ _unit(of_topics).T, maximize=True)
        share[:] = period_shares(of_papers[:, match], exposures[drawn])[0]
    return shares


def period_shares(of_papers: Array, exposures: sparse.csr_array) -> tuple[Array, Array]:
    """Return the mean shares of topics over the papers of each period.

    Parameters
    ----------
    of_papers
        Shares of topics in papers, papers × k; rows of 0 have no say.
    exposures
        How often each paper is counted in each period, papers × periods.

    Returns
    -------
    tuple of arrays
        Shares (k × periods, columns add to 1, NaN for a period without papers), and the units
        that have a say (periods).
    """
    total = exposures.T @ of_papers
    units = exposures.T @ (of_papers.sum(axis=1) > 0).astype(np.int64)
    shares = np.full(total.shape, np.nan)
    np.divide(total, units[:, None], out=shares, where=units[:, None] > 0)
    return shares.T, units


def _rows_to_one(values: Array) -> Array:
    total = values.sum(axis=1, keepdims=True)
    return np.divide(values, total, out=np.zeros_like(values), where=total > 0)


def _unit(values: Array) -> Array:
    length = np.linalg.norm(values, axis=1, keepdims=True)
    return np.divide(values, length, out=np.zeros_like(values), where=length > 0)
