"""What a reader wants to know first: what rises and falls, what shifts, what is new.

Nothing here is computed another way than in the analyses themselves; the first few of their rows
are taken, with the counts behind each share.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ..corpus import Corpus, Timeline
from .arrivals import arrivals
from .differences import FEWEST, dump_differences
from .emerging import emerging_terms
from .focus import focus
from .rising import rising_terms
from .topics import Topics, topics
from .trends import term_trends

SHOWN = 3
"""Terms that are named of each: that rise, that fall, that are new."""
UP, DOWN = ("rising", "saturated"), ("falling",)
LEVEL = 0.05

_OF_TOPIC = ("period", "papers", "share", "low", "high")
_ENDS = ("period", "papers_with_term", "papers", "share")


@dataclass(frozen=True)
class Headlines:
    """The first things to know of a corpus.

    Attributes
    ----------
    corpus
        The dumps that they are about: all, or those of one series where several answer different
        questions.
    series
        The series, where others were left aside; else None.
    timeline
        Its papers on periods; not ``dated`` where its dumps are compared.
    rising
        From `rising_terms`, whole.
    trends
        From `term_trends`: the terms that are named, period by period.
    ups, downs
        The terms that rise most, and fall most: ``term``, ``label``, ``verdict``, and ``period``,
        ``papers_with_term``, ``papers``, ``share`` of the first and (``_last``) of the last whole
        period. No words of style, and none that shares a word with one named before.
    emerging
        The terms that are new, as `emerging_terms`, and besides ``papers_early``, ``of_early``,
        ``papers_late``, ``of_late``: the counts behind its shares.
    differences
        From `dump_differences`, whole; empty where the periods are points in time.
    topics
        From `topics`.
    shift
        The topic whose share changed most from the first to the last whole period: ``topic``,
        ``label``, and ``period``, ``papers``, ``share``, ``low``, ``high`` of the one and
        (``_last``) of the other. Of dumps that are compared it is the topic that differs most
        between two of them, the one with the lower share first. Empty where there are not two.
    arrivals
        From `arrivals`.
    """

    corpus: Corpus
    series: str | None
    timeline: Timeline
    rising: pl.DataFrame
    trends: pl.DataFrame
    ups: pl.DataFrame
    downs: pl.DataFrame
    emerging: pl.DataFrame
    differences: pl.DataFrame
    topics: Topics
    shift: pl.DataFrame
    arrivals: pl.DataFrame

    @property
    def whole(self) -> list[str]:
        """The periods that trends are told from: neither partial nor empty."""
        return _whole(self.timeline)


def headlines(corpus: Corpus) -> Headlines:
    """Find what a reader wants to know first of a corpus.

    Parameters
    ----------
    corpus
        The papers at hand. Where they are of several series, the one with most listings that is a
        series in time is looked at; where there is none, the dumps are compared.
    """
    corpus, series = focus(corpus)
    timeline = corpus.timeline()
    rising = rising_terms(corpus)
    ends = _whole(timeline)
    up, down = (_first(rising.filter(pl.col("verdict").is_in(way))) for way in (UP, DOWN))
    new = _first(emerging_terms(corpus))
    differences = pl.DataFrame() if timeline.dated else dump_differences(corpus)
    named = [*up["term"], *down["term"], *new["term"]]
    if not timeline.dated:
        named = apart(differences)["term"].to_list()
    every = dict.fromkeys(named)
    trends = term_trends(corpus, list(every)) if every else term_trends(corpus).clear()
    found = topics(corpus)
    return Headlines(
        corpus=corpus,
        series=series,
        timeline=timeline,
        rising=rising,
        trends=trends,
        ups=_ends(up, trends, ends),
        downs=_ends(down, trends, ends),
        emerging=_thirds(new, trends, ends),
        differences=differences,
        topics=found,
        shift=_shift(found.shares, ends) if timeline.dated else _gap(found.shares),
        arrivals=arrivals(corpus),
    )


def apart(differences: pl.DataFrame) -> pl.DataFrame:
    """Return the terms that differ most between dumps, of those that differ beyond chance."""
    if differences.is_empty():
        return differences
    return _first(differences.filter(pl.col("q_value") < LEVEL))


def _whole(timeline: Timeline) -> list[str]:
    kept = timeline.periods.filter(~pl.col("partial") & (pl.col("papers") > 0))
    return kept["period"].to_list()


def _first(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the first terms of a table that are no words of style and have no word in common."""
    kept, words = [], set()
    for row, (term, kind) in enumerate(frame.select("term", "kind").iter_rows()):
        if kind != "style" and words.isdisjoint(term.split()):
            kept.append(row)
            words |= set(term.split())
        if len(kept) == SHOWN:
            break
    return frame[kept]


def _ends(terms: pl.DataFrame, trends: pl.DataFrame, whole: list[str]) -> pl.DataFrame:
    """Put the first and the last whole period beside each term."""
    first, last = (
        trends.filter(pl.col("period") == period).select("term", *_ENDS)
        for period in (whole[0], whole[-1])
    ) if whole else (trends.clear().select("term", *_ENDS),) * 2  # fmt: skip
    named = terms.select("term", "label", "verdict")
    return named.join(first, on="term", maintain_order="left").join(
        last, on="term", suffix="_last", maintain_order="left"
    )


def _thirds(terms: pl.DataFrame, trends: pl.DataFrame, whole: list[str]) -> pl.DataFrame:
    """Put the counts of the first and of the last third of the periods beside each term."""
    third = len(whole) // 3
    parts = {"early": whole[:third], "late": whole[len(whole) - third :]}
    for name, periods in parts.items():
        counted = (
            trends.filter(pl.col("period").is_in(periods))
            .group_by("term")
            .agg(pl.col("papers_with_term").sum(), pl.col("papers").sum())
            .rename({"papers_with_term": f"papers_{name}", "papers": f"of_{name}"})
        )
        terms = terms.join(counted, on="term", how="left", maintain_order="left")
    return terms


def _shift(shares: pl.DataFrame, whole: list[str]) -> pl.DataFrame:
    """Return the topic that changed most between the ends of the whole periods."""
    first, last = (
        shares.filter((pl.col("period") == period) & pl.col("share").is_not_null())
        for period in ((whole[0], whole[-1]) if len(whole) > 1 else ("", ""))
    )
    return _widest(first, last)


def _gap(shares: pl.DataFrame) -> pl.DataFrame:
    """Return the topic that differs most between two dumps that hold enough papers."""
    known = shares.filter(pl.col("papers") >= FEWEST).sort("share", "period")
    first, last = (
        known.unique("topic", keep=end, maintain_order=True) for end in ("first", "last")
    )
    return _widest(first, last).filter(pl.col("period") != pl.col("period_last"))


def _widest(first: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    both = first.select("topic", "label", *_OF_TOPIC).join(
        last.select("topic", *_OF_TOPIC), on="topic", suffix="_last", maintain_order="left"
    )
    change = (pl.col("share_last") - pl.col("share")).abs()
    return both.sort(change, "topic", descending=[True, False]).head(1)
