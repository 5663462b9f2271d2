"""The explorer of a term: its share over time, and the papers behind it."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis import term_trends
from ..charts import term_trends as draw
from ..corpus import Corpus
from ..errors import InputError
from ..views import readings
from ..views.reading import count, read
from .answer import Answer, behind, held_in, period_choices, period_counts
from .complete import complete_terms
from .explorer import PAPERS, Explorer
from .scope import scope


def explore_term(
    corpus: Corpus,
    term: str | None = None,
    period: str = "auto",
    axis: str = "listed_on",
    by: str = "term",
    rows: int = 5,
) -> Explorer:
    """Explore terms: type one, see its share, band, counts, and the papers behind them.

    Parameters
    ----------
    corpus
        The papers at hand.
    term
        The term to begin with; the first of ``corpus.top_terms()`` unless given.
    period, axis, by
        As for :func:`workbench.term_trends`.
    rows
        How many papers to show.

    Returns
    -------
    Explorer
        Its table holds the papers, of all periods or of the one that was chosen; `.chart` is the
        chart of :func:`workbench.charts.term_trends`, `.frame` all the papers. Of several series
        the largest is explored; ``corpus.where(series=…)`` chooses another.

    Raises
    ------
    UnknownTermError
        If no paper holds the term. What is typed later and is no term is said in the form.
    InputError
        If an argument is none of its choices, or the corpus holds no term.
    """
    part, aside = scope(corpus, axis)

    def ask(values: Sequence[str], choice: str) -> Answer:
        (typed,) = values
        resolved = part.resolve([typed], by=by)
        label = resolved["label"][0]
        trends = term_trends(part, [typed], period=period, axis=axis, by=by)
        every = part.presence(resolved["term_id"], by=by).height
        told = f"{every:,} of {count(part.papers.height, 'paper')}"
        held = held_in(trends, choice, every)
        papers, rows_behind = behind(part, [typed], choice, axis, by, held, rows)
        said = readings.term_trends(part, trends).sentences
        return Answer(
            values=(label,),
            chart=draw(trends),
            reading=read(aside, f"{label} stands in {told}.", *said),
            table=papers,
            rows=rows_behind,
            choices=period_choices(trends, told),
            choice=choice,
            counts=period_counts(trends),
        )

    start = term if term is not None else first_terms(part, 1)[0]
    return Explorer("terms", ["Term"], PAPERS, ask, complete_terms(part), [start])


def first_terms(corpus: Corpus, n: int) -> list[str]:
    """Return the first terms of the ranking, by their labels; of one paper only if there must be.

    Raises
    ------
    InputError
        The corpus has fewer.
    """
    for min_papers in (2, 1):
        ranked = corpus.top_terms(n, min_papers=min_papers)
        if ranked.height == n:
            return ranked["label"].to_list()
    wanted = "term" if n == 1 else f"{n} terms"
    raise InputError(f"{corpus.name}: the papers hold no {wanted} to begin with")
