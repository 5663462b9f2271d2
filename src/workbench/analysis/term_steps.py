"""What each step from the texts to the terms changes: the index made with it and without it."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ..corpus import Corpus
from ..terms import TermRules, TermTables, index_by, surface_words
from ..text import BEFORE_WORDS, STEPS, Steps


def term_steps(corpus: Corpus) -> pl.DataFrame:
    """Return what leaving out each step would change.

    The index is made anew once for each step, so that of many papers takes its time.

    Parameters
    ----------
    corpus
        The papers at hand; both indexes are theirs, by the corpus's rules but for the step.

    Returns
    -------
    polars.DataFrame
        A row for each step, in their order: `step`; `taken`, whether the corpus takes it;
        `only_with`, `only_without`, `other_df`, how many terms there are only with it, only
        without it, and on both sides with other papers; `term`, `df`, `df_without`, the term that
        changes most. For `boilerplate` a term is there if rankings show it.
    """
    index = _Indexes(corpus)
    rows = []
    for step in STEPS:
        changes = _changes(index, step)
        ranked = step == "boilerplate"
        there, there_without = (
            pl.col(f"{'rank' if ranked else 'df'}{side}").fill_null(0) > 0
            for side in ("", "_without")
        )
        first = changes.head(1).select("term", "df", "df_without").rows() or [(None, None, None)]
        rows.append(
            (
                step,
                step not in corpus.rules.steps.off,
                changes.filter(there & ~there_without).height,
                changes.filter(~there & there_without).height,
                changes.filter(there & there_without).height,
                *first[0],
            )
        )
    return pl.DataFrame(rows, schema=_OVERVIEW, orient="row")


_OVERVIEW = {
    "step": pl.String,
    "taken": pl.Boolean,
    "only_with": pl.Int64,
    "only_without": pl.Int64,
    "other_df": pl.Int64,
    "term": pl.String,
    "df": pl.Int64,
    "df_without": pl.Int64,
}


def step_effect(corpus: Corpus, step: str) -> pl.DataFrame:
    """Return the terms that leaving out one step changes.

    Parameters
    ----------
    corpus
        The papers at hand; both indexes are theirs, by the corpus's rules but for the step.
    step
        `cleaning`, `formulas`, `prefixes`, `hyphens`, `spelling`, `plurals`, `compounds`,
        `stopwords`, `phrases`, `acronyms` or `boilerplate`; see docs/terms.md.

    Returns
    -------
    polars.DataFrame
        `term`; `label`; `df`, `df_without`, the papers that hold it with the step and without, 0
        where it is no term; `rank`, `rank_without`, its place in `top_terms`, null where it has
        none. Only terms whose papers change, or that are ranked on one side alone; the largest
        change first, then the best rank, then by the alphabet. For `acronyms` papers are counted
        by concept.

    Raises
    ------
    InputError
        If there is no such step.
    """
    Steps.without([step], "step")
    return _changes(_Indexes(corpus), step)


class _Indexes:
    """The indexes of a corpus's papers by its rules but for one step; the rules' own made once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._papers = corpus.papers.select("paper_id", "title", "abstract")
        self._surface = surface_words(self._papers, steps=corpus.rules.steps)
        self._own = index_by(self._surface, corpus.rules)

    def with_step(self, step: str, taken: bool) -> Corpus:
        """Return the corpus with the index in which a step is taken or left out."""
        own = self._corpus.rules
        rules = replace(own, steps=replace(own.steps, **{step: taken}))
        tables = self._own if rules == own else self._made(step, rules)
        return replace(self._corpus, **vars(tables), rules=rules)

    def _made(self, step: str, rules: TermRules) -> TermTables:
        surface = self._surface
        if step in BEFORE_WORDS:
            surface = surface_words(self._papers, steps=rules.steps)
        return index_by(surface, rules)


def _changes(indexes: _Indexes, step: str) -> pl.DataFrame:
    by = "concept" if step == "acronyms" else "term"
    with_it, without = (_counted(indexes.with_step(step, taken), by) for taken in (True, False))
    joined = with_it.join(without, on="term", how="full", coalesce=True, suffix="_without")
    df = pl.col("df", "df_without").fill_null(0)
    change = (pl.col("df") - pl.col("df_without")).abs()
    ranked_once = pl.col("rank").is_null() != pl.col("rank_without").is_null()
    best = pl.min_horizontal("rank", "rank_without")
    return (
        joined.with_columns(df, label=pl.coalesce("label", "label_without"))
        .filter((change > 0) | ranked_once)
        .sort(-change, best, "term", nulls_last=True)
        .select("term", "label", "df", "df_without", "rank", "rank_without")
    )


def _counted(corpus: Corpus, by: str) -> pl.DataFrame:
    """Return `term`, `label`, `df`, `rank`, counted by term or by concept."""
    held = corpus.presence(corpus.terms["term_id"], by=by)
    df = held.group_by("term_id").agg(df=pl.len().cast(pl.Int64))
    terms = corpus.terms.drop("df").join(df, on="term_id", maintain_order="left")
    ranked = replace(corpus, terms=terms).top_terms().select("term")
    ranks = ranked.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    return terms.select("term", "label", "df").join(ranks, on="term", how="left")
