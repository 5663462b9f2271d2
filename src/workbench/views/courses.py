"""What changes of level, new terms, windows and other choices show, in words."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus
from .reading import Reading, count, listed, read
from .stock import NO_SERIES, no_series

_LEVEL = 0.05


def comparability(corpus: Corpus, neighbors: pl.DataFrame) -> Reading:
    """Say whether the dumps make a time series, and how alike neighbors are.

    Parameters
    ----------
    corpus
        The corpus the figures are of.
    neighbors
        From :func:`workbench.comparability`.
    """
    if neighbors.is_empty():
        return read("There is one period only, so there is nothing to compare it with.")
    first = neighbors.row(0, named=True)
    if first["verdict"] == "series":
        verdict = [first["why"], "So what differs between periods is change over time."]
    else:
        verdict = [NO_SERIES, first["why"], "Read what follows as a comparison of dumps."]
    known = neighbors.drop_nulls("distance").sort("excess", "period_b", descending=[True, False])
    return read(
        *verdict,
        _distance(known) if known.height else None,
        f"Neighbors have {100 * neighbors['jaccard'].median():.0f} % of their papers in common"
        " (median).",
        _thin(neighbors) if first["verdict"] == "series" else None,
    )


def _distance(known: pl.DataFrame) -> str:
    furthest = known.row(0, named=True)
    beyond = known.filter(pl.col("distance") > pl.col("chance_high")).height
    return (
        f"Vocabularies of neighbors are {known['distance'].median():.2f} apart (median; from 0 to"
        f" 1), {known['by_chance'].median():.2f} by chance; {beyond:,} of"
        f" {count(known.height, 'pair')} more than chance would have them, most"
        f" {furthest['period_a']} and {furthest['period_b']} ({furthest['distance']:.2f},"
        f" {furthest['by_chance']:.2f} by chance)."
    )


def _thin(neighbors: pl.DataFrame) -> str | None:
    names = neighbors.filter(pl.int_range(pl.len()) == 0).filter("partial_a")["period_a"].to_list()
    names += neighbors.filter("partial_b")["period_b"].to_list()
    if not names:
        return None
    return f"Partial or thin, and left out of every fit: {listed(names, 8)}."


def robustness(corpus: Corpus, found: pl.DataFrame) -> Reading:
    """Say how many trends survive every other choice, and which do not."""
    if not corpus.timeline().dated:
        return read(no_series(corpus), "So there is no trend that could survive anything.")
    if found.is_empty():
        return read("No term is called rising or falling, so there is nothing to survive.")
    doubtful = found.filter(pl.col("survived") < pl.col("asked"))
    told = [
        f"{label} ({survived} of {asked}, weakest without {without})"
        for label, survived, asked, without in doubtful.select(
            "label", "survived", "asked", "weakest_without"
        ).iter_rows()
    ]
    return read(
        f"{found.height - doubtful.height:,} of {count(found.height, 'trend')} asked survive every"
        " other choice.",
        f"Not all of them: {listed(told)}." if told else None,
    )


def change_points(corpus: Corpus, found: pl.DataFrame) -> Reading:
    """Say which terms changed level most, and when."""
    if not corpus.timeline().dated:
        return read(no_series(corpus), "So no change of level can be placed in time.")
    subjects = found.filter(pl.col("kind") != "style")
    if subjects.is_empty():
        return read("No subject changed its level.")
    told = [
        f"{row['label']} in {row['period']} ({100 * row['before']:.0f} % to"
        f" {100 * row['after']:.0f} %)"
        for row in subjects.head(5).iter_rows(named=True)
    ]
    return read(
        f"{count(subjects['term'].n_unique(), 'term')} changed level. The largest changes:"
        f" {listed(told)}."
    )


def emerging_terms(corpus: Corpus, found: pl.DataFrame) -> Reading:
    """Say which terms are new and stay, those that grew most first."""
    if not corpus.timeline().dated:
        return read(no_series(corpus), "So no term can be new.")
    subjects = found.filter(pl.col("kind") != "style")
    if subjects.is_empty():
        return read("No term is new and here to stay.")
    told = [
        f"{row['label']} ({100 * row['baseline_share']:.1f} % to {100 * row['recent_share']:.1f} %,"
        f" since {row['first_period']})"
        for row in subjects.head(5).iter_rows(named=True)
    ]
    verb = "is" if subjects.height == 1 else "are"
    return read(f"{count(subjects.height, 'term')} {verb} new and here to stay: {listed(told)}.")


def compare_windows(corpus: Corpus, found: pl.DataFrame) -> Reading:
    """Say what is typical of one window, and what of the other."""
    if found.is_empty():
        return read(
            None if corpus.timeline().dated else no_series(corpus),
            "So there are no two halves of time; name two groups of dumps with corpus.where(…)."
            if not corpus.timeline().dated
            else "There are no two windows with terms to compare.",
        )
    shown = found.filter(pl.col("q_value") < _LEVEL)
    sides = {
        found["window_a"][0]: shown.filter(pl.col("g2") > 0).head(5),
        found["window_b"][0]: shown.filter(pl.col("g2") < 0).tail(5).reverse(),
    }
    told = [
        f"Typical of {window}: "
        + listed([
            f"{label} ({100 * a:.0f} % there, {100 * b:.0f} % in the other)"
            for label, a, b in part.select("label", own, other).iter_rows()
        ])
        + "."
        for (window, part), (own, other) in zip(
            sides.items(), [("share_a", "share_b"), ("share_b", "share_a")], strict=True
        )
        if not part.is_empty()
    ]  # fmt: skip
    return read(
        f"Of {count(found.height, 'term')} tried, {shown.height:,} differ at a false discovery rate"
        " of 5 %.",
        *told,
    )
