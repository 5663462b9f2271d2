"""Which terms are new, and here to stay."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..corpus import Corpus
from ..errors import InputError
from . import basis
from .fitted import fit_terms
from .kinds import kinds_of

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "papers": pl.Int64,
    "first_period": pl.String,
    "active_periods": pl.Int64,
    "baseline_share": pl.Float64,
    "recent_share": pl.Float64,
    "growth": pl.Float64,
    **basis.COLUMNS,
}

_FEWEST_PERIODS = 3
_HALF_A_PAPER = 0.5


def emerging_terms(
    corpus: Corpus,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
    min_papers: int | None = None,
    *,
    min_periods: int = 3,
    growth: float = 2.0,
    ceiling: float = 0.15,
) -> pl.DataFrame:
    """Return the terms that hardly any early papers hold, and lasting numbers of recent ones.

    Parameters
    ----------
    corpus
        The papers at hand.
    period, axis, count, by
        As for `term_trends`.
    min_papers
        Fewest papers that must hold a term; by default as for `rising_terms`.
    min_periods
        Fewest periods after the baseline in which papers hold it.
    growth
        How many times as fast as the corpus a term must have grown.
    ceiling
        The largest part of a term's papers that may lie in the baseline, the first third of the
        periods.

    Returns
    -------
    polars.DataFrame
        The terms that meet all criteria, subjects first, then by growth of the share:

        - ``term``, ``label``, ``kind`` (see `term_kinds`), ``papers`` (in whole periods);
        - ``first_period``: the first whose papers hold it; ``active_periods``: after the baseline;
        - ``baseline_share``, ``recent_share``: in the first and in the last third of the periods;
        - ``growth``: the ratio of the two, that is, of the term's growth to the corpus's; no paper
          in the baseline counts as half a paper;
        - ``listings_at_hand``, ``listings_left_out``, ``basis``: as for `rising_terms`.

        Empty for fewer than three periods, and where the periods are no time series.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown, or a criterion makes no sense.

    References
    ----------
    Carley, S. F., Newman, N. C., Porter, A. L. & Garner, J. G. (2018). An indicator of technical
    emergence. Scientometrics 115: novelty (the ceiling), persistence (papers and periods) and
    growth; its fourth criterion, a community of authors, is not asked.
    """
    if min_periods < 1 or growth <= 0 or not 0 <= ceiling <= 1:
        raise InputError(
            f"min_periods={min_periods}, growth={growth}, ceiling={ceiling}: give at least 1,"
            " more than 0, and a part from 0 to 1"
        )
    fitted = fit_terms(corpus, period, axis, count, by, min_papers, min_periods=1)
    if fitted is None or len(fitted.totals) < _FEWEST_PERIODS:
        return pl.DataFrame(schema=SCHEMA)
    third = len(fitted.totals) // 3
    counts, totals = fitted.counts, fitted.totals
    early, late = counts[:, :third].sum(axis=1), counts[:, -third:].sum(axis=1)
    of_early, of_late = totals[:third].sum(), totals[-third:].sum()
    grown = (late / of_late) / (np.maximum(early, _HALF_A_PAPER) / of_early)
    active = (counts[:, third:] > 0).sum(axis=1)
    new = early <= ceiling * counts.sum(axis=1)
    kept = np.flatnonzero(new & (active >= min_periods) & (grown >= growth))
    terms = fitted.terms[kept.tolist()]
    first = (counts[kept] > 0).argmax(axis=1)
    frame = terms.with_columns(
        kind=kinds_of(corpus, terms, by)["kind"],
        papers=fitted.papers[kept],
        first_period=fitted.timeline.periods["period"].gather(first),
        active_periods=active[kept],
        baseline_share=early[kept] / of_early,
        recent_share=late[kept] / of_late,
        growth=grown[kept],
    )
    of_third = f"{third:,} {fitted.timeline.period}{'s' if third > 1 else ''}"
    frame = fitted.basis.saying(
        f"New: at most {ceiling:.0%} of its papers in the first {of_third}, some in"
        f" {min_periods:,} later ones, and {growth:g} times the share in the last {of_third}"
    ).beside(frame)
    order = [pl.col("kind") == "style", "growth", "term"]
    return frame.sort(order, descending=[False, True, False]).cast(SCHEMA).select(*SCHEMA)
