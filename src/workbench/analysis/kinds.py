"""Subject or style: whether the papers with a term are about something of their own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..corpus import Corpus
from ..errors import UnknownTermError
from .choice import asked_terms, candidate_terms, enough_papers
from .counting import incidence
from .topic_mix import FEWEST_PAPERS, TopicMix, topic_mix

Array = NDArray[np.float64]

SCHEMA = {"term": pl.String, "label": pl.String, "spread": pl.Float64, "kind": pl.String}
UNCLEAR = "unclear"

_CUT = 0.13  # nats: above are subjects
_MARGIN = 2.0  # standard deviations that chance may move a spread by
_DRAWS = 100
_SIZES = 40
_SEED = 0


def term_kinds(
    corpus: Corpus,
    terms: str | Sequence[str] | None = None,
    by: str = "term",
    *,
    subject: Sequence[str] = (),
    style: Sequence[str] = (),
) -> pl.DataFrame:
    """Say of terms whether they are subjects, or belong to the style of writing.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as typed; by default all that enough papers hold, as for `rising_terms`.
    by
        ``term`` or ``concept``.
    subject, style
        Terms as typed whose kind you know better, besides those of ``[kinds]`` in the collection's
        `workbench.toml`; ones that no paper holds are passed over.

    Returns
    -------
    polars.DataFrame
        ``term``, ``label``, ``spread`` and ``kind``, by falling spread. The spread says, in nats,
        how far the topics of the term's papers are from those of the corpus, beyond what random
        papers would be: about 0 for words of style (*framework*, *various*), large for subjects.
        The kind is ``subject`` from 0.13 nats on, ``style`` where chance cannot have kept the
        spread below that (two standard deviations), else ``unclear``. All is unclear where there
        are fewer than 500 papers.

    Raises
    ------
    InputError
        If ``by`` is unknown; it names the choices.
    UnknownTermError
        If no paper holds one of the terms.

    Notes
    -----
    The spread is the Kullback-Leibler divergence of the mean topic shares of a term's papers from
    those of all papers, less the mean divergence of 100 random sets of as many papers (seeded).
    Topics are those of `workbench.analysis.topic_mix`. A word that is in nearly every paper has no
    spread, whatever it means.

    References
    ----------
    Kullback, S. & Leibler, R. A. (1951). On information and sufficiency. Annals of Mathematical
    Statistics 22(1).
    """
    if terms is None:
        chosen = candidate_terms(corpus, by, enough_papers(corpus.papers.height, None))
    else:
        chosen = asked_terms(corpus, terms, by)
    return (
        chosen.hstack(kinds_of(corpus, chosen, by, subject=subject, style=style))
        .sort("spread", "term", descending=[True, False], nulls_last=True)
        .select(*SCHEMA)
    )


def kinds_of(
    corpus: Corpus,
    chosen: pl.DataFrame,
    by: str,
    *,
    subject: Sequence[str] = (),
    style: Sequence[str] = (),
) -> pl.DataFrame:
    """Return ``spread`` and ``kind`` of chosen terms, row by row; see `term_kinds`."""
    mix = topic_mix(corpus)
    spread, noise = _spread(corpus, chosen["term_id"], by, mix)
    kind = np.select(
        [spread >= _CUT, spread + _MARGIN * noise < _CUT], ["subject", "style"], default=UNCLEAR
    )
    frame = pl.DataFrame({"spread": spread, "kind": kind}).with_columns(
        pl.col("spread").fill_nan(None)
    )
    for name, known in (("subject", subject), ("style", style)):
        said = _known_terms(corpus, [*corpus.kinds.get(name, ()), *known], by)
        frame = frame.with_columns(
            kind=pl.when(chosen["term_id"].is_in(said.implode()))
            .then(pl.lit(name))
            .otherwise("kind")
        )
    return frame


def limit(corpus: Corpus) -> str:
    """Say in words what makes a subject, and what a word of style."""
    if not len(topic_mix(corpus).papers):
        return f"Kinds are unclear: fewer than {FEWEST_PAPERS} papers with text"
    return f"Subjects: topics {_CUT} nats or more from those of all papers; style: surely less"


def _known_terms(corpus: Corpus, terms: Sequence[str], by: str) -> pl.Series:
    """Return the ids of those of the terms that any paper holds."""
    found = []
    for term in terms:
        with suppress(UnknownTermError):
            found.append(corpus.resolve([term], by=by)["term_id"])
    return pl.concat([pl.Series("term_id", [], dtype=pl.Int64), *found])


def _spread(corpus: Corpus, term_ids: pl.Series, by: str, mix: TopicMix) -> tuple[Array, Array]:
    """Return the spread of each term, and its standard deviation for random papers."""
    nothing = np.full(len(term_ids), np.nan)
    if not len(mix.papers):
        return nothing, nothing
    held = incidence(corpus.presence(term_ids, by=by), mix.papers, term_ids)
    papers = np.asarray(held.sum(axis=0)).ravel()
    overall = mix.shares.mean(axis=0)
    sums = held.T @ mix.shares
    some = papers > 0
    divergence = nothing.copy()
    divergence[some] = _divergence(sums[some] / papers[some, None], overall)
    sizes, expected, noise = _of_random_papers(mix.shares, overall)
    place = np.log(np.maximum(papers, 1))
    usual = np.interp(place, np.log(sizes), expected)
    return divergence - usual, np.interp(place, np.log(sizes), noise)


def _of_random_papers(shares: Array, overall: Array) -> tuple[NDArray[np.int64], Array, Array]:
    """Return numbers of papers, and mean and deviation of the divergence of so many drawn ones."""
    n = len(shares)
    sizes = np.unique(np.geomspace(1, n, _SIZES).astype(np.int64))
    generator = np.random.default_rng(_SEED)
    drawn = np.empty((_DRAWS, len(sizes)))
    for draw in drawn:
        sums = shares[generator.permutation(n)].cumsum(axis=0)[sizes - 1]
        draw[:] = _divergence(sums / sizes[:, None], overall)
    return sizes, drawn.mean(axis=0), drawn.std(axis=0, ddof=1)


def _divergence(mixes: Array, overall: Array) -> Array:
    """Return the Kullback-Leibler divergence of each mix from the overall one, in nats."""
    used = overall > 0
    mixes = mixes[:, used]
    ratio = np.divide(mixes, overall[used], out=np.ones_like(mixes), where=mixes > 0)
    return (mixes * np.log(ratio)).sum(axis=1)
