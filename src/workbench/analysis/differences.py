"""How terms differ between dumps that are compared, where there is no time to follow them in."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..corpus import Corpus
from ..stats.heterogeneity import heterogeneity
from .choice import candidate_terms, enough_papers
from .counting import count_terms
from .kinds import kinds_of
from .verdicts import q_values

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "lowest": pl.String,
    "papers_lowest": pl.Int64,
    "of_lowest": pl.Int64,
    "highest": pl.String,
    "papers_highest": pl.Int64,
    "of_highest": pl.Int64,
    "g2": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
}
FEWEST = 20
"""Papers that a dump must hold to be compared: a share of fewer says nothing."""


def dump_differences(corpus: Corpus, by: str = "term") -> pl.DataFrame:
    """Return how far the share of papers with a term differs between dumps.

    Parameters
    ----------
    corpus
        The dumps at hand.
    by
        ``term``, or ``concept``.

    Returns
    -------
    polars.DataFrame
        A row for each term that enough papers hold (as for `rising_terms`), those first whose
        shares differ most beyond chance:

        - ``term``, ``label``, ``kind`` (see `term_kinds`);
        - ``lowest``, ``papers_lowest``, ``of_lowest``: the dump in which its share is lowest, its
          papers with the term, and all of its papers; ``highest`` and so on likewise;
        - ``g2``: the log-likelihood ratio over dumps and presence; ``p_value`` is its chi-square
          tail with one degree of freedom less than dumps, ``q_value`` over all terms of the table.

        Only dumps of at least 20 papers are compared; empty where there are not two of them.

    Notes
    -----
    A paper counts once in each dump that lists it. Dumps that share papers are more alike than the
    test assumes, so it errs towards calling no difference.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1).
    """
    timeline = corpus.timeline(period="dump")
    terms = candidate_terms(corpus, by, enough_papers(corpus.papers.height, None))
    large = (timeline.periods["papers"] >= FEWEST).to_numpy()
    if large.sum() < 2 or terms.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    counts = count_terms(corpus, timeline, terms["term_id"], by)[0][:, large]
    totals = timeline.periods["papers"].to_numpy()[large]
    names = timeline.periods["period"].to_numpy()[large]
    tested = heterogeneity(counts, totals)
    shares = counts / totals
    ends = {"lowest": shares.argmin(axis=1), "highest": shares.argmax(axis=1)}
    every = np.arange(len(counts))
    places = {
        column: values
        for end, place in ends.items()
        for column, values in (
            (end, names[place]),
            (f"papers_{end}", counts[every, place]),
            (f"of_{end}", totals[place]),
        )
    }
    frame = terms.with_columns(
        kinds_of(corpus, terms, by)["kind"],
        **{column: pl.Series(values) for column, values in places.items()},
        **tested,
        q_value=q_values(tested["p_value"]),
    )
    return frame.cast(SCHEMA).select(*SCHEMA).sort("g2", "term", descending=[True, False])
