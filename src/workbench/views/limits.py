"""What the figures of a corpus cannot show, in words: computed, so that only what holds is said."""

from __future__ import annotations

import polars as pl

from ..analysis.headlines import DOWN, UP, Headlines
from ..corpus import Corpus
from .findings import Finding
from .reading import count, listed, share

_MOST = 8


def limits(corpus: Corpus, found: Headlines) -> list[Finding]:
    """Say what nobody can read from these dumps.

    Parameters
    ----------
    corpus
        All dumps.
    found
        Their headlines.

    Returns
    -------
    list of Finding
        Only what holds of this corpus; the sample's nature and chance always do.
    """
    told = [
        _sample(corpus),
        _queries(corpus),
        _undated(corpus, found),
        _thin(found),
        _full(corpus),
        _unread(corpus),
        _abstracts(corpus),
        _style(found),
        _chance(found),
    ]
    return [Finding(name, text) for name, text in told if text]


def _sample(corpus: Corpus) -> tuple[str, str]:
    return "A curated sample", (
        f"The {count(corpus.papers.height, 'paper')} are those that people or a query picked for"
        " these lists, not all that were written: a share is one of listed papers, and where it"
        " changes, what is picked may have changed."
    )


def _queries(corpus: Corpus) -> tuple[str, str]:
    unknown, every = corpus.dumps["series"].null_count(), corpus.dumps.height
    series = corpus.dumps["series"].drop_nulls().unique().sort().to_list()
    told = [
        f"Nobody said which question {unknown:,} of {count(every, 'dump')}"
        f" {'answers' if unknown == 1 else 'answer'}; series in workbench.toml can say it."
        if unknown
        else "",
        f"{listed(series)} answer different questions and are never joined to one line."
        if len(series) > 1
        else "",
    ]
    return "Unknown queries" if unknown else "Several questions", " ".join(filter(None, told))


def _undated(corpus: Corpus, found: Headlines) -> tuple[str, str]:
    undated = corpus.dumps.filter(pl.col("listed_on").is_null())
    n, listings, every = undated.height, undated["n_listings"].sum(), corpus.listings.height
    dated = found.timeline.dated
    return "Undated dumps", (
        f"{n:,} of {count(corpus.dumps.height, 'dump')} {'has' if n == 1 else 'have'} no day, with"
        f" {share(listings / max(every, 1), listings, every)} of the listings:"
        f" {'no trend counts them' if dated else 'when these were listed cannot be said'}."
        if n
        else ""
    )


def _thin(found: Headlines) -> tuple[str, str]:
    periods, noun = found.timeline.periods, found.timeline.period
    thin = periods.filter(pl.col("partial") & (pl.col("papers") > 0))
    empty = periods.filter(pl.col("papers") == 0)["period"].to_list()
    named = [f"{name} ({papers:,})" for name, papers in thin.select("period", "papers").iter_rows()]
    told = [
        f"Too little of {listed(named, _MOST)} is there to stand beside the other {noun}s; in"
        " brackets the papers."
        if named
        else "",
        f"Nothing at all is there of {listed(empty, _MOST)}." if empty else "",
    ]
    return f"Thin {noun}s", " ".join(text for text in told if text)


def _full(corpus: Corpus) -> tuple[str, str]:
    known = corpus.dumps["truncated"].drop_nulls()
    return "Full lists", (
        f"{known.sum():,} of {count(len(known), 'list')} are as long as their series lets them be:"
        " what is not on them may still have been there."
        if known.any()
        else ""
    )


def _unread(corpus: Corpus) -> tuple[str, str]:
    pieces, files = corpus.rejects.height, corpus.unread.height
    told = [
        count(pieces, "piece") + " of text" if pieces else "",
        count(files, "file") if files else "",
    ]
    named = listed([text for text in told if text])
    return "Not read", f"{named} could not be read and count nowhere." if named else ""


def _abstracts(corpus: Corpus) -> tuple[str, str]:
    papers = corpus.papers
    n = papers.filter(pl.col("abstract").fill_null("").str.strip_chars() == "").height
    return "No abstract", (
        f"{share(n / papers.height, n, papers.height)} of the papers have a title only, and so"
        " fewer terms."
        if n
        else ""
    )


def _style(found: Headlines) -> tuple[str, str]:
    name = "Drift of style"
    called = found.rising.filter(pl.col("verdict").is_in([*UP, *DOWN]))
    if called.is_empty():
        return name, ""
    style, n = called.filter(pl.col("kind") == "style").height, called.height
    if called.filter(pl.col("kind") != "unclear").is_empty():
        return name, (
            "There are too few papers to tell words of style from subjects: a word may rise because"
            " papers are written in another way."
        )
    return name, (
        f"{share(style / n, style, n)} of the terms that rise or fall are words of style and not"
        " named above: how papers are written changes too, and may move a subject's words with it."
    )


def _chance(found: Headlines) -> tuple[str, str]:
    tried = found.rising.height or found.differences.height
    return "Chance", (
        f"{count(tried, 'term')} were tried: of those said to change or to differ, about one in"
        " twenty may do so by chance alone. The counts say how many papers each share rests on."
        if tried
        else ""
    )
