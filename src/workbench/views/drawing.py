"""A question and its chart in one step, by name: what the command line and the gallery draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import altair as alt
import polars as pl

from .. import analysis, charts
from ..corpus import Corpus
from ..errors import InputError


@dataclass(frozen=True)
class Drawn:
    """How a chart comes about: the question whose frame it draws, and the chart."""

    ask: Callable[..., pl.DataFrame]
    draw: Callable[..., alt.TopLevelMixin]


def draw(
    name: str, corpus: Corpus, asked: Mapping[str, Any], shown: Mapping[str, Any]
) -> alt.TopLevelMixin:
    """Ask a corpus a question and draw what it answers.

    Parameters
    ----------
    name
        A key of `DRAWN`.
    corpus
        Whom to ask.
    asked, shown
        Arguments for the question and for the chart, by the names that they have there.

    Raises
    ------
    WorkbenchError
        What the question or the chart raises.
    """
    drawn = DRAWN[name]
    return drawn.draw(drawn.ask(corpus, **asked), **shown)


def _windows(corpus: Corpus, split: str, **how: Any) -> pl.DataFrame:
    """Compare what was listed from a day on with what was listed before it."""
    try:
        before = date.fromisoformat(split) - timedelta(days=1)
    except ValueError:
        raise InputError(f"split={split!r} is no day; write it as 2025-07-01") from None
    return analysis.compare_windows(
        corpus.where(since=split), corpus.where(until=before.isoformat()), **how
    )


DRAWN: dict[str, Drawn] = {
    "trends": Drawn(analysis.term_trends, charts.term_trends),
    "rising": Drawn(analysis.rising_terms, charts.rising_terms),
    "style": Drawn(analysis.rising_terms, charts.style_drift),
    "robustness": Drawn(analysis.robustness, charts.robustness),
    "changes": Drawn(analysis.change_points, charts.change_points),
    "emerging": Drawn(analysis.emerging_terms, charts.emerging_terms),
    "ranks": Drawn(analysis.term_ranks, charts.term_ranks),
    "bursts": Drawn(analysis.bursts, charts.bursts),
    "windows": Drawn(
        _windows, partial(charts.compare_windows, a="the later window", b="the earlier window")
    ),
    "pairs": Drawn(analysis.cooccurrence, charts.pairs),
    "cooccurrence": Drawn(analysis.cooccurrence, charts.cooccurrence),
    "repeats": Drawn(analysis.repeats, charts.repeats),
    "lives": Drawn(analysis.paper_lives, charts.repeated_papers),
    "overlap": Drawn(analysis.dump_overlap, charts.dump_overlap),
    "topics": Drawn(lambda corpus, **how: analysis.topics(corpus, **how).shares, charts.topics),
    "topic-terms": Drawn(
        lambda corpus, **how: analysis.topics(corpus, **how).terms, charts.topic_terms
    ),
    "key-terms": Drawn(analysis.key_terms, charts.key_terms),
    "comparability": Drawn(analysis.comparability, charts.comparability),
    "new-papers": Drawn(analysis.new_papers, charts.new_papers),
    "dumps": Drawn(analysis.arrivals, charts.dumps),
    "calendar": Drawn(lambda corpus: corpus.dumps, charts.calendar),
    "coverage": Drawn(analysis.coverage, charts.coverage),
    "rejects": Drawn(analysis.rejects, charts.rejects),
}
"""Each chart by the name that the command line gives it."""
