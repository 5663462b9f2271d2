"""Charts of topics: their shares over periods, and the terms that make them up."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, shares, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, named, rows, take
from workbench.charts.share_marks import draw, panels_text
from workbench.charts.shares import Shares

SHARES = {
    "topic": pl.String,
    "label": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "papers": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}
TERMS = {"topic": pl.String, "label": pl.String, "term": pl.String, "weight": pl.Float64}
PANEL = 300
"""Least pixels of a panel across, labels included."""
SPACING = 24
TERM_LIMIT = 150


@remembered
def topics(
    frame: Frame,
    *,
    shared_scale: bool = True,
    title: str | None = None,
    subtitle: str | None = None,
) -> alt.Chart | alt.LayerChart | alt.FacetChart:
    """Return the share of each topic, by period.

    Parameters
    ----------
    frame
        The `shares` of `workbench.topics`: topic, label, period, period_start, papers, share,
        low, high, topics in the order in which to show them. `period_start` is null in every
        row where the periods are a comparison of dumps; these are drawn as separate points.
    shared_scale
        Whether all panels have one scale, so that they can be compared, or each its own.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart, altair.LayerChart or altair.FacetChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more rows than a chart can carry.
    """
    frame = named(take(frame, SHARES, "topics"), "topic")
    own_title = "Shares of topics"
    if frame.is_empty():
        return parts.nothing(title or own_title, "There is no topic to show.")
    frame = shares.lone_points(shares.interval_text(frame)).with_columns(partial=False)
    drawn = Shares(frame, "topics", "share of papers", _tooltip())
    counted = f"{wording.count(len(drawn.names), 'topic')}; {shares.periods_text(drawn)}"
    own_subtitle = wording.sentences(
        None if drawn.in_time else shares.NO_SERIES,
        f"{counted}, with {shares.papers_text(frame)}",
        shares.reading_text(drawn, "middle 95% of refits"),
        panels_text(drawn, shared_scale),
    )
    return draw(drawn, shared_scale=shared_scale).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(
            f"{own_title}: {counted}",
            None if drawn.in_time else shares.NO_SERIES,
            shares.course_text(drawn),
        ),
    )


@remembered
def topic_terms(
    frame: Frame, *, top: int = 8, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.FacetChart:
    """Return for each topic its strongest terms as ranked bars.

    Parameters
    ----------
    frame
        The `terms` of `workbench.topics`: topic, label, term, weight, topics in the order in
        which to show them.
    top
        Terms of each topic to show.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.FacetChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more rows than a chart can carry.
    """
    at_least(top, 1, "top", "topic_terms")
    frame = named(take(frame, TERMS, "topic_terms"), "topic")
    own_title = "The terms of each topic"
    if frame.is_empty():
        return parts.nothing(title or own_title, "There is no topic to show.")
    names = frame["name"].unique(maintain_order=True).to_list()
    shown = (
        frame.sort("weight", "term", descending=[True, False], nulls_last=True)
        .with_columns(place=pl.int_range(pl.len()).over("name") + 1)
        .filter(pl.col("place") <= top)
    )
    own_subtitle = wording.sentences(
        f"{wording.count(len(names), 'topic')}, in each the {top} terms of the greatest weight"
    )
    told = [
        f"{name}: {', '.join(shown.filter(pl.col('name') == name)['term'].head(3))}"
        for name in names[:12]
    ]
    return _bars(shown, names).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *told),
    )


def _bars(shown: pl.DataFrame, names: list[str]) -> alt.FacetChart:
    room = parts.gutter(shown["term"], TERM_LIMIT) + SPACING
    columns = min(len(names), max(1, theme.width() // PANEL))
    width = theme.width() // max(columns, 2 if theme.width() >= parts.NARROW else 1) - room
    heaviest = alt.EncodingSortField(field="weight", op="max", order="descending")
    axis = alt.Axis(
        title="weight in the topic",
        tickCount=parts.ticks(width, 4, 3),
        format="~g",
        labelOverlap=True,
        labelSeparation=8,
    )
    bars = (
        alt.Chart()
        .mark_bar(color=theme.BLUE)
        .encode(
            x=alt.X("weight:Q", axis=axis),
            y=alt.Y(
                "term:N",
                sort=heaviest,
                axis=parts.label_axis(labelLimit=parts.label_limit(TERM_LIMIT)),
            ),
            tooltip=[
                alt.Tooltip("name:N", title="topic"),
                alt.Tooltip("term:N", title="term"),
                alt.Tooltip("weight:Q", title="weight", format=".3~g"),
            ],
        )
        .properties(width=width, height=alt.Step(20))
    )
    header = alt.Header(labelLimit=width + room - SPACING, labelAnchor="end", title=None)
    faceted = bars.facet(
        facet=alt.Facet("name:N", sort=names, header=header),
        columns=columns,
        spacing={"column": room, "row": 40},
        bounds="flush",
        data=rows(shown, "topic_terms", "show fewer terms with top="),
    ).resolve_scale(y="independent")
    return faceted if len(names) % columns == 0 else faceted.resolve_axis(x="independent")


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="topic"),
        alt.Tooltip("period:N", title="period"),
        alt.Tooltip("papers:Q", title="papers in the period", format=","),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        alt.Tooltip("interval:N", title="middle 95% of refits"),
    ]
