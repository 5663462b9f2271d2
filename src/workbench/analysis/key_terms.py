"""The terms that tell what a single paper is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from ..corpus import Corpus
from ..errors import InputError
from ..terms import candidates, habits, term_id
from ..text import is_boilerplate, stop_words

# What the shape of a phrase leaves of its score: a function word inside (`mean of features`), a
# participle at its end (`gradient clipped`), an adverb at either end.
FUNCTION_WORD_INSIDE = 0.2
PARTICIPLE_LAST = 0.4
ADVERB = 0.2
# What else weighs: the title, the capitals of a name, the longer phrases around a term, how readily
# its words begin and end phrases. All these were set on papers with keywords of another collection;
# around these values the figures of docs/terms.md move by no more than .02.
TITLE = 0.5
CAPITALS = 2.0
NESTED = 0.5
HABIT = 0.35

# papers ranked at once: their candidates are a few hundred rows each
_AT_ONCE = 1_000
# what is left of a term that stands nearly always inside longer ones, and the habit of a word that
# is no term alone (a number, a symbol)
_LEAST, _UNKNOWN_HABIT = 0.001, 0.5


def key_terms(corpus: Corpus, paper_ids: Iterable[str] | None = None, n: int = 10) -> pl.DataFrame:
    r"""Return the terms that tell what each paper is about, best first.

    Candidates are all terms of a paper of up to three words, also those that no other paper
    prints. The ranking starts from c-TF-IDF with a class of one paper, its idf damped,

    .. math:: W = tf \cdot \sqrt{\ln(1 + N / df)},

    with :math:`N` the papers of the corpus. `tf` weighs each occurrence by how far it is a phrase
    of its own there (`neural tangent` before `kernel` hardly is), counts the title half again,
    counts an acronym that the paper defines as what it stands for, and is discounted by the longest
    phrase around the term. The score grows with the length of the phrase as the C-value does,
    :math:`\log_2(|a| + 1)`, and with the habit of its first and last word to begin and end phrases
    (:func:`workbench.terms.habits`). Names in capitals gain, phrases that are no noun phrase by
    their shape lose, and boilerplate of abstracts is left out.

    Parameters
    ----------
    corpus
        The papers at hand; document frequencies are theirs.
    paper_ids
        The papers asked about; None for all.
    n
        How many terms to return of each paper; fewer where a paper has fewer.

    Returns
    -------
    polars.DataFrame
        `paper_id`, `rank` (from 1), `term_id`, `term`, `label` (as papers print it), `score`; in
        the order of the papers as asked, ties by the alphabet. A phrase of one paper has the
        `term_id` that it would have in the index.

    Raises
    ------
    InputError
        A paper that the corpus does not hold, or `n` below 1.

    References
    ----------
    Grootendorst, M. (2022). BERTopic: Neural topic modeling with a class-based TF-IDF procedure.
    arXiv:2203.05794. For length and nesting: Frantzi, Ananiadou & Mima (2000), see
    :func:`workbench.terms.rank_terms`; for the habits of words: Nakagawa & Mori (2002).
    """
    if n < 1:
        raise InputError(f"n={n}: ask for one term or more")
    papers = _asked(corpus, paper_ids)
    known = habits(corpus.terms)
    parts = list(papers.iter_slices(_AT_ONCE)) or [papers]
    return pl.concat(_ranked(corpus, known, part, n) for part in parts)


def _asked(corpus: Corpus, paper_ids: Iterable[str] | None) -> pl.DataFrame:
    papers = corpus.papers.select("paper_id", "title", "abstract")
    if paper_ids is None:
        return papers
    wanted = [paper_ids] if isinstance(paper_ids, str) else list(paper_ids)
    asked = pl.DataFrame({"paper_id": wanted}, schema={"paper_id": pl.String}).unique(
        maintain_order=True
    )
    unknown = asked.join(papers, on="paper_id", how="anti", maintain_order="left")
    if unknown.height:
        raise InputError(f"no paper {unknown['paper_id'][0]!r}; corpus.papers lists the papers")
    return asked.join(papers, on="paper_id", how="left", maintain_order="left")


def _ranked(
    corpus: Corpus, known_habits: pl.DataFrame, papers: pl.DataFrame, n: int
) -> pl.DataFrame:
    steps = corpus.rules.steps
    found = candidates(papers, corpus.terms, corpus.forms, corpus.postings, steps)
    telling = found
    if steps.boilerplate:
        telling = found.filter(~_each(found["term"], is_boilerplate, pl.Boolean))
    order = papers.select("paper_id").with_row_index("paper")
    ranked = (
        _with_habits(telling, known_habits)
        .join(_around(telling), on=["paper_id", "term"], how="left")
        .join(corpus.terms.select("term", "df", "label"), on="term", how="left")
        .join(order, on="paper_id")
        .with_columns(pl.col("around").fill_null(0.0), label=pl.coalesce("label", "form"))
        .with_columns(score=_score(corpus.papers.height))
        .sort("paper", -pl.col("score"), "term")
        .with_columns(rank=pl.int_range(1, pl.len() + 1).over("paper"))
        .filter(pl.col("rank") <= n)
    )
    ids = _each(ranked["term"], term_id, pl.Int64)
    return ranked.select("paper_id", "rank", ids.alias("term_id"), "term", "label", "score")


def _each(terms: pl.Series, asked: Callable[[str], object], dtype: type[pl.DataType]) -> pl.Series:
    return pl.Series([asked(term) for term in terms], dtype=dtype)


def _score(papers: int) -> pl.Expr:
    words = pl.col("term").str.split(" ")
    inside = words.list.slice(1, pl.col("n_words") - 2).list.eval(
        pl.element().is_in(list(stop_words()))
    )
    adverb = words.list.first().str.ends_with("ly") | words.list.last().str.ends_with("ly")
    shape = (
        _factor((pl.col("n_words") > 2) & inside.list.any(), FUNCTION_WORD_INSIDE)
        * _factor(words.list.last().str.ends_with("ed"), PARTICIPLE_LAST)
        * _factor(adverb, ADVERB)
        * (1 + CAPITALS * pl.col("capital"))
    )
    times = pl.col("whole") + TITLE * pl.col("whole_title") - NESTED * pl.col("around")
    rarity = (1 + papers / pl.col("df").fill_null(1)).log().sqrt()
    length = (pl.col("n_words") + 1).log(2)
    habit = (pl.col("opening") * pl.col("closing")) ** HABIT
    return times.clip(_LEAST) * rarity * length * habit * shape


def _factor(holds: pl.Expr, factor: float) -> pl.Expr:
    return pl.when(holds).then(factor).otherwise(1.0)


def _around(found: pl.DataFrame) -> pl.DataFrame:
    """Return `paper_id`, `term`, `around`: what the heaviest longer candidate around it weighs."""
    longer = found.filter(pl.col("n_words") > 1).select(
        "paper_id", "n_words", around="whole", word=pl.col("term").str.split(" ")
    )
    triples = longer.filter(pl.col("n_words") == 3)
    parts = [
        longer.select("paper_id", "around", term="word").explode("term"),
        *(
            triples.select(
                "paper_id", "around", term=pl.col("word").list.slice(at, 2).list.join(" ")
            )
            for at in (0, 1)
        ),
    ]
    return pl.concat(parts).group_by("paper_id", "term").agg(pl.col("around").max())


def _with_habits(found: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add `opening` of the first word and `closing` of the last; an unknown word has none."""
    words = pl.col("term").str.split(" ")
    return (
        found.with_columns(first=words.list.first(), last=words.list.last())
        .join(known.select(first="word", opening="opening"), on="first", how="left")
        .join(known.select(last="word", closing="closing"), on="last", how="left")
        .with_columns(pl.col("opening", "closing").fill_null(_UNKNOWN_HABIT))
    )
