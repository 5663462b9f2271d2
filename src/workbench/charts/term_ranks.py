"""The chart of the leading terms: a bump chart over time, a table of ranks where there is none."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import axes, parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, basis, named, rows, take
from workbench.charts.shares import NO_SERIES

RANKS = {
    "term": pl.String,
    "label": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "rank": pl.Int64,
    "papers_with_term": pl.Int64,
    "papers": pl.Int64,
    "share": pl.Float64,
    "partial": pl.Boolean,
}
WAYS = {"up": theme.BLUE, "down": theme.VERMILION, "level": theme.MUTED}
STEP = 26
LEADING = 3
"""Places on a ground of their own where ranks are numbers."""
NAME_ROOM = 175
"""Most pixels of a name at the end of a line."""
NO_TERM = "No term is held by enough papers to be ranked."


@remembered
def term_ranks(
    frame: Frame, *, top: int = 10, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return the ranks of the leading terms, period by period, each named where its line ends.

    Lines are broken where a term is not among the leading ones. Dumps that are no time series have
    no lines: there the ranks stand as numbers, a column for each dump.

    Parameters
    ----------
    frame
        As `workbench.term_ranks` returns it: term, label, period, period_start, rank,
        papers_with_term, papers, share, partial.
    top
        How many places are drawn.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more rows than a chart can carry.
    """
    at_least(top, 1, "top", "term_ranks")
    told = basis(frame)
    frame = named(take(frame, RANKS, "term_ranks"), "term")
    own_title = "The leading terms"
    if frame.is_empty():
        return parts.nothing(title or own_title, NO_TERM)
    in_time = frame["period_start"].null_count() == 0
    periods = frame["period"].unique(maintain_order=True).to_list()
    known = wording.count(frame["name"].n_unique(), "term")
    own_subtitle = wording.sentences(
        None if in_time else NO_SERIES,
        f"{known}, {wording.count(len(periods), 'period' if in_time else 'dump')}",
        f"The first {top:,} places; blue: higher at the end than at the beginning; orange: lower"
        if in_time
        else "Numbers: place by papers with the term",
        "Hollow points: partial periods" if in_time and frame["partial"].any() else None,
    )
    own_subtitle = wording.below(own_subtitle, told)
    last = frame.filter(pl.col("period") == periods[-1]).sort("rank", "term")
    leaders = [f"{row['rank']}. {row['name']}" for row in last.head(5).iter_rows(named=True)]
    drawn = _bump(frame, top, periods) if in_time else _grid(frame, periods)
    return drawn.properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(
            own_title, own_subtitle, f"In {periods[-1]}: {', '.join(leaders)}"
        ),
    )


def _bump(frame: pl.DataFrame, top: int, periods: list[str]) -> alt.LayerChart:
    drawn = _with_ways(frame, top, periods)
    known = drawn.drop_nulls("place")
    left, right = (known.filter(pl.col("number") == at) for at in (0, len(periods) - 1))
    most = NAME_ROOM * min(theme.width(), theme.WIDTH) // theme.WIDTH
    rooms = [min(parts.gutter(side["name"], NAME_ROOM), most + 12) + 26 for side in (left, right)]
    width = max(100, theme.width() - sum(rooms))
    starts = dict(frame.select("period", "period_start").iter_rows())
    ends = [axes.date_time(min(starts.values())), axes.date_time(max(starts.values()))]
    x = alt.X("period_start:T", axis=axes.period_axis(starts, width), scale=alt.Scale(domain=ends))
    axis = alt.Axis(
        values=list(range(1, top + 1)),
        format="d",
        title=None,
        grid=False,
        domain=False,
        ticks=False,
        labelPadding=rooms[0] - 18,
    )
    y = alt.Y("place:Q", scale=alt.Scale(domain=[top + 0.5, 0.5], nice=False), axis=axis)
    color = alt.Color(
        "way:N", scale=alt.Scale(domain=list(WAYS), range=list(WAYS.values())), legend=None
    )
    base = alt.Chart().encode(x=x, y=y, color=color)
    point = base.encode(tooltip=_tooltip())
    look = {"opacity": 1, "size": 70}
    advice = "ask for fewer places with n="
    names = [
        alt.Chart(rows(side, "term_ranks", advice))
        .mark_text(limit=most, **where)
        .encode(x=x, y=y, text="name:N", color=color)
        for side, where in (
            (left, {"align": "right", "dx": -12}),
            (right, {"align": "left", "dx": 12}),
        )
        if not side.is_empty()
    ]
    return alt.layer(
        base.mark_line(strokeWidth=2).encode(detail="name:N"),
        point.transform_filter("!datum.partial && datum.place !== null").mark_point(
            filled=True, **look
        ),
        point.transform_filter("datum.partial && datum.place !== null").mark_point(
            filled=False, fill=theme.PAPER, **look
        ),
        *names,
        data=rows(drawn, "term_ranks", advice),
    ).properties(width=width, height=STEP * top)


def _with_ways(frame: pl.DataFrame, top: int, periods: list[str]) -> pl.DataFrame:
    """Add `number` of the period, `place` among the first ones, and the way a term went."""
    number = pl.col("period").replace_strict(periods, range(len(periods)), return_dtype=pl.Int64)
    first, last = (pl.col("rank").sort_by("number").get(at).over("term") for at in (0, -1))
    return frame.with_columns(
        number=number, place=pl.when(pl.col("rank") <= top).then("rank")
    ).with_columns(
        way=pl.when(last < first)
        .then(pl.lit("up"))
        .when(last > first)
        .then(pl.lit("down"))
        .otherwise(pl.lit("level"))
    )


def _grid(frame: pl.DataFrame, periods: list[str]) -> alt.LayerChart:
    names = frame["name"].unique(maintain_order=True).to_list()
    width = theme.width() - parts.gutter(names)
    cell = max(28, min(90, width // len(periods)))
    some_lead = frame.filter(pl.col("rank") <= LEADING).height
    axis = parts.column_axis(cell, parts.dump_label())
    x = alt.X("period:N", sort=periods, axis=axis, scale=alt.Scale(domain=periods))
    base = alt.Chart().encode(
        x=x, y=alt.Y("name:N", sort=names, axis=parts.label_axis()), tooltip=_tooltip()
    )
    layers = [base.mark_text(color=theme.INK).encode(text="rank:Q")]
    if some_lead:
        leading = base.transform_filter(f"datum.rank <= {LEADING}")
        layers.insert(0, leading.mark_rect(color=theme.SEQUENTIAL[1]))
    data = rows(frame, "term_ranks", "compare fewer dumps")
    return alt.layer(*layers, data=data).properties(width=alt.Step(cell), height=alt.Step(24))


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("period:N", title="period"),
        alt.Tooltip("rank:Q", title="place", format="d"),
        alt.Tooltip("papers_with_term:Q", title="papers with the term", format=","),
        alt.Tooltip("papers:Q", title="papers in the period", format=","),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        alt.Tooltip("partial:N", title="partial period"),
    ]
