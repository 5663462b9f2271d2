"""What a result stands on, told beside it: listings left out, and every choice that was made."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from ..corpus import Corpus, Timeline
from .choice import enough_papers, usual_least

COLUMNS = {
    "listings_at_hand": pl.Int64,
    "listings_left_out": pl.Int64,
    "basis": pl.String,
}
"""The last columns of every result over time, alike in all rows."""

_AXES = {
    "listed_on": "the day of the list",
    "captured_on": "the day of capture",
    "published_on": "the paper's own day",
    "first_listed": "the day a paper was first listed",
}
_COUNTS = {
    "distinct": "a paper counts once a {period}",
    "first_listed": "a paper counts once ever",
    "exposure": "every listing counts",
}


@dataclass(frozen=True)
class Basis:
    """What a result stands on.

    Attributes
    ----------
    at_hand, left_out
        Listings of the corpus, and those of them without a day on the axis.
    sentences
        The choices in words, defaults included.
    """

    at_hand: int
    left_out: int
    sentences: tuple[str, ...]

    def saying(self, *more: str | None) -> Basis:
        """Return it with more sentences; None is passed over."""
        return replace(self, sentences=self.sentences + tuple(filter(None, more)))

    def beside(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a frame with the columns `COLUMNS` at its end."""
        values = (self.at_hand, self.left_out, " ".join(f"{said}." for said in self.sentences))
        told = zip(COLUMNS.items(), values, strict=True)
        return frame.with_columns(
            pl.lit(value, dtype=dtype).alias(name) for (name, dtype), value in told
        )


def counted(corpus: Corpus, timeline: Timeline, asked: str) -> Basis:
    """Return how papers were laid on periods.

    Parameters
    ----------
    corpus, timeline
        The papers at hand, and their periods.
    asked
        The period that was asked for, perhaps ``auto``.
    """
    known = timeline.periods.height
    why = ""
    if asked == "auto" and timeline.period != "dump":
        why = f" ({'gives' if 6 <= known <= 36 else 'nearest to'} 6 to 36 periods)"
    on = f", on {_AXES[timeline.axis]}" if timeline.dated else ""
    how = _COUNTS[timeline.count].format(period=timeline.period)
    listings = corpus.listings.height
    left = timeline.left_out
    covered = (
        f"{listings - left:,} of {listings:,} listings; {left:,} without a day left out"
        if left
        else f"All {listings:,} listings"
    )
    return Basis(listings, left, (f"By {timeline.period}{why}{on}; {how}", covered))


def set_aside(timeline: Timeline) -> str | None:
    """Say how many periods are no whole ones, and when one is thin; None where all are whole."""
    aside = timeline.periods["partial"].sum()
    if not aside:
        return None
    few = f"under {timeline.thin_below:,} papers or " if timeline.thin_below else ""
    return (
        f"{aside:,} of {timeline.periods.height:,} {timeline.period}s left out of fits: days"
        f" missing, {few}under half of the usual days"
    )


def tried(papers: int, min_papers: int | None, terms: int, periods: str | None = None) -> str:
    """Say which terms were tried.

    Parameters
    ----------
    papers
        Papers of the corpus.
    min_papers
        As it was asked for, or None.
    terms
        How many terms there are.
    periods
        In how many periods a term must stand, if that was asked.
    """
    least = enough_papers(papers, min_papers)
    why = f" ({usual_least(papers)})" if min_papers is None else ""
    stands = f" and {periods}" if periods else ""
    return (
        f"{terms:,} term{'' if terms == 1 else 's'} in at least {least:,} papers{why}{stands},"
        " none that a longer term holds in 80% of its papers"
    )
