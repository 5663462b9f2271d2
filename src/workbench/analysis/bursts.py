"""When a term burst: stretches of time in which far more papers hold it than usual."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..corpus import Corpus
from ..stats.kleinberg import burst_spans, burst_states, state_costs
from . import basis
from .choice import asked_terms, candidate_terms, enough_papers
from .counting import count_terms

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "start": pl.String,
    "end": pl.String,
    "weight": pl.Float64,
    **basis.COLUMNS,
}


def bursts(
    corpus: Corpus,
    terms: str | Sequence[str] | None = None,
    period: str = "auto",
    axis: str = "listed_on",
    count: str = "distinct",
    by: str = "term",
    s: float = 2.0,
    gamma: float = 1.0,
) -> pl.DataFrame:
    """Return the bursts of terms.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as typed; by default all that enough papers hold, as for `rising_terms`.
    period, axis, count, by
        As for `term_trends`.
    s
        How many times its usual share a term has in a burst.
    gamma
        How dear it is to enter a burst: higher values leave only the plain ones.

    Returns
    -------
    polars.DataFrame
        ``term``, ``label``, ``start``, ``end`` (names of the first and last period) and ``weight``
        (how much better the burst explains its periods, in nats), heaviest first;
        ``listings_at_hand``, ``listings_left_out``, ``basis``: as for `term_trends`. Empty where
        the periods are no time series. A term so common that s times its share would exceed 1
        cannot burst.

    Raises
    ------
    InputError
        If a period, an axis, a counting mode or ``by`` is unknown; it names the choices.
    UnknownTermError
        If no paper holds a term.

    References
    ----------
    Kleinberg, J. (2003). Bursty and hierarchical structure in streams. Data Mining and Knowledge
    Discovery 7(4); see `workbench.stats.kleinberg`. A batch is a period that has papers.
    """
    timeline = corpus.timeline(period=period, axis=axis, count=count)
    if terms is None:
        chosen = candidate_terms(corpus, by, enough_papers(corpus.papers.height, None))
    else:
        chosen = asked_terms(corpus, terms, by)
    batches = timeline.periods.filter(pl.col("papers") > 0)
    if not timeline.dated or batches.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    counts, _ = count_terms(corpus, timeline, chosen["term_id"], by)
    hits = counts[:, (timeline.periods["papers"] > 0).to_numpy()]
    totals = batches["papers"].to_numpy()
    states, _ = burst_states(hits, totals, s, gamma)
    base, burst = state_costs(hits, totals, s)
    spans = burst_spans(states)
    term, label, period_name = chosen["term"], chosen["label"], batches["period"]
    rows = [
        (
            term[row],
            label[row],
            period_name[first],
            period_name[last],
            float((base - burst)[row, first : last + 1].sum()),
        )
        for row, first, last in spans
    ]
    own = {name: dtype for name, dtype in SCHEMA.items() if name not in basis.COLUMNS}
    told = basis.counted(corpus, timeline, period).saying(
        basis.tried(corpus.papers.height, None, chosen.height)
        if terms is None
        else f"{chosen.height:,} terms asked",
        f"A burst is {s:g} times the usual share (s), and costs {gamma:g} × ln"
        f" {batches.height} to enter (γ)",
    )
    return told.beside(pl.DataFrame(rows, schema=own, orient="row")).sort(
        "weight", "term", "start", descending=[True, False, False]
    )
