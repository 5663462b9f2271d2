"""What an explorer looks at: one series where there are several, and few dumps side by side."""

from __future__ import annotations

from ..analysis.focus import focus
from ..corpus import Corpus
from ..views.reading import count

MOST_DUMPS = 40
"""Most dumps that are compared side by side."""


def scope(corpus: Corpus, axis: str) -> tuple[Corpus, str | None]:
    """Return the part of a corpus that an explorer shows, and words for what it leaves aside.

    Parameters
    ----------
    corpus
        The papers at hand.
    axis
        As for :func:`workbench.term_trends`.

    Returns
    -------
    tuple of Corpus and str or None
        The corpus as it is, where it is a series in time or a few dumps; else the series with most
        listings, or the largest dumps.
    """
    part, series = focus(corpus, axis)
    left = corpus.dumps.height - part.dumps.height
    if series is not None:
        aside = f"the {count(left, 'dump')} of other series answer other questions"
        return part, f"All figures are of the series {series}: {aside}."
    if part.timeline(axis=axis).dated or part.dumps.height <= MOST_DUMPS:
        return part, None
    largest = part.dumps.sort("n_listings", "path", descending=[True, False]).head(MOST_DUMPS)
    told = f"{part.dumps.height:,} dumps are no time series; these are the {MOST_DUMPS} largest."
    return part.where(dumps=largest["path"]), told
