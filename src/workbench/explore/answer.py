"""What an explorer shows of what was asked: a chart, a reading, a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt
import polars as pl

from ..analysis import papers_behind
from ..charts.render import bundle, to_spec
from ..corpus import Corpus
from ..views import Reading, TableView, table
from ..views.reading import share
from ..views.show_papers import marks

Bundle = tuple[dict[str, Any], dict[str, Any]]
"""Data by mime type, and its metadata."""
COUNTS = "The numbers of the chart"


@dataclass(frozen=True)
class Answer:
    """An answer, whole: what a person sees, and what a program goes on with.

    Attributes
    ----------
    values
        What was asked for, as papers print it.
    chart
        The chart.
    reading
        The chart in words.
    table
        What is behind it, the first rows.
    rows
        Returns all rows of what is behind it.
    counts
        The numbers that the chart draws; None where it writes them itself.
    choices
        What the table can be narrowed to, by name, with words for each; `""` is no narrowing.
    choice
        What it is narrowed to.
    """

    values: tuple[str, ...]
    chart: alt.TopLevelMixin
    reading: Reading
    table: TableView
    rows: Callable[[], pl.DataFrame]
    choices: dict[str, str]
    choice: str = ""
    counts: TableView | None = None

    def picture(self) -> Bundle:
        """Return the chart as it is displayed: live, as a picture and in words."""
        return bundle(to_spec(self.chart))

    def below(self) -> Bundle:
        """Return what stands below the chart: it in words, its numbers folded, what is behind."""
        shown = [self.reading._repr_html_()]
        if self.counts is not None:
            numbers = self.counts._repr_html_()
            shown.append(f"<details><summary>{COUNTS}</summary>\n{numbers}\n</details>")
        shown.append(self.table._repr_html_())
        return {
            "text/html": "\n".join(shown),
            "text/plain": f"{self.reading}\n{self.table!r}",
        }, {}


def behind(
    corpus: Corpus, terms: Sequence[str], choice: str, axis: str, by: str, held: int, rows: int
) -> tuple[TableView, Callable[[], pl.DataFrame]]:
    """Return the papers that hold all of some terms: the first of them, and what returns all.

    Parameters
    ----------
    corpus, terms, axis, by
        As for :func:`workbench.papers_behind`.
    choice
        A period, or `""` for all.
    held
        How many papers there are.
    rows
        How many to show.
    """
    asked = {"term": terms[0]} if len(terms) == 1 else {"pair": tuple(terms)}
    find = partial(papers_behind, corpus, **asked, period=choice or None, axis=axis, by=by)
    first = find(most=rows).drop("paper_id")
    return TableView(first, rows, (), marks(corpus, terms, by), held), find


def period_counts(trends: pl.DataFrame) -> TableView:
    """Return trends as the table of their numbers, all periods in it."""
    columns = ["label", "period", "papers_with_term", "papers", "share", "low", "high", "partial"]
    return table(trends.select(columns), trends.height, ["share", "low", "high"])


def held_in(counted: pl.DataFrame, choice: str, every: int) -> int:
    """Return how many papers a choice leaves: those of its period, or all."""
    return counted.filter(pl.col("period") == choice)["papers_with_term"].sum() if choice else every


def period_choices(counted: pl.DataFrame, all_told: str) -> dict[str, str]:
    """Return the periods that papers can be narrowed to, each with its counts.

    Parameters
    ----------
    counted
        A row a period: `period`, `papers_with_term`, `papers`, `share`.
    all_told
        How many papers all periods hold, in words.
    """
    choices = {"": f"all periods: {all_told}"}
    for row in counted.filter(pl.col("papers") > 0).iter_rows(named=True):
        told = share(row["share"], row["papers_with_term"], row["papers"])
        choices[row["period"]] = f"{row['period']}: {told}"
    return choices
