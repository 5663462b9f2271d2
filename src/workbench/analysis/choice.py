"""Which terms an analysis looks at: those asked for, or those worth asking about."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl

from ..corpus import Corpus
from ..errors import InputError

_FEWEST, _USUAL = 5, 20
_LEAST_PART = 0.005
_HELD_BY_LONGER = 0.8


def asked_terms(corpus: Corpus, terms: str | Sequence[str], by: str) -> pl.DataFrame:
    """Return the terms a user asks for.

    Parameters
    ----------
    corpus
        The papers at hand.
    terms
        Terms as a user types them.
    by
        ``term`` or ``concept``.

    Returns
    -------
    polars.DataFrame
        ``term_id``, ``term``, ``label``; each term once, in the order asked.

    Raises
    ------
    InputError
        If ``by`` is unknown.
    UnknownTermError
        If no paper holds a term.
    """
    queries = [terms] if isinstance(terms, str) else list(terms)
    return corpus.resolve(queries, by=by).drop("query").unique("term_id", maintain_order=True)


def ranked_terms(corpus: Corpus, n: int, by: str) -> pl.DataFrame:
    """Return the first terms of the ranking: ``term_id``, ``term``, ``label``."""
    ranked = corpus.top_terms(n if by == "term" else None)
    return counted_as(ranked, corpus.postings, corpus.terms, by).head(n)


def candidate_terms(corpus: Corpus, by: str, min_papers: int) -> pl.DataFrame:
    """Return all terms worth asking about.

    Parameters
    ----------
    corpus
        The papers at hand.
    by
        ``term`` or ``concept``.
    min_papers
        Fewest papers that must hold a term.

    Returns
    -------
    polars.DataFrame
        ``term_id``, ``term``, ``label``, by rank. A term is left out where a longer one that
        contains it is held by 80 % of its papers, for it would only say the same again.
    """
    ranked = corpus.top_terms(None, min_papers=min_papers)
    return counted_as(without_nested(ranked), corpus.postings, corpus.terms, by)


def enough_papers(papers: int, min_papers: int | None) -> int:
    """Return how many of so many papers must hold a term.

    As asked, or 0.5 % of the papers and at least 20; of fewer than 200 papers a tenth, and never
    fewer than 5. Terms in fewer papers have no power over a handful of periods, and each one that
    is tried makes the correction of all the others dearer.
    """
    if min_papers is not None:
        return min_papers
    usual = min(_USUAL, papers // 10)
    return max(_FEWEST, usual, math.ceil(_LEAST_PART * papers))


def usual_least(papers: int) -> str:
    """Say how `enough_papers` comes to its number where none was asked for."""
    if papers // 10 < _USUAL:
        return f"a tenth of all, at least {_FEWEST}"
    return f"{_LEAST_PART:.1%} of all, at least {_USUAL}"


def without_nested(terms: pl.DataFrame) -> pl.DataFrame:
    """Leave out terms that are hardly ever printed outside one longer term.

    Parameters
    ----------
    terms
        ``term``, ``n_words``, ``df`` and any other columns.

    Returns
    -------
    polars.DataFrame
        The rows that stay, in their order.
    """
    longest: dict[str, int] = {}
    for term, df in terms.filter(pl.col("n_words") > 1).select("term", "df").iter_rows():
        for part in _parts(term.split()):
            longest[part] = max(longest.get(part, 0), df)
    held = [longest.get(term, 0) for term in terms["term"]]
    return terms.filter(pl.Series(held, dtype=pl.Int64) < _HELD_BY_LONGER * pl.col("df"))


def _parts(words: list[str]) -> set[str]:
    """Return all shorter runs of words."""
    n = len(words)
    return {
        " ".join(words[start : start + length])
        for length in range(1, n)
        for start in range(n - length + 1)
    }


def counted_as(
    ranked: pl.DataFrame, postings: pl.DataFrame, terms: pl.DataFrame, by: str
) -> pl.DataFrame:
    """Return what ranked terms count as, in their order: themselves, or their main concepts.

    Parameters
    ----------
    ranked
        ``term_id``, ``term``, ``label`` and any other columns.
    postings, terms
        The tables in which they stand.
    by
        ``term`` or ``concept``.

    Returns
    -------
    polars.DataFrame
        ``term_id``, ``term``, ``label``.

    Raises
    ------
    InputError
        If ``by`` is unknown.
    """
    if by == "term":
        return ranked.select("term_id", "term", "label")
    if by != "concept":
        raise InputError(f"by={by!r} is none of: term, concept")
    meant = (
        postings.join(ranked.select("term_id"), on="term_id", how="semi")
        .group_by("term_id", "concept_id")
        .len()
        .sort("len", "concept_id", descending=[True, False])
        .unique("term_id", keep="first", maintain_order=True)
    )
    return (
        ranked.select("term_id")
        .join(meant, on="term_id", maintain_order="left")
        .select(term_id="concept_id")
        .unique(maintain_order=True)
        .join(terms, on="term_id", maintain_order="left")
        .select("term_id", "term", "label")
    )
