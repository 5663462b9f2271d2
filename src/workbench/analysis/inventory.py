"""What was loaded: sources, bytes, what was not read, what was taken for the same paper."""

from __future__ import annotations

import polars as pl

from ..corpus import Corpus
from ..dumps import KINDS
from ..load.advice import advice

_SOURCE = ["format", "layout", "series"]
_SOURCES = [*_SOURCE, "dumps", "n_bytes", "undated", "first", "last", "dated_by", "listings",
            "papers", "rejects", "at_cap"]  # fmt: skip


def sources(corpus: Corpus) -> pl.DataFrame:
    """Return the dumps by what they are.

    Parameters
    ----------
    corpus
        The dumps at hand.

    Returns
    -------
    polars.DataFrame
        A row for each ``format``, ``layout`` and ``series``, sorted: ``dumps``, ``n_bytes`` (their
        size), ``undated``, ``first`` and ``last`` (days their lists are for), ``dated_by`` (the
        rules that gave the days), ``listings``, ``papers`` (each once in its source), ``rejects``,
        ``at_cap`` (lists as long as their series lets them be: what they lack may still be there;
        null where no cap is known).
    """
    at_cap = pl.when(pl.col("truncated").count() > 0).then(pl.col("truncated").sum())
    papers = (
        corpus.listings.join(corpus.dumps, on="dump_id")
        .group_by(_SOURCE)
        .agg(papers=pl.col("paper_id").n_unique().cast(pl.Int64))
    )
    return (
        corpus.dumps.group_by(_SOURCE)
        .agg(
            dumps=pl.len().cast(pl.Int64),
            n_bytes=pl.col("n_bytes").sum(),
            undated=pl.col("listed_on").null_count().cast(pl.Int64),
            first=pl.col("listed_on").min(),
            last=pl.col("listed_on").max(),
            dated_by=pl.col("date_source").drop_nulls().unique().sort().str.join("; "),
            listings=pl.col("n_listings").sum(),
            rejects=pl.col("n_rejects").sum(),
            at_cap=at_cap.cast(pl.Int64),
        )
        .join(papers, on=_SOURCE, how="left", nulls_equal=True)
        .with_columns(pl.col("dated_by").replace("", None), pl.col("papers").fill_null(0))
        .select(*_SOURCES)
        .sort(_SOURCE, nulls_last=True)
    )


def ledger(corpus: Corpus) -> pl.DataFrame:
    """Return the bytes of the dumps by what they lie in.

    Parameters
    ----------
    corpus
        The dumps at hand; a corpus that was made of a frame has no bytes.

    Returns
    -------
    polars.DataFrame
        A row for each ``format``: ``dumps``, ``n_bytes`` (their sizes), of these in ``header``,
        ``listing``, ``blank``, ``reject``, and whether the parts add to the whole (``balanced``).
    """
    kinds = [pl.col("n_bytes").filter(pl.col("kind") == kind).sum().alias(kind) for kind in KINDS]
    parts = (
        corpus.ledger.join(corpus.dumps.select("dump_id", "format"), on="dump_id")
        .group_by("format")
        .agg(kinds)
    )
    sizes = corpus.dumps.group_by("format").agg(
        dumps=pl.len().cast(pl.Int64), n_bytes=pl.col("n_bytes").sum()
    )
    whole = pl.sum_horizontal(KINDS) == pl.col("n_bytes")
    return sizes.join(parts, on="format").with_columns(balanced=whole).sort("format")


def rejects(corpus: Corpus) -> pl.DataFrame:
    """Return the texts that were not read, with their places.

    Parameters
    ----------
    corpus
        The dumps at hand.

    Returns
    -------
    polars.DataFrame
        A row for each: ``dump``, ``path``, ``listed_on``, ``rule``, ``line_start``, ``line_end``,
        ``text``; in the order of the dumps and their lines.
    """
    order = corpus.dumps.select("dump_id", "dump", "path", "listed_on").with_row_index("order")
    return (
        corpus.rejects.join(order, on="dump_id")
        .sort("order", "line_start", "line_end", "rule", "text")
        .select("dump", "path", "listed_on", "rule", "line_start", "line_end", "text")
    )


def rejects_by_rule(corpus: Corpus) -> pl.DataFrame:
    """Return the rules that texts broke, with an example and what to do.

    Parameters
    ----------
    corpus
        The dumps at hand.

    Returns
    -------
    polars.DataFrame
        A row for each ``rule``, most rejects first: ``rejects``, ``dumps`` with any, ``advice``,
        and ``path``, ``line_start`` and ``text`` of the first.
    """
    return (
        rejects(corpus)
        .group_by("rule", maintain_order=True)
        .agg(
            pl.col("path", "line_start", "text").first(),
            rejects=pl.len().cast(pl.Int64),
            dumps=pl.col("dump").n_unique().cast(pl.Int64),
        )
        .with_columns(advice=pl.col("rule").map_elements(advice, pl.String))
        .sort("rejects", "rule", descending=[True, False])
        .select("rule", "rejects", "dumps", "advice", "path", "line_start", "text")
    )


def merges_by_rule(corpus: Corpus, examples: int = 3) -> pl.DataFrame:
    """Return listings that were counted as a paper of another title, by the rule that said so.

    Parameters
    ----------
    corpus
        The dumps at hand.
    examples
        Pairs of titles to show for each rule: the least certain, which a reader may want to check.

    Returns
    -------
    polars.DataFrame
        A row for each example, rules with most merges first: ``rule``, ``merges`` (all listings
        of that rule), ``score`` (1 = certain), ``title`` (as printed), ``counted_as`` (the
        paper's title), ``path`` and ``rank`` of the listing.
    """
    order = corpus.dumps.select("dump_id", "path").with_row_index("order")
    titled = corpus.merges.join(
        corpus.papers.select("paper_id", counted_as="title"), on="paper_id"
    ).join(order, on="dump_id")
    return (
        titled.with_columns(merges=pl.len().over("rule").cast(pl.Int64))
        .sort("score", "order", "rank")
        .unique(["rule", "title", "counted_as"], keep="first", maintain_order=True)
        .filter(pl.int_range(pl.len()).over("rule") < examples)
        .sort("merges", "rule", descending=[True, False], maintain_order=True)
        .select("rule", "merges", "score", "title", "counted_as", "path", "rank")
    )
