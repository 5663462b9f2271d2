"""The first things to know of a corpus, in words: each with its counts, none without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from ..analysis.headlines import DOWN, LEVEL, UP, Headlines, apart
from ..corpus import Corpus
from .findings import Block, Finding
from .reading import count, share
from .stock import NO_SERIES

_FEWEST_PERIODS = 3
_LEVEL = "; it has come to a level"


def blocks(found: Headlines) -> list[Block]:
    """Say what rises and falls, what shifts and what is new; of compared dumps, what differs."""
    if found.timeline.dated:
        return [_ups(found), _downs(found), _shifted(found), _new(found)]
    return [_apart(found), _shifted(found), _new(found)]


def _ups(found: Headlines) -> Block:
    note = _told_of(found, UP, "rise")
    ups = [
        Finding(row["label"], _from_to(row) + _LEVEL * (row["verdict"] == UP[1]))
        for row in found.ups.iter_rows(named=True)
    ]
    return Block("What rises most", tuple(ups), note, "01_term_trends")


def _downs(found: Headlines) -> Block:
    note = _told_of(found, DOWN, "fall")
    downs = [Finding(row["label"], _from_to(row)) for row in found.downs.iter_rows(named=True)]
    return Block("What falls most", tuple(downs), note, "01_term_trends")


def _told_of(found: Headlines, way: tuple[str, ...], verb: str) -> str:
    """Say how many terms go a way of how many tried, or why there can be no trend at all."""
    if len(found.whole) < _FEWEST_PERIODS:
        here = {0: "there is none", 1: "there is one"}.get(len(found.whole), "there are two")
        return (
            f"Nothing can be said: a trend takes at least three whole {found.timeline.period}s, and"
            f" {here}."
        )
    if found.rising.is_empty():
        return "Nothing can be said: no term stands in enough papers."
    called = found.rising.filter(pl.col("verdict").is_in(way)).height
    said = f"{called:,} {verb}{'s' if called == 1 else ''}" if called else f"none {verb}s"
    return (
        f"Of {count(found.rising.height, 'term')} tried, {said} at a false discovery rate of 5 %."
    )


def _from_to(row: Mapping[str, Any]) -> str:
    return (
        f"from {share(row['share'], row['papers_with_term'], row['papers'])} in {row['period']} to"
        f" {share(row['share_last'], row['papers_with_term_last'], row['papers_last'])} in"
        f" {row['period_last']}"
    )


def _apart(found: Headlines) -> Block:
    """Say where dumps differ that are no time series."""
    tried, days = found.differences.height, _days(found.corpus)
    shown = apart(found.differences)
    told = [
        Finding(
            row["label"],
            f"{_of(row['papers_lowest'], row['of_lowest'])} in {days[row['lowest']]},"
            f" {_of(row['papers_highest'], row['of_highest'])} in {days[row['highest']]}",
        )
        for row in shown.iter_rows(named=True)
    ]
    if found.corpus.dumps.height < 2:
        note = "There is one dump only, so nothing can be said about change or difference."
    elif not tried:
        note = f"{NO_SERIES} They are too small to be compared."
    else:
        differ = found.differences.filter(pl.col("q_value") < LEVEL).height
        note = (
            f"{NO_SERIES} So nothing rises or falls here; {differ:,} of {count(tried, 'term')}"
            " tried differ between dumps, at a false discovery rate of 5 %."
        )
    return Block("Where the dumps differ most", tuple(told), note, "01_term_trends")


def _of(part: int, whole: int) -> str:
    return share(part / whole, part, whole)


def _days(corpus: Corpus) -> dict[str, str]:
    """Return how a sentence names each dump: with its day, where it has one."""
    return {
        name: f"{name} ({day.isoformat()})" if day else f"{name} (undated)"
        for name, day in corpus.dumps.select("dump", "listed_on").iter_rows()
    }


def _shifted(found: Headlines) -> Block:
    dated = found.timeline.dated
    title = "The largest topic shift" if dated else "The topic that differs most"
    if found.shift.is_empty():
        why = (
            "too few papers to tell topics apart"
            if found.topics.shares.is_empty()
            else f"there are not two {'whole periods' if dated else 'dumps of twenty papers'}"
        )
        return Block(title, (), f"Nothing can be said: {why}.", "04_topic_shares")
    row = found.shift.row(0, named=True)
    days = {} if dated else _days(found.corpus)
    first, last = (days.get(row[key], row[key]) for key in ("period", "period_last"))
    overlap = row["low"] <= row["high_last"] and row["low_last"] <= row["high"]
    text = (
        f"{'from ' * dated}{_percent(row['share'])} of {count(row['papers'], 'paper')} in {first}"
        f"{' to' * dated}{',' * (not dated)} {_percent(row['share_last'])} of"
        f" {count(row['papers_last'], 'paper')} in {last}"
    )
    note = (
        "A topic's share is the mean over the papers. On refits it was"
        f" {_percent(row['low'])} to {_percent(row['high'])} in the one and"
        f" {_percent(row['low_last'])} to {_percent(row['high_last'])} in the other:"
        f" the two {'overlap, so this may be noise' if overlap else 'do not overlap'}."
    )
    return Block(title, (Finding(row["label"], text),), note, "04_topic_shares")


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _new(found: Headlines) -> Block:
    title = "What is new"
    if not found.timeline.dated:
        papers = found.corpus.papers
        once = papers.filter(pl.col("n_dumps") == 1).height
        note = (
            "Without a series nobody can say which dump was first."
            f" {_of(once, papers.height)} of the papers stand in one dump only."
        )
        return Block(title, (), note, "03_repeat_frequency")
    terms = [
        Finding(
            row["label"],
            f"from {_of(row['papers_early'], row['of_early'])} in the first third of the periods to"
            f" {_of(row['papers_late'], row['of_late'])} in the last; first in"
            f" {row['first_period']}",
        )
        for row in found.emerging.iter_rows(named=True)
    ]
    note = _latest(found) + ("" if terms else " No term is new and here to stay.")
    return Block(title, tuple(terms), note, "01_term_trends")


def _latest(found: Headlines) -> str:
    """Say how many of the last dump's listings are new."""
    known = found.arrivals.drop_nulls("new")
    if known.is_empty():
        return ""
    last = known.filter(pl.col("listed_on") == pl.col("listed_on").max())
    new, every = last["new"].sum(), last["n_listings"].sum()
    day = last["listed_on"][0].isoformat()
    return f"On the last day, {day}, {new:,} of {count(every, 'listing')} are new to the series."
