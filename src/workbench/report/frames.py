"""The tables that are written beside a report, so that nobody needs the page to count on."""

from __future__ import annotations

import polars as pl

from ..analysis.cooccurrence import cooccurrence
from ..analysis.headlines import Headlines
from ..analysis.repeats import repeats
from ..corpus import Corpus


def frames(corpus: Corpus, found: Headlines) -> dict[str, pl.DataFrame]:
    """Return what was read and what was found, by file name without ending.

    Where dumps are compared there are no trends, where they are a series no differences; such
    frames are left out.
    """
    every = {
        "dumps": corpus.dumps,
        "listings": corpus.listings,
        "papers": corpus.papers,
        "rising_terms": found.rising,
        "term_trends": found.trends,
        "dump_differences": found.differences,
        "topic_terms": found.topics.terms,
        "topic_shares": found.topics.shares,
        "cooccurrence": cooccurrence(corpus),
        "repeats": repeats(corpus),
    }
    always = ("dumps", "listings", "papers")
    return {name: frame for name, frame in every.items() if name in always or frame.height}
