"""What each paper is about, for analyses that hold subjects apart or fixed."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import Corpus
from .topic_model import fit_topics
from .topic_terms import term_table

Array = NDArray[np.float64]

FEWEST_PAPERS = 500
"""With fewer, topics are too coarse to tell a subject from a word that is met in all of them."""

_MOST_TOPICS, _PAPERS_PER_TOPIC = 30, 50
_SEED = 0
_known: WeakKeyDictionary[Corpus, TopicMix] = WeakKeyDictionary()


@dataclass(frozen=True)
class TopicMix:
    """Shares of topics in papers.

    Attributes
    ----------
    papers
        ``paper_id`` of the rows, sorted.
    shares
        Papers × topics, rows add to 1. Without topics where the papers are too few.
    """

    papers: pl.Series
    shares: Array


def topic_mix(corpus: Corpus) -> TopicMix:
    """Return what each paper is about.

    Parameters
    ----------
    corpus
        The papers at hand; the answer is kept as long as it is.

    Returns
    -------
    TopicMix
        Of 30 topics, or one for each 50 papers of fewer than 1,500; finer than topics that are to
        be read, for what papers have in common should show in one of them. Papers that no topic
        fits are left out; without topics for fewer than 500 papers.

    Notes
    -----
    The topics are those of `workbench.analysis.topic_model` with a fixed seed.
    """
    if corpus not in _known:
        _known[corpus] = _fitted(corpus)
    return _known[corpus]


def _fitted(corpus: Corpus) -> TopicMix:
    table = term_table(corpus)
    k = min(_MOST_TOPICS, len(table.papers) // _PAPERS_PER_TOPIC, table.terms.height)
    if len(table.papers) < FEWEST_PAPERS or k < 2:
        return TopicMix(pl.Series("paper_id", [], dtype=pl.String), np.zeros((0, 0)))
    of_papers, _ = fit_topics(table.weights, k, _SEED)
    fits = of_papers.sum(axis=1) > 0
    return TopicMix(table.papers.filter(pl.Series(fits)), of_papers[fits])
