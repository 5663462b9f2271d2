"""Counting papers: one stable sort of keys in the order of the text answers every question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """Rows grouped by key, and within a key by paper.

    Attributes
    ----------
    order
        The rows, sorted by key, within a key in the order of the text.
    key_starts, paper_starts
        Where in `order` each key begins, and each paper within a key.
    """

    order: Array
    key_starts: Array
    paper_starts: Array

    @property
    def first(self) -> Array:
        """Return the row where each key stands first."""
        return self.order[self.key_starts]

    @property
    def papers(self) -> Array:
        """Return how many papers hold each key."""
        bounds = np.searchsorted(self.paper_starts, self.key_starts)
        return np.diff(bounds, append=len(self.paper_starts))

    @property
    def times(self) -> Array:
        """Return how often each paper holds each of its keys."""
        return np.diff(self.paper_starts, append=len(self.order))

    @property
    def key_of_paper(self) -> Array:
        """Return for each paper within a key the number of that key."""
        return np.repeat(np.arange(len(self.key_starts)), self.papers)

    def number(self, numbers: Array | None = None) -> Array:
        """Return for each row the number of its key, or what `numbers` holds for that key."""
        sizes = np.diff(self.key_starts, append=len(self.order))
        result = np.empty(len(self.order), dtype=np.int64)
        values = np.arange(len(self.key_starts)) if numbers is None else numbers
        result[self.order] = np.repeat(values, sizes)
        return result


def count(keys: npt.NDArray[np.integer], papers: npt.NDArray[np.integer]) -> Counts:
    """Return the groups of `keys`; `papers`, the paper of each row, never falls."""
    order = np.argsort(keys, kind="stable")
    key, paper = keys[order], papers[order]
    starts_key = np.ones(len(order), dtype=bool)
    starts_key[1:] = key[1:] != key[:-1]
    starts_paper = starts_key.copy()
    starts_paper[1:] |= paper[1:] != paper[:-1]
    return Counts(order, np.flatnonzero(starts_key), np.flatnonzero(starts_paper))
