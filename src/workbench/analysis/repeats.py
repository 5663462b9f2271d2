"""Papers that come back: how often, in which dumps, and how far dumps agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from ..corpus import Corpus
from ..stats.ranking import rank_biased_overlap, spearman

REPEATS = {
    "paper_id": pl.String,
    "title": pl.String,
    "n_dumps": pl.Int64,
    "n_listings": pl.Int64,
    "first_captured_on": pl.Date,
    "last_captured_on": pl.Date,
}
OVERLAP = {
    "dump_a": pl.String,
    "dump_b": pl.String,
    "common": pl.Int64,
    "jaccard": pl.Float64,
    "containment_a": pl.Float64,
    "containment_b": pl.Float64,
    "rbo": pl.Float64,
    "spearman": pl.Float64,
    "relation": pl.String,
}
LIVES = {
    "paper_id": pl.String,
    "title": pl.String,
    "dump": pl.String,
    "listed_on": pl.Date,
    "rank": pl.Int64,
}


def repeats(corpus: Corpus) -> pl.DataFrame:
    """Return how often each paper is listed.

    Parameters
    ----------
    corpus
        The papers at hand.

    Returns
    -------
    polars.DataFrame
        A row for each paper, those of most dumps first, then of most listings, then by title:
        ``paper_id``, ``title``, ``n_dumps``, ``n_listings``, and ``first_captured_on`` and
        ``last_captured_on`` (null where no dump that lists it has a date).
    """
    falling = [True, True, False, False]
    return corpus.papers.select(*REPEATS).sort(
        "n_dumps", "n_listings", "title", "paper_id", descending=falling
    )


def dump_overlap(corpus: Corpus) -> pl.DataFrame:
    """Return how far each two dumps agree, in their papers and in the order of these.

    Parameters
    ----------
    corpus
        The papers at hand.

    Returns
    -------
    polars.DataFrame
        A row for each pair, ``dump_a`` before ``dump_b`` in order of date, then path (undated
        dumps last):

        - ``common``: papers that both list;
        - ``jaccard``: of the papers that either lists; ``containment_a``, ``containment_b``: of
          the papers of the one, of the other;
        - ``rbo``: rank-biased overlap, extrapolated, p = 0.9; ``spearman``: rank correlation of
          the common papers;
        - ``relation`` of a to b, the first that fits: ``same list``, ``same set``,
          ``subsequence`` (a's papers in b's order), ``subset``, ``superset``, ``overlap``,
          ``disjoint``.

        A figure that does not exist is null, such as every share of a dump without listings.

    Notes
    -----
    A paper that a dump lists twice counts once, at its first rank.

    References
    ----------
    Webber, W., Moffat, A. & Zobel, J. (2010). A similarity measure for indefinite rankings. ACM
    Transactions on Information Systems 28(4).
    """
    lists = _lists(corpus)
    rows = [
        (name_a, name_b, *_agreement(lists[id_a], lists[id_b]))
        for (id_a, name_a), (id_b, name_b) in combinations(
            corpus.dumps.select("dump_id", "dump").iter_rows(), 2
        )
    ]
    return pl.DataFrame(rows, schema=OVERLAP, orient="row")


def paper_lives(corpus: Corpus, n: int = 20) -> pl.DataFrame:
    """Return where the most repeated papers stand, dump by dump.

    Parameters
    ----------
    corpus
        The papers at hand.
    n
        Papers kept, of those that stand in two dumps or more.

    Returns
    -------
    polars.DataFrame
        A row for each of these papers and dump that lists it: ``paper_id``, ``title``, ``dump``,
        ``listed_on``, ``rank`` (the first in the dump). Papers as in `repeats`, dumps in order of
        date and path.
    """
    most = repeats(corpus).filter(pl.col("n_dumps") > 1).head(n).select("paper_id", "title")
    order = corpus.dumps.select("dump_id", "dump", "listed_on").with_row_index("dump_order")
    return (
        corpus.listings.select("dump_id", "paper_id", "rank")
        .join(most.with_row_index("paper_order"), on="paper_id")
        .join(order, on="dump_id")
        .sort("paper_order", "dump_order", "rank")
        .unique(["paper_order", "dump_order"], keep="first", maintain_order=True)
        .select(*LIVES)
    )


def _lists(corpus: Corpus) -> dict[str, list[str]]:
    """Return the distinct papers of each dump in order of first rank."""
    listed = (
        corpus.listings.sort("dump_id", "rank")
        .unique(["dump_id", "paper_id"], keep="first", maintain_order=True)
        .group_by("dump_id", maintain_order=True)
        .agg("paper_id")
    )
    return {dump: [] for dump in corpus.dumps["dump_id"]} | dict(listed.iter_rows())


def _agreement(a: Sequence[str], b: Sequence[str]) -> tuple[int | float | str | None, ...]:
    """Return the figures of a pair, from ``common`` to ``relation``."""
    place_a = {paper: place for place, paper in enumerate(a)}
    shared = [(place_a[paper], place) for place, paper in enumerate(b) if paper in place_a]
    common, either = len(shared), len(a) + len(b) - len(shared)
    return (
        common,
        common / either if either else None,
        common / len(a) if a else None,
        common / len(b) if b else None,
        rank_biased_overlap(a, b),
        spearman(*zip(*shared, strict=True)) if shared else None,
        _relation(len(a), len(b), [place for place, _ in shared]),
    )


def _relation(n_a: int, n_b: int, places_a: list[int]) -> str:
    """Say how a stands to b, from the places in a of the common papers in the order of b."""
    common = len(places_a)
    in_order = places_a == sorted(places_a)
    if common == n_a == n_b:
        return "same list" if in_order else "same set"
    if common == 0:
        return "disjoint"
    if common == n_a:
        return "subsequence" if in_order else "subset"
    return "superset" if common == n_b else "overlap"
