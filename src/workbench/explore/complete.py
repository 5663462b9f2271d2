"""Completing what is being typed, from the terms and titles of a corpus."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ..corpus import Corpus

OFFERED = 12
"""Most completions that are offered."""


def complete_terms(corpus: Corpus) -> Callable[[str], list[str]]:
    """Return what completes terms: those that begin so, then those with a word that does.

    Terms are offered as papers print them, the ones in most papers first.
    """
    ranked = corpus.terms.sort("df", "term", descending=[True, False])
    return _completion(ranked.select("label", key=pl.col("label").str.to_lowercase()))


def complete_titles(corpus: Corpus) -> Callable[[str], list[str]]:
    """Return what completes titles of papers, in the order of the alphabet."""
    titles = corpus.papers.select(label="title", key=pl.col("title").str.to_lowercase())
    return _completion(titles.sort("key", "label"))


def _completion(known: pl.DataFrame) -> Callable[[str], list[str]]:
    def complete(text: str) -> list[str]:
        begun = text.strip().lower()
        if not begun:
            return []
        key = pl.col("key")
        first = known.lazy().filter(key.str.starts_with(begun)).head(OFFERED)
        inside = key.str.contains(f" {begun}", literal=True)
        hyphened = key.str.contains(f"-{begun}", literal=True)
        then = known.lazy().filter(inside | hyphened).head(OFFERED)
        found = pl.concat([first, then]).select("label").collect()["label"]
        return found.unique(maintain_order=True).head(OFFERED).to_list()

    return complete
