"""Whether dumps, or periods, can be compared: where they come from, and how alike they are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from ..corpus import Corpus, Timeline
from ..stats.vocabulary import distance_by_chance, jensen_shannon
from . import basis
from .choice import candidate_terms, enough_papers
from .counting import exposures, incidence

SCHEMA = {
    "period_a": pl.String,
    "period_b": pl.String,
    "period_start": pl.Date,
    "papers_a": pl.Int64,
    "papers_b": pl.Int64,
    "common": pl.Int64,
    "jaccard": pl.Float64,
    "distance": pl.Float64,
    "by_chance": pl.Float64,
    "chance_low": pl.Float64,
    "chance_high": pl.Float64,
    "excess": pl.Float64,
    "partial_a": pl.Boolean,
    "partial_b": pl.Boolean,
    "verdict": pl.String,
    "why": pl.String,
    **basis.COLUMNS,
}
SERIES, COMPARISON = "series", "comparison"

_DRAWS = 100
_SEED = 0


def comparability(
    corpus: Corpus, period: str = "auto", axis: str = "listed_on", by: str = "term"
) -> pl.DataFrame:
    """Return how alike neighboring periods are, and whether they make a time series at all.

    Parameters
    ----------
    corpus
        The papers at hand.
    period, axis, by
        As for `term_trends`.

    Returns
    -------
    polars.DataFrame
        A row for each period but the first and its neighbor before it, in order of time (dumps
        that are no series: of date, then path); periods without papers are passed over:

        - ``period_a``, ``period_b``; ``period_start``: first day of b, null in a comparison;
        - ``papers_a``, ``papers_b``, ``common``: papers of each, and of both; ``jaccard``: those of
          both as a part of those of either;
        - ``distance``: how far the vocabularies are apart, from 0 (every term has the same part)
          to 1 (no term in common): Jensen-Shannon distance of the shares of terms; ``by_chance``,
          ``chance_low``, ``chance_high``: its mean and its 95 % range for random papers, so many
          and so overlapping; ``excess``: the distance less the mean by chance. These are sizes of
          effects, no tests: with enough papers any difference is beyond chance;
        - ``partial_a``, ``partial_b``: whether they are partial or thin;
        - ``verdict``: ``series`` where the dumps show one list at different days, or the axis is
          the paper's own day, else ``comparison``; ``why``: the reason, from where the dumps come,
          in words. What the vocabularies say has no part in it;
        - ``listings_at_hand``, ``listings_left_out``, ``basis``: as for `term_trends`.

        Empty where there are no two periods.

    Raises
    ------
    InputError
        If a period, an axis or ``by`` is unknown, or calendar periods are asked of dumps that are
        no time series.

    References
    ----------
    Endres, D. M. & Schindelin, J. E. (2003), see `workbench.stats.vocabulary`.
    """
    timeline = corpus.timeline(period, axis)
    terms = candidate_terms(corpus, by, enough_papers(corpus.papers.height, None))
    papers = timeline.papers
    held = incidence(corpus.presence(terms["term_id"], by=by), papers, terms["term_id"])
    inside = exposures(timeline, papers).T.toarray() > 0
    with_papers = np.flatnonzero(inside.any(axis=1))
    rows = [_pair(timeline, held, inside, a, b) for a, b in pairwise(with_papers.tolist())]
    verdict, why = _provenance(corpus, timeline, axis)
    own = {name: dtype for name, dtype in SCHEMA.items() if name not in basis.COLUMNS}
    frame = pl.DataFrame(rows, schema=list(own)[:-2], orient="row", infer_schema_length=None)
    frame = frame.with_columns(verdict=pl.lit(verdict), why=pl.lit(why))
    told = basis.counted(corpus, timeline, period).saying(
        basis.tried(corpus.papers.height, None, terms.height),
        f"Chance: {_DRAWS} random splits of the papers of two neighbors",
    )
    return told.beside(frame.with_columns(pl.selectors.float().fill_nan(None)).cast(own))


def _pair(
    timeline: Timeline, held: sparse.csr_array, inside: NDArray[np.bool_], a: int, b: int
) -> tuple[object, ...]:
    """Return the figures of two periods, from ``period_a`` to ``partial_b``."""
    first, second = (timeline.periods.row(at, named=True) for at in (a, b))
    either = inside[a] | inside[b]
    common = int((inside[a] & inside[b]).sum())
    of_either, in_a, in_b = held[np.flatnonzero(either)], inside[a][either], inside[b][either]
    counts = (np.asarray(of_either[np.flatnonzero(of)].sum(axis=0)) for of in (in_a, in_b))
    distance = float(jensen_shannon(*counts))
    low = mean = high = np.nan
    if not np.isnan(distance):
        drawn = distance_by_chance(of_either, in_a, in_b, _DRAWS, _SEED)
        mean, (low, high) = np.nanmean(drawn), np.nanquantile(drawn, [0.025, 0.975])
    return (
        first["period"],
        second["period"],
        second["period_start"],
        int(in_a.sum()),
        int(in_b.sum()),
        common,
        common / int(either.sum()),
        distance,
        float(mean),
        float(low),
        float(high),
        distance - float(mean),
        first["partial"],
        second["partial"],
    )


def _provenance(corpus: Corpus, timeline: Timeline, axis: str) -> tuple[str, str]:
    """Say whether the periods are points in time, and why, from where the dumps come."""
    if timeline.dated and axis == "published_on" and timeline.period != "dump":
        return SERIES, "Papers stand at their own days, whatever list showed them."
    dated = corpus.dumps.filter(pl.col("listed_on").is_not_null())
    series = dated["series"].drop_nulls().unique().sort().to_list()
    if timeline.dated:
        return SERIES, (
            f"All {dated.height:,} dated dumps show one list, “{series[0]}”, at"
            f" {dated['listed_on'].n_unique():,} days."
        )
    unknown = dated["series"].null_count()
    if dated.is_empty():
        return COMPARISON, "No dump has a day."
    if dated["listed_on"].n_unique() == 1:
        return COMPARISON, "All dated dumps are of one day."
    if unknown:
        part = f"all {unknown:,}" if unknown == dated.height else f"{unknown:,} of {dated.height:,}"
        return COMPARISON, f"Which list the dumps show is not known of {part} that have a day."
    shown = ", ".join(f"“{name}”" for name in series[:3]) + (
        f" and {len(series) - 3:,} more" if len(series) > 3 else ""
    )
    return COMPARISON, f"The dumps show {len(series):,} different lists: {shown}."
