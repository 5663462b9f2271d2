"""What is typical of one window of time, or one group of dumps, against another."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from ..corpus import Corpus
from ..errors import InputError
from ..stats.keyness import keyness
from . import basis
from .choice import counted_as, enough_papers, without_nested
from .verdicts import q_values

SCHEMA = {
    "term": pl.String,
    "label": pl.String,
    "papers_a": pl.Int64,
    "papers_b": pl.Int64,
    "share_a": pl.Float64,
    "share_b": pl.Float64,
    "log_ratio": pl.Float64,
    "percent_diff": pl.Float64,
    "g2": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "window_a": pl.String,
    "window_b": pl.String,
    "basis": pl.String,
}


def compare_windows(
    a: Corpus, b: Corpus | None = None, by: str = "term", min_papers: int | None = None
) -> pl.DataFrame:
    """Return how much more often terms are met in one corpus than in another.

    Parameters
    ----------
    a, b
        Two windows of a corpus, ``corpus.where(since="2025-07-01")`` and
        ``corpus.where(until="2025-06-30")``, or two groups of its dumps. Of one corpus alone the
        later half is held against the earlier one, cut between two periods of `term_trends`.
    by
        ``term``, or ``concept``: an acronym counts as what it stands for.
    min_papers
        Fewest papers of both together that must hold a term; by default as for `rising_terms`.

    Returns
    -------
    polars.DataFrame
        A row for each term, by G² (above 0: more frequent in a), what is typical of a first, what
        is typical of b last:

        - ``papers_a``, ``papers_b``, ``share_a``, ``share_b``: papers with the term, distinct in
          each window, and their share of its papers;
        - ``log_ratio``: log2 of the ratio of the shares, 1 is twice as often; no paper counts as
          half a paper;
        - ``percent_diff``: how many percent larger share_a is; null where b has no such paper;
        - ``g2``, ``p_value``, and ``q_value`` over all terms of the table;
        - ``window_a``, ``window_b``: the days of the windows, from first to last, or their dumps;
        - ``basis``: what was chosen how, in words.

        Windows of dumps that answer different queries differ by what they ask, too. Empty for one
        corpus that is no time series, or has one period only.

    Raises
    ------
    InputError
        If ``by`` is unknown, or the windows are of one name and hold the same papers.

    Notes
    -----
    See `workbench.stats.keyness`. Papers are taken as independent; a paper listed in both windows
    counts in each, which makes windows look more alike than they are.
    """
    left_out = 0
    if b is None:
        left_out = a.timeline().left_out
        halves = _halves(a)
        if halves is None:
            return pl.DataFrame(schema=SCHEMA)
        a, b = halves
    if a.name == b.name and a.papers["paper_id"].equals(b.papers["paper_id"]):
        raise InputError("both windows hold the same papers; narrow them with corpus.where(…)")
    sizes = [corpus.papers.height for corpus in (a, b)]
    chosen = _candidates(a, b, by, min_papers)
    held = [_papers_with(corpus, chosen["term_id"], by) for corpus in (a, b)]
    measures = keyness(held[0], sizes[0], held[1], sizes[1])
    frame = chosen.with_columns(
        papers_a=held[0],
        papers_b=held[1],
        share_a=held[0] / sizes[0],
        share_b=held[1] / sizes[1],
        **{name: measures[name] for name in ("log_ratio", "percent_diff", "g2", "p_value")},
        q_value=q_values(measures["p_value"]),
        window_a=pl.lit(_days(a)),
        window_b=pl.lit(_days(b)),
        basis=pl.lit(_basis(a, b, min_papers, chosen.height, left_out)),
    ).with_columns(pl.selectors.float().fill_nan(None))
    return frame.cast(SCHEMA).select(*SCHEMA).sort("g2", "term", descending=[True, False])


def _halves(corpus: Corpus) -> tuple[Corpus, Corpus] | None:
    """Return the later and the earlier half of the papers, cut between two periods; None if none.

    Of cuts that are equally even the earliest is taken.
    """
    timeline = corpus.timeline()
    periods = timeline.periods.filter(pl.col("papers") > 0)
    if not timeline.dated or periods.height < 2:
        return None
    before = periods["papers"].cum_sum().head(periods.height - 1)
    cut = int((2 * before - periods["papers"].sum()).abs().arg_min()) + 1
    first = periods["period_start"][cut]
    return corpus.where(since=first), corpus.where(until=first - timedelta(days=1))


def _days(corpus: Corpus) -> str:
    """Say from when to when, or which dumps, a window is."""
    days = corpus.dumps["listed_on"].drop_nulls()
    if days.is_empty():
        first, *more = corpus.dumps["dump"]
        return f"{first} and {len(more):,} more" if more else first
    return f"{days.min()} to {days.max()}" if days.n_unique() > 1 else f"{days.min()}"


def _basis(a: Corpus, b: Corpus, min_papers: int | None, terms: int, left_out: int) -> str:
    """Say how many papers the windows hold and share, and which terms were tried."""
    common = a.papers.join(b.papers, on="paper_id", how="semi").height
    papers = a.papers.height + b.papers.height
    told = [
        f"{a.papers.height:,} and {b.papers.height:,} papers, {common:,} in both windows",
        f"{left_out:,} listings without a day left out" if left_out else None,
        basis.tried(papers, min_papers, terms),
        "A paper counts once in each window",
    ]
    return " ".join(f"{said}." for said in told if said)


def _candidates(a: Corpus, b: Corpus, by: str, min_papers: int | None) -> pl.DataFrame:
    """Return the terms that enough papers of both hold together: ``term_id``, ``term``, ``label``.

    The label is that of the window with more papers.
    """
    first, second = sorted((a, b), key=lambda corpus: -corpus.papers.height)
    ranked = pl.concat([first.top_terms(None, min_papers=1), second.top_terms(None, min_papers=1)])
    ranked = (
        ranked.group_by("term_id", maintain_order=True)
        .agg(pl.col("term", "label", "n_words").first(), pl.col("df").sum())
        .sort("df", "term", descending=[True, False])
    )
    least = enough_papers(a.papers.height + b.papers.height, min_papers)
    kept = without_nested(ranked.filter(pl.col("df") >= least))
    postings = pl.concat([first.postings, second.postings])
    terms = pl.concat([first.terms, second.terms]).unique("term_id", keep="first")
    return counted_as(kept, postings, terms, by)


def _papers_with(corpus: Corpus, term_ids: pl.Series, by: str) -> pl.Series:
    """Return how many papers hold each term."""
    held = corpus.presence(term_ids, by=by).group_by("term_id").agg(papers=pl.len())
    asked = term_ids.to_frame("term_id")
    return asked.join(held, on="term_id", how="left", maintain_order="left")["papers"].fill_null(0)
