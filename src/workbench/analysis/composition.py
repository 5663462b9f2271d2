"""Shares as they would be if the papers' subjects were mixed alike in every period."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from ..corpus import Corpus, Timeline
from ..errors import InputError
from .counting import exposures, incidence
from .topic_mix import FEWEST_PAPERS, topic_mix

Array = NDArray[np.float64]

_LARGEST_WEIGHT = 10.0  # of a topic: one that hardly any paper of a period has speaks for few


def standardized(
    corpus: Corpus, timeline: Timeline, presence: pl.DataFrame, term_ids: pl.Series
) -> tuple[Array, Array]:
    """Count terms with the mix of topics held at its mean.

    Parameters
    ----------
    corpus
        The papers at hand.
    timeline
        What is counted in which period.
    presence
        ``paper_id``, ``term_id``: which papers hold which terms.
    term_ids
        The terms.

    Returns
    -------
    tuple of arrays
        Effective units with each term (terms × periods), and effective units of the periods; their
        ratio is the standardized share. Weights make fewer units worth as much as they tell.

    Raises
    ------
    InputError
        If there are too few papers to know their topics.

    Notes
    -----
    Direct standardization: the share of a period is Σ over topics of the topic's share of all units
    times the term's share in the topic's part of the period, where a paper belongs to topics by its
    topic shares. That is a mean of the papers with weights Σ s_k · q_k / m_k (s of the paper, q of
    all, m of the period); q / m is at most 10. With weights v, a period is worth (Σ v)² / Σ v²
    units. Papers that no topic fits are left out.

    References
    ----------
    - Fleiss, J. L., Levin, B. & Paik, M. C. (2003). Statistical Methods for Rates and Proportions,
      3rd ed., chapter 19: direct standardization.
    - Kish, L. (1965). Survey Sampling, section 11.7: the effective number of weighted units.
    """
    mix = topic_mix(corpus)
    if not len(mix.papers):
        raise InputError(
            f"composition=True needs topics, and these at least {FEWEST_PAPERS} papers with text;"
            f" here are {corpus.papers.height:,}"
        )
    listed = exposures(timeline, mix.papers).tocsc().astype(float)
    weights = _weights(listed, mix.shares)
    held = incidence(presence, mix.papers, term_ids)
    every = listed.multiply(weights)
    total = np.asarray(every.sum(axis=0)).ravel()
    squares = np.asarray(every.multiply(weights).sum(axis=0)).ravel()
    worth = np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)
    hits = (held.T @ every).toarray()
    share = np.divide(hits, total, out=np.zeros_like(hits), where=total > 0)
    return np.clip(share, 0, 1) * worth, worth


def _weights(listed: sparse.csc_array, shares: Array) -> sparse.csc_array:
    """Return the weight of a unit of each paper in each period."""
    units = np.asarray(listed.sum(axis=0)).ravel()[:, None]
    of_period = listed.T @ shares
    overall = of_period.sum(axis=0) / max(units.sum(), 1)
    of_period = np.divide(of_period, units, out=np.zeros_like(of_period), where=units > 0)
    factor = np.divide(overall, of_period, out=np.ones_like(of_period), where=of_period > 0)
    factor = np.minimum(factor, _LARGEST_WEIGHT)
    places = listed.tocoo()
    weight = np.einsum("ij,ij->i", shares[places.row], factor[places.col])
    return sparse.csc_array((weight, (places.row, places.col)), shape=listed.shape)
