"""When the share of a term changed from one level to another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from ..corpus import Corpus
from ..stats.segments import cheapest_cuts
from . import basis
from .choice import asked_terms
from .counting import count_terms
from .fitted import fit_terms
from .kinds import kinds_of

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "before": pl.Float64,
    "after": pl.Float64,
    "change": pl.Float64,
    **basis.COLUMNS,
}

_PENALTY = 3.0  # times the logarithm of the number of periods


def change_points(
    corpus: Corpus,
    terms: str | Sequence[str] | None = None,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
    penalty: float = _PENALTY,
) -> pl.DataFrame:
    """Return the periods in which the shares of terms changed level.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as typed; by default all that enough papers hold, as for `rising_terms`.
    period, axis, count, by
        As for `term_trends`.
    penalty
        What a change must be worth, in logarithms of the number of periods: higher values leave
        only the plain ones.

    Returns
    -------
    polars.DataFrame
        ``term``, ``label``, ``kind`` (see `term_kinds`); ``period``, ``period_start``: the first of
        the new level; ``before``, ``after``: the shares of all papers of the stretches that meet
        there; ``change``: their difference; largest first. A slow change is cut into
        steps. ``listings_at_hand``, ``listings_left_out``, ``basis``: as for `rising_terms`. Empty
        where nothing changes level, or the periods are no time series.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices.
    UnknownTermError
        If no paper holds a term.

    References
    ----------
    Killick, R., Fearnhead, P. & Eckley, I. A. (2012). Optimal detection of changepoints with a
    linear computational cost. JASA 107; see `workbench.stats.segments`. Counts scatter as much as
    those of all terms usually do about their lines; partial periods are left out.
    """
    asked = None if terms is None else asked_terms(corpus, terms, by)
    fitted = fit_terms(corpus, period, axis, count, by, None)
    if fitted is None or len(fitted.totals) < 2:
        return pl.DataFrame(schema=SCHEMA)
    chosen, counts = fitted.terms, fitted.counts
    if asked is not None:
        chosen = asked
        counts, _ = count_terms(corpus, fitted.timeline, asked["term_id"], by)
    cuts = cheapest_cuts(
        counts,
        fitted.totals,
        penalty=penalty * math.log(len(fitted.totals)),
        dispersion=fitted.lines.prior.scale,
    )
    kinds = kinds_of(corpus, chosen, by)["kind"]
    periods, rows = fitted.timeline.periods, []
    for row, found in enumerate(cuts):
        edges = [0, *found, len(fitted.totals)]
        shares = [
            counts[row, start:end].sum() / fitted.totals[start:end].sum()
            for start, end in pairwise(edges)
        ]
        for place, first in enumerate(found):
            before, after = shares[place], shares[place + 1]
            at = periods.row(first, named=True)
            name = (chosen["term"][row], chosen["label"][row], kinds[row])
            rows.append((*name, at["period"], at["period_start"], before, after, after - before))
    own = {name: dtype for name, dtype in SCHEMA.items() if name not in basis.COLUMNS}
    frame = fitted.basis.saying(
        f"{asked.height:,} of them asked" if asked is not None else None,
        f"A change costs {penalty:g} × ln {len(fitted.totals)}; a level has at least two periods",
    ).beside(pl.DataFrame(rows, schema=own, orient="row"))
    return frame.sort(pl.col("change").abs(), "term", "period", descending=[True, False, False])
