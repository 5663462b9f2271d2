"""Which terms rise, fall or peak: the trends of all terms, judged together."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..corpus import Corpus
from . import basis
from .fitted import fit_terms
from .kinds import kinds_of, limit
from .verdicts import limits, q_values, verdicts

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "papers": pl.Int64,
    "first_share": pl.Float64,
    "last_share": pl.Float64,
    "slope": pl.Float64,
    "odds_ratio": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "dispersion": pl.Float64,
    "verdict": pl.String,
    **basis.COLUMNS,
}

_ORDER = {"rising": 0, "saturated": 0, "falling": 0, "peaked": 1, "unstable": 2}
_STYLE, _LAST = 3, 4


def rising_terms(
    corpus: Corpus,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    min_papers: int | None = None,
    by: str = "term",
    composition: bool = False,
    min_periods: int | None = None,
) -> pl.DataFrame:
    """Return the trend of every term that enough papers hold, and what it amounts to.

    Parameters
    ----------
    corpus
        The papers at hand.
    period, axis, count, by
        As for `term_trends`.
    min_papers
        Fewest papers that must hold a term; by default 0.5 % of the papers and at least 20, or a
        tenth of fewer than 200 papers and at least 5.
    composition
        Whether the mix of topics is held at its mean, as for `term_trends`.
    min_periods
        Fewest periods whose papers must hold a term; by default 4, or half of fewer than 8.

    Returns
    -------
    polars.DataFrame
        A row for each term: first those that rise or fall, then those that peaked, then the
        unstable, then words of style of which any of this is said, then the rest, each by the size
        of their change. Empty where the periods are no time series.

        - ``term``, ``label``; ``kind``: ``subject``, ``style`` or ``unclear``, see `term_kinds`;
        - ``papers``: papers with the term in the periods that the fit uses;
        - ``first_share``, ``last_share``: observed, in the first and last of these periods, or
          standardized where the topics are held;
        - ``slope``: change of the log odds per period; ``odds_ratio`` is its exponential, ``low``
          and ``high`` the 95 % interval of the ratio. A term that lies wholly at one end has an
          infinite slope: slope and ratio are null, and only one end of the interval exists;
        - ``p_value``, and ``q_value`` over all terms of the table;
        - ``dispersion``: how much more the shares scatter about the line than counts would;
        - ``verdict``: ``rising`` or ``falling`` where q < 0.05, the odds change by more than 3 %
          per period and the fitted share by at least one point in all; ``saturated`` where such a
          rise ended in a level (q < 0.05); ``unstable`` where it is not shown (p < 0.05) any more
          once some one period is left out; ``peaked`` where the share of a stretch of periods is
          higher than before and than after (q < 0.05), by a point or more, and its fall half its
          rise or more, or the reverse; ``flat`` where nothing of this is shown; ``too few`` for
          fewer than three periods or five papers;
        - ``listings_at_hand``, ``listings_left_out``, ``basis``: all listings, those of them
          without a day on the axis, and what was chosen how, in words.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices. If the
        topics are to be held of fewer than 500 papers.

    Notes
    -----
    A binomial model of each term's share on the index of the period. How much the shares scatter
    beyond chance is learned from all terms together and from each, see
    `workbench.stats.moderation`; the verdicts are in `workbench.analysis.verdicts`. Periods that
    are partial, thin or without papers are left out. Under ``exposure`` the dispersion is at least
    the effect that the repeats of papers have. Terms that a longer term holds are left out, see
    `candidate_terms`.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57(1).
    """
    fitted = fit_terms(corpus, period, axis, count, by, min_papers, composition, min_periods)
    if fitted is None:
        return pl.DataFrame(schema=SCHEMA)
    terms, lines = fitted.terms, fitted.lines
    counts, totals, papers = fitted.counts, fitted.totals, fitted.papers
    verdict, change = verdicts(counts, totals, fitted.index, lines, fitted.peaks, papers)

    frame = terms.with_columns(
        kind=kinds_of(corpus, terms, by)["kind"],
        papers=papers,
        first_share=counts[:, 0] / totals[0] if len(totals) else None,
        last_share=counts[:, -1] / totals[-1] if len(totals) else None,
        slope=lines.slope,
        odds_ratio=np.exp(lines.slope),
        low=np.exp(lines.low),
        high=np.exp(lines.high),
        p_value=lines.p_value,
        q_value=q_values(lines.p_value),
        dispersion=lines.dispersion,
        verdict=verdict,
        change=change,
    )
    group = pl.col("verdict").replace_strict(_ORDER, default=_LAST, return_dtype=pl.Int64)
    style = (pl.col("kind") == "style") & (group < _STYLE)
    group = pl.when(style).then(_STYLE).otherwise(group)
    order = [group, pl.col("change").fill_nan(0.0), pl.col("papers"), pl.col("term")]
    frame = fitted.basis.saying(limits(), limit(corpus)).beside(frame)
    frame = frame.sort(order, descending=[False, True, True, False])
    return frame.with_columns(pl.selectors.float().fill_nan(None)).cast(SCHEMA).select(*SCHEMA)
