"""What a typed query counts, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ..corpus import Corpus
from ..terms import FOLDS, folds, printed_forms_in, steps_of
from ..text import prefixes


@dataclass(frozen=True)
class Explanation:
    """What a query counts; see :func:`explanation`.

    Attributes
    ----------
    query, term, label, df, n_papers
        As typed, as counted, as printed; papers that hold it, and papers in the corpus.
    steps
        `step`, `result`: from the query to the term.
    forms
        `form`, `papers`, `folded_by`: how papers print it, most first (a paper may print several),
        and the steps that make it this term (:func:`workbench.terms.folds`).
    without
        `step`, `df`: how many papers would hold the term if a step were left out; only steps that
        change it.
    papers
        `form`, `paper_id`, `title`: the papers of each form.
    longer
        `term`, `label`, `df`: the longer terms that hold it; their papers count here too.
    parts
        `term`, `label`, `df`: the shorter terms in it; its papers count there too.
    apart
        `term`, `label`, `df`: words that a bound prefix joins with it (`nonlinear`, of `linear`);
        their papers do not count here.
    concepts
        `acronym`, `meaning`, `papers`: where it is an acronym or what one stands for; such papers
        count for the meaning with `by="concept"`.
    """

    query: str
    term: str
    label: str
    df: int
    n_papers: int
    steps: pl.DataFrame
    forms: pl.DataFrame
    without: pl.DataFrame
    papers: pl.DataFrame
    longer: pl.DataFrame
    parts: pl.DataFrame
    apart: pl.DataFrame
    concepts: pl.DataFrame


def explanation(corpus: Corpus, query: str) -> Explanation:
    """Say what a query counts: the term, its printed forms, and the papers of each.

    Parameters
    ----------
    corpus
        The papers at hand; all counts are theirs. The papers that hold the term are read again.
    query
        A term as a user types it.

    Raises
    ------
    UnknownTermError
        If no paper holds it; names close ones.
    """
    (row,) = corpus.resolve([query]).iter_rows(named=True)
    term, term_id = row["term"], row["term_id"]
    holding = corpus.presence([term_id]).select("paper_id")
    held = corpus.papers.join(holding, on="paper_id", how="semi").sort("paper_id")
    taken = corpus.rules.steps
    printed = printed_forms_in(held, term, corpus.terms, corpus.forms, taken)
    needed = {form: folds(form, term, taken) for form in printed["form"].unique()}
    folded = pl.Series([needed[form] for form in printed["form"]], dtype=pl.List(pl.String))
    counts = printed.group_by("form").agg(papers=pl.len().cast(pl.Int64))
    forms = counts.sort("papers", "form", descending=[True, False])
    by = pl.Series([needed[form] for form in forms["form"]], dtype=pl.List(pl.String))
    known = corpus.terms.filter(pl.col("df") > 0)
    return Explanation(
        query=query,
        term=term,
        label=row["label"],
        df=holding.height,
        n_papers=corpus.papers.height,
        steps=steps_of(query, corpus.terms, corpus.forms, taken),
        forms=forms.with_columns(folded_by=by),
        without=_without(printed.with_columns(folded=folded)),
        papers=printed.join(held.select("paper_id", "title"), on="paper_id", maintain_order="left"),
        longer=_first(known, f" {term} ", pl.col("term") != term),
        parts=_named(known, _parts(term)),
        apart=_named(known, [f"{prefix}{term}" for prefix in sorted(prefixes())]),
        concepts=_concepts(corpus, term_id),
    )


def _without(printed: pl.DataFrame) -> pl.DataFrame:
    """Return `step`, `df`: the papers that print a form which does without the step."""
    whole = printed["paper_id"].n_unique()
    left = [
        (step, printed.filter(~pl.col("folded").list.contains(step))["paper_id"].n_unique())
        for step in FOLDS
    ]
    schema = {"step": pl.String, "df": pl.Int64}
    return pl.DataFrame(left, schema=schema, orient="row").filter(pl.col("df") < whole)


def _first(known: pl.DataFrame, inside: str, condition: pl.Expr) -> pl.DataFrame:
    """Return the terms that hold a run of words, by papers."""
    spaced = pl.concat_str(pl.lit(" "), "term", pl.lit(" "))
    held = known.filter(spaced.str.contains(inside, literal=True) & condition)
    return _by_papers(held)


def _named(known: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    return _by_papers(known.filter(pl.col("term").is_in(names)))


def _by_papers(terms: pl.DataFrame) -> pl.DataFrame:
    return terms.sort("df", "term", descending=[True, False]).select("term", "label", "df")


def _parts(term: str) -> list[str]:
    words = term.split(" ")
    n = len(words)
    return [" ".join(words[a:b]) for a in range(n) for b in range(a + 1, n + 1) if b - a < n]


def _concepts(corpus: Corpus, term_id: int) -> pl.DataFrame:
    names = corpus.terms.select("term_id", "label")
    stands = (pl.col("term_id") == term_id) | (pl.col("concept_id") == term_id)
    return (
        corpus.postings.filter(stands & (pl.col("term_id") != pl.col("concept_id")))
        .group_by("term_id", "concept_id")
        .agg(papers=pl.len().cast(pl.Int64))
        .join(names.rename({"label": "acronym"}), on="term_id")
        .join(names.select(concept_id="term_id", meaning="label"), on="concept_id")
        .select("acronym", "meaning", "papers")
        .sort("papers", "acronym", "meaning", descending=[True, False, False])
    )
