"""What to call a topic: its frequent terms that are not other topics' as well."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Array = NDArray[np.float64]

_WORDS_OF_LABEL = 3
_EXCLUSIVITY = 0.5


def frex(terms_of_topics: Array) -> Array:
    """Return how well each term tells a topic from the others.

    Parameters
    ----------
    terms_of_topics
        Weights of terms in topics, topics × terms.

    Returns
    -------
    array
        Topics × terms, from 0 to 1: the harmonic mean of a term's rank by weight and of its rank
        by exclusivity (its weight in the topic over its weight in all), both as shares.

    References
    ----------
    Bischof, J. M. & Airoldi, E. M. (2012). Summarizing topical content with word frequency and
    exclusivity. ICML.
    """
    total = terms_of_topics.sum(axis=0)
    exclusivity = np.divide(
        terms_of_topics, total, out=np.zeros_like(terms_of_topics), where=total > 0
    )
    n_terms = terms_of_topics.shape[1]
    by_exclusivity, by_weight = (
        rankdata(values, method="max", axis=1) / n_terms
        for values in (exclusivity, terms_of_topics)
    )
    return 1 / (_EXCLUSIVITY / by_exclusivity + (1 - _EXCLUSIVITY) / by_weight)


def topic_labels(terms_of_topics: Array, terms: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Return a label for each topic.

    Parameters
    ----------
    terms_of_topics
        Weights of terms in topics, topics × terms.
    terms, labels
        The terms, and how papers print them.

    Returns
    -------
    list of str
        The three terms of highest `frex`, no two of which share a word, each given to the topic
        in which it weighs most; so no two topics have one label. A topic that is heaviest in no
        term is called by its place.
    """
    scores = frex(terms_of_topics)
    owner = terms_of_topics.argmax(axis=0)
    names = []
    for topic, score in enumerate(scores):
        own = np.flatnonzero((owner == topic) & (terms_of_topics[topic] > 0))
        chosen: list[str] = []
        used: set[str] = set()
        for place in own[np.lexsort((own, -terms_of_topics[topic, own], -score[own]))]:
            words = set(terms[place].split())
            if len(chosen) < _WORDS_OF_LABEL and not words & used:
                chosen.append(labels[place])
                used |= words
        names.append(", ".join(chosen) or f"topic {topic + 1}")
    return names
