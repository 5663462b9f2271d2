"""What each analysis shows, in words computed from its frames; also what cannot be answered."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus
from .cautions import cautions
from .courses import change_points, comparability, compare_windows, emerging_terms, robustness
from .reading import Reading, count, listed, read, share
from .stock import NO_SERIES, coverage, dumps, no_series, rejects

__all__ = [
    "bursts",
    "cautions",
    "change_points",
    "comparability",
    "compare_windows",
    "cooccurrence",
    "coverage",
    "dump_overlap",
    "dumps",
    "emerging_terms",
    "rejects",
    "repeats",
    "rising_terms",
    "robustness",
    "term_trends",
    "topics",
]


def _left_out(frame: pl.DataFrame) -> str | None:
    """Say how many listings have no day, of how many."""
    if frame.is_empty() or not frame["listings_left_out"][0]:
        return None
    left, of = frame["listings_left_out"][0], frame["listings_at_hand"][0]
    stands = "is" if left == 1 else "are"
    return (
        f"{of - left:,} of {count(of, 'listing')} are counted; {left:,} without a day {stands} left"
        " out."
    )


def term_trends(corpus: Corpus, trends: pl.DataFrame) -> Reading:
    """Say which term changed most, or which differs most between dumps that are no series.

    Parameters
    ----------
    corpus
        The corpus the trends are of.
    trends
        From :func:`workbench.term_trends`.
    """
    if trends.is_empty():
        return read("No term stands in two papers, so there is no share to follow.")
    whole = trends.filter(pl.col("papers") > 0)
    full = whole.filter(~pl.col("partial"))
    whole = full if not full.is_empty() else whole
    if whole.get_column("period").n_unique() < 2:
        only = whole.row(0, named=True)
        return read(
            f"There is one period only, {only['period']}, so nothing can be said about change:"
            f" {only['label']} stands in"
            f" {share(only['share'], only['papers_with_term'], only['papers'])} of its papers."
        )
    if trends.get_column("period_start").null_count() == trends.height:
        return read(NO_SERIES, _widest(whole))
    partial = trends.filter(pl.col("partial")).get_column("period").unique(maintain_order=True)
    return read(
        _largest_change(whole),
        f"Partial, and to be read with care: {listed(partial.to_list())}."
        if len(partial)
        else None,
        _left_out(trends),
    )


def _largest_change(whole: pl.DataFrame) -> str:
    ends = (
        whole.group_by("term", "label", maintain_order=True)
        .agg(
            pl.col("period", "share", "papers_with_term", "papers", "low", "high").first(),
            pl.col("period", "share", "papers_with_term", "papers", "low", "high")
            .last()
            .name.suffix("_last"),
        )
        .with_columns(change=(pl.col("share_last") - pl.col("share")).abs())
        .sort("change", "term", descending=[True, False])
        .row(0, named=True)
    )
    apart = ends["low_last"] > ends["high"] or ends["high_last"] < ends["low"]
    return (
        f"{_singled_out(whole, ends['label'], 'changed most: from', 'went from')}"
        f" {share(ends['share'], ends['papers_with_term'], ends['papers'])} in {ends['period']} to"
        f" {share(ends['share_last'], ends['papers_with_term_last'], ends['papers_last'])} in"
        f" {ends['period_last']}; the 95 % intervals of the two"
        f" {'do not overlap' if apart else 'overlap'}."
    )


def _singled_out(trends: pl.DataFrame, label: str, of_several: str, alone: str) -> str:
    """Return how a sentence begins that is about one term, of several or alone."""
    if trends.get_column("term").n_unique() > 1:
        return f"Of these terms {label} {of_several}"
    return f"The share of {label} {alone}"


def _widest(whole: pl.DataFrame) -> str:
    spread = (
        whole.group_by("term", maintain_order=True)
        .agg(spread=pl.col("share").max() - pl.col("share").min())
        .sort("spread", "term", descending=[True, False])
    )
    rows = whole.filter(pl.col("term") == spread["term"][0]).sort("share", "period")
    low, high = rows.row(0, named=True), rows.row(-1, named=True)
    return (
        f"{_singled_out(whole, high['label'], 'differs most between dumps:', 'differs:')}"
        f" {share(low['share'], low['papers_with_term'], low['papers'])} in {low['period']},"
        f" {share(high['share'], high['papers_with_term'], high['papers'])} in {high['period']}."
    )


def rising_terms(corpus: Corpus, rising: pl.DataFrame) -> Reading:
    """Say which terms rise and fall, of how many that were tried."""
    if not corpus.timeline().dated:
        return read(no_series(corpus), "So no term can be called rising or falling.")
    if rising.is_empty():
        return read(
            "No term can be called rising or falling: that takes at least three periods and terms"
            " in enough papers."
        )
    verdicts = {}
    for verdict in ("rising", "saturated", "falling", "peaked"):
        terms = rising.filter(pl.col("verdict") == verdict)
        verdicts[verdict] = [
            f"{label} ({100 * first:.0f} % to {100 * last:.0f} %)"
            for label, first, last in terms.select("label", "first_share", "last_share").iter_rows()
        ]
    tried = rising.height
    said = {"saturated": "rose and stay there", "peaked": "rose and fell again"}
    found = [
        f"{said.get(name, name)}: {listed(terms)}" for name, terms in verdicts.items() if terms
    ]
    return read(
        f"Of {count(tried, 'term')} tried,"
        f" {len(verdicts['rising']) + len(verdicts['saturated'])} rise and"
        f" {len(verdicts['falling'])} fall at a false discovery rate of 5 %.",
        *(f"{line[0].upper()}{line[1:]}." for line in found),
        _left_out(rising),
    )


def bursts(corpus: Corpus, found: pl.DataFrame) -> Reading:
    """Say which term burst most, and when."""
    if not corpus.timeline().dated:
        return read(no_series(corpus), "So there can be no burst.")
    if found.is_empty():
        return read("No term stands out in a few periods only: there is no burst.")
    first = found.row(0, named=True)
    when = (
        f"in {first['start']}"
        if first["start"] == first["end"]
        else f"from {first['start']} to {first['end']}"
    )
    return read(
        f"The strongest of {count(found.height, 'burst')}: {first['label']} {when}"
        f" (weight {first['weight']:.1f}).",
        _left_out(found),
    )


def cooccurrence(corpus: Corpus, pairs: pl.DataFrame) -> Reading:
    """Say which terms stand together most, and how much more often than by chance."""
    if pairs.is_empty():
        return read(
            "No two terms share two papers, so nothing can be said about what goes together."
        )
    first = pairs.row(0, named=True)
    expected = first["papers_a"] * first["papers_b"] / corpus.papers.height
    return read(
        f"The strongest of {count(pairs.height, 'pair')}: {first['label_a']} and"
        f" {first['label_b']} stand together in {count(first['papers_both'], 'paper')}; if they had"
        f" nothing to do with each other, about {expected:.1f} would be expected"
        f" (NPMI {first['npmi']:.2f})."
    )


def repeats(corpus: Corpus, repeated: pl.DataFrame) -> Reading:
    """Say how many papers stand in more than one dump."""
    if corpus.dumps.height < 2:
        return read("There is one dump only, so no paper can repeat.")
    again = repeated.filter(pl.col("n_dumps") > 1)
    if again.is_empty():
        return read("No paper stands in two dumps: nothing repeats here.")
    most = again.row(0, named=True)
    return read(
        f"{count(again.height, 'paper')} of {corpus.papers.height:,}"
        f" ({100 * again.height / corpus.papers.height:.0f} %) stand in more than one dump.",
        f"Most often, in {count(most['n_dumps'], 'dump')}: “{most['title']}”.",
    )


def dump_overlap(corpus: Corpus, overlap: pl.DataFrame) -> Reading:
    """Say which dumps hold the same papers, and whether carry-over may be read as popularity."""
    if overlap.is_empty():
        return read("There is one dump only, so there is nothing to compare it with.")
    said = {
        "same list": "{a} and {b} are the same list",
        "same set": "{a} and {b} hold the same papers in another order",
        "subsequence": "{a} is a part of {b}, in the same order",
        "subset": "all papers of {a} stand in {b} too",
        "superset": "all papers of {b} stand in {a} too",
    }
    exact = [
        said[relation].format(a=a, b=b)
        for a, b, relation in overlap.select("dump_a", "dump_b", "relation").iter_rows()
        if relation in said
    ]
    apart = overlap.filter(pl.col("relation") == "disjoint").height
    pairs = overlap.height
    return read(
        f"{listed(exact)}." if exact else "No dump is a part of another.",
        f"{apart} of {count(pairs, 'pair')} of dumps share no paper." if apart else None,
        "A paper that stays on a list from one capture to the next is carried over; that is no sign"
        " of new interest."
        if exact
        else None,
    )


def topics(corpus: Corpus, shares: pl.DataFrame) -> Reading:
    """Say which topic is largest and which shifted most."""
    if shares.is_empty():
        return read(
            f"{count(corpus.papers.height, 'paper')} with text: too few to tell topics apart."
        )
    whole = shares.filter(pl.col("papers") > 0)
    means = (
        whole.group_by("topic", "label", maintain_order=True)
        .agg(
            mean=pl.col("share").mean(),
            first=pl.col("share").first(),
            last=pl.col("share").last(),
        )
        .with_columns(change=pl.col("last") - pl.col("first"))
    )
    largest = means.sort("mean", "topic", descending=[True, False]).row(0, named=True)
    opening = (
        f"The largest topic is {largest['label']}, with {100 * largest['mean']:.0f} % of the"
        " papers on average."
    )
    periods = whole.get_column("period").unique(maintain_order=True).to_list()
    if whole.get_column("period_start").null_count() == whole.height:
        return read(opening, NO_SERIES if len(periods) > 1 else None)
    if len(periods) < 2:
        return read(opening, "There is one period only, so nothing can be said about change.")
    shift = means.sort(pl.col("change").abs(), "topic", descending=[True, False]).row(0, named=True)
    return read(
        opening,
        f"The largest shift is in {shift['label']}: from {100 * shift['first']:.0f} % in"
        f" {periods[0]} to {100 * shift['last']:.0f} % in {periods[-1]}.",
    )
