"""Two terms side by side, period by period: the papers with each, and with both."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..corpus import Corpus
from ..errors import InputError
from ..stats.intervals import with_shares
from . import basis
from .choice import asked_terms
from .counting import count_terms
from .trends import SCHEMA

BOTH = "both"
_BOTH_ID = -1


def pair_trends(
    corpus: Corpus,
    pair: Sequence[str],
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
) -> pl.DataFrame:
    """Return the shares of papers that hold one term, another one, and both, by period.

    Parameters
    ----------
    corpus
        The papers at hand.
    pair
        Two terms as typed.
    period, axis, by
        As for :func:`workbench.term_trends`.
    count
        ``distinct`` or ``first_listed``.

    Returns
    -------
    polars.DataFrame
        As :func:`workbench.term_trends` returns it, of three names: the terms, and ``both``, whose
        ``term`` is the two joined by ``+``. Shares are of all papers of the period, with 95 %
        Wilson intervals.

    Raises
    ------
    InputError
        If there are not two terms that differ, or an argument is none of its choices.
    UnknownTermError
        If no paper holds a term.
    """
    if count == "exposure":
        raise InputError("count='exposure': pairs count papers; give distinct or first_listed")
    named = asked_terms(corpus, pair, by)
    if named.height != 2:
        raise InputError(f"{', '.join(map(repr, pair))}: give two terms that differ")
    timeline = corpus.timeline(period=period, axis=axis, count=count)
    held = corpus.presence(named["term_id"], by=by)
    both = held.filter(pl.len().over("paper_id") == 2).select("paper_id").unique()
    presence = pl.concat([held, both.with_columns(term_id=pl.lit(_BOTH_ID, pl.Int64))])
    own = {"term_id": [_BOTH_ID], "term": [" + ".join(named["term"])], "label": [BOTH]}
    names = pl.concat([named, pl.DataFrame(own)])
    counts, _ = count_terms(corpus, timeline, names["term_id"], by, presence)
    grid = names.drop("term_id").join(timeline.periods, how="cross", maintain_order="left_right")
    counted = grid.with_columns(pl.Series("papers_with_term", counts.ravel(), dtype=pl.Int64))
    shares = with_shares(counted, "papers_with_term", "papers")
    return basis.counted(corpus, timeline, period).beside(shares).select(*SCHEMA)
