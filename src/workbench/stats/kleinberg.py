"""Bursts of a term in batches of documents: Kleinberg's automaton with two states."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln, xlog1py, xlogy


def state_costs(
    hits: ArrayLike, batches: ArrayLike, s: float = 2.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each state would cost in each batch.

    Parameters
    ----------
    hits
        Documents with the term, terms × batches.
    batches
        Documents of each batch.
    s
        How many times the base rate p0 (the term's share of all documents) a burst has.

    Returns
    -------
    tuple of arrays
        ``−ln[C(d, r) · p^r · (1 − p)^(d − r)]`` as terms × batches for the base state and for the
        burst; NaN for a term so common that ``s · p0`` is no rate below 1.
    """
    hits = np.atleast_2d(np.asarray(hits, dtype=float))
    batches = np.asarray(batches, dtype=float)
    total = batches.sum()
    base = hits.sum(axis=1, keepdims=True) / (total if total > 0 else 1.0)
    burst = np.where(s * base < 1, s * base, np.nan)
    ways = gammaln(batches + 1) - gammaln(hits + 1) - gammaln(batches - hits + 1)

    def cost(rate: NDArray[np.float64]) -> NDArray[np.float64]:
        return -(ways + xlogy(hits, rate) + xlog1py(batches - hits, -rate))

    base = np.where(np.isnan(burst), np.nan, base)
    return cost(base), cost(burst)


def burst_states(
    hits: ArrayLike, batches: ArrayLike, s: float = 2.0, gamma: float = 1.0
) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Return the cheapest sequence of states of each term, by the exact Viterbi recursion.

    A term starts in the base state; each move up to the burst costs ``gamma · ln n`` for n
    batches, a move down costs nothing. Where both states cost the same, the base state is taken.

    Parameters
    ----------
    hits
        Documents with the term, terms × batches (or one term's batches).
    batches
        Documents of each batch, at least one batch.
    s
        How many times the base rate a burst has.
    gamma
        How dear a move up is.

    Returns
    -------
    tuple of arrays
        States, terms × batches, 0 or 1; and the cost of each sequence. A term too common for the
        question (``s · p0 >= 1``) stays in 0 at a cost of NaN.

    References
    ----------
    Kleinberg, J. (2003). Bursty and hierarchical structure in streams. Data Mining and Knowledge
    Discovery 7(4), section 4 (batched arrivals).
    """
    costs = state_costs(hits, batches, s)
    asked = ~np.isnan(costs[1]).any(axis=1)
    base, burst = (np.where(asked[:, None], cost, 0.0) for cost in costs)
    n_terms, n = base.shape
    up = gamma * np.log(n)
    low, high = np.zeros(n_terms), np.full(n_terms, np.inf)
    came_down, went_up = np.zeros((2, n_terms, n), dtype=bool)
    for t in range(n):
        came_down[:, t] = high < low
        went_up[:, t] = low + up <= high
        low, high = (
            np.where(came_down[:, t], high, low) + base[:, t],
            np.where(went_up[:, t], low + up, high) + burst[:, t],
        )
    state = high < low
    cost = np.where(asked, np.where(state, high, low), np.nan)
    states = np.zeros((n_terms, n), dtype=np.int8)
    for t in range(n - 1, -1, -1):
        states[:, t] = state
        state = np.where(state, ~went_up[:, t], came_down[:, t])
    return np.where(asked[:, None], states, 0).astype(np.int8), cost


def burst_spans(states: NDArray[np.int8]) -> list[tuple[int, int, int]]:
    """Return the runs of the burst state.

    Parameters
    ----------
    states
        Terms × batches, 0 or 1.

    Returns
    -------
    list of tuple
        Row of the term, first batch and last batch (inclusive) of each run, in this order.
    """
    edges = np.diff(np.pad(states, ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return list(zip(rows.tolist(), starts.tolist(), (ends - 1).tolist(), strict=True))
