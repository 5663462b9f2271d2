"""Which terms stand in the same papers more often than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse

from ..corpus import Corpus
from ..errors import InputError
from ..stats.association import association
from .choice import asked_terms, candidate_terms
from .counting import incidence
from .spelling import spelling

RANKED = 500
"""Terms of the ranking that are paired if none are asked for."""
_FEWEST = 2  # papers that hold such a term

SCHEMA = {
    "term_a": pl.String,
    "term_b": pl.String,
    "label_a": pl.String,
    "label_b": pl.String,
    "papers_both": pl.Int64,
    "papers_a": pl.Int64,
    "papers_b": pl.Int64,
    "association_strength": pl.Float64,
    "jaccard": pl.Float64,
    "inclusion": pl.Float64,
    "salton": pl.Float64,
    "equivalence": pl.Float64,
    "npmi": pl.Float64,
    "g2": pl.Float64,
    "log_dice": pl.Float64,
}


def cooccurrence(
    corpus: Corpus,
    terms: str | Sequence[str] | None = None,
    top: int | None = 200,
    min_papers: int = 2,
    by: str = "term",
) -> pl.DataFrame:
    """Return pairs of terms that papers hold together, with their measures of association.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as typed; by default the first 500 of ``corpus.top_terms()``, but for those that a
        longer term holds (*ash*, where it is always *volcanic ash*).
    top
        Pairs kept, None for all.
    min_papers
        Fewest papers that hold both, at least 1.
    by
        ``term``, or ``concept``: an acronym counts as what it stands for.

    Returns
    -------
    polars.DataFrame
        A row for each pair, ``term_a`` before ``term_b`` in the alphabet, by falling ``g2``:
        ``term_a``, ``term_b``, ``label_a``, ``label_b``; ``papers_both``, ``papers_a``,
        ``papers_b``; and the measures of `workbench.stats.association`, taken over all papers at
        hand and with the number of papers of a term as its weight. A measure that does not exist
        is null.

    Raises
    ------
    InputError
        If ``min_papers``, ``top`` or ``by`` makes no sense.
    UnknownTermError
        If no paper holds a term.

    Notes
    -----
    Pairs are left out where that they stand together is spelling, not a finding: one term contains
    the other or shares a word with it (*low rank* and *rank*, *neural network* and *network
    architecture*), one is an acronym of the other, or both are parts of one phrase that accounts
    for half of their common papers (*gradient* and *descent*).
    """
    if min_papers < 1 or (top is not None and top < 0):
        raise InputError(
            f"min_papers={min_papers}, top={top}: min_papers must be at least 1, "
            "and top a number of pairs or None for all"
        )
    if terms is None:
        chosen = candidate_terms(corpus, by, _FEWEST).head(RANKED)
    else:
        chosen = asked_terms(corpus, terms, by)
    chosen = chosen.sort("term")
    papers, ids = corpus.papers["paper_id"], chosen["term_id"]
    held = incidence(corpus.presence(ids, by=by), papers, ids)
    together = sparse.triu(held.T @ held, k=1).tocoo()
    a, b = together.coords
    kept = (together.data >= min_papers) & ~spelling(corpus, chosen, a, b, together.data)
    both, a, b = together.data[kept], a[kept], b[kept]
    weight = np.asarray(held.sum(axis=0)).ravel()
    measures = association(both, weight[a], weight[b], len(papers))
    frame = pl.DataFrame(
        {
            "term_a": chosen["term"][a],
            "term_b": chosen["term"][b],
            "label_a": chosen["label"][a],
            "label_b": chosen["label"][b],
            "papers_both": both,
            "papers_a": weight[a],
            "papers_b": weight[b],
            **measures,
        }
    ).cast(SCHEMA)
    frame = frame.with_columns(pl.selectors.float().fill_nan(None)).sort(
        "g2", "papers_both", "term_a", "term_b", descending=[True, True, False, False]
    )
    return frame if top is None else frame.head(top)
