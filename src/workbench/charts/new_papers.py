"""The chart of papers per period: how many are new, and how many carried over."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.dump_marks import CARRIED, NEW
from workbench.charts.frames import Frame, rows, take
from workbench.charts.shares import NO_SERIES

NEW_PAPERS = {
    "period": pl.String,
    "period_start": pl.Date,
    "papers": pl.Int64,
    "new": pl.Int64,
    "carried": pl.Int64,
    "partial": pl.Boolean,
}
COLORS = {NEW: theme.BLUE, CARRIED: theme.SEQUENTIAL[2]}
HEIGHT = 240
AXIS_ROOM = 66
WIDEST = 68
"""Most pixels of a period."""
MOST_ROWS = 40
"""Most dumps that are drawn side by side."""
ADVICE = "choose longer periods"


@remembered
def new_papers(frame: Frame, *, title: str | None = None, subtitle: str | None = None) -> alt.Chart:
    """Return the papers of each period as columns, new ones below those that carried over.

    Dumps that are no time series have a row each, for nothing says which came first.

    Parameters
    ----------
    frame
        As `workbench.new_papers` returns it: period, period_start, papers, new, carried, partial.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more periods than a chart can carry.
    """
    frame = take(frame, NEW_PAPERS, "new_papers")
    in_time = frame["period_start"].null_count() == 0
    own_title = "Papers in each period" if in_time else "Papers in each dump"
    if frame.is_empty():
        return parts.nothing(title or own_title, "No listing has a date, so there is no period.")
    if not in_time and frame.height > MOST_ROWS:
        dumps = f"{frame.height:,} dumps side by side are too many to tell apart"
        return parts.nothing(title or own_title, f"{dumps}: narrow them, corpus.where(series=…).")
    own_subtitle = _summary(frame, in_time)
    drawn = _columns(frame) if in_time else _rows(frame)
    return drawn.properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *_told(frame)),
    )


def _columns(frame: pl.DataFrame) -> alt.Chart:
    kinds = [
        frame.with_columns(kind=pl.lit(NEW), begin=pl.lit(0, pl.Int64), end="new"),
        frame.with_columns(kind=pl.lit(CARRIED), begin="new", end="papers"),
    ]
    drawn = pl.concat(kinds).filter(pl.col("end") > pl.col("begin"))
    # a frame without any paper keeps its periods on the axis all the same
    drawn = (drawn if not drawn.is_empty() else kinds[0]).drop("period_start")
    names = frame["period"].to_list()
    step = min(WIDEST, (theme.width() - AXIS_ROOM) // len(names))
    level = max(map(len, names)) * theme.CHARACTER < step
    axis = parts.label_axis(labelAngle=0) if level else parts.column_axis(step)
    scale = alt.Scale(domain=list(COLORS), range=list(COLORS.values()))
    return (
        alt.Chart(rows(drawn, "new_papers", ADVICE))
        .mark_bar()
        .encode(
            x=alt.X("period:N", scale=alt.Scale(domain=names), axis=axis),
            y=alt.Y("begin:Q", axis=_count_axis()),
            y2="end:Q",
            color=alt.Color("kind:N", scale=scale, legend=alt.Legend(title=None)),
            tooltip=_tooltip(NEW, CARRIED),
        )
        .properties(width=alt.Step(max(1, step)), height=HEIGHT)
    )


def _rows(frame: pl.DataFrame) -> alt.Chart:
    names = frame["period"].to_list()
    room = parts.gutter(wording.cut(name, parts.dump_characters()) for name in names)
    axis = parts.label_axis(parts.dump_label())
    return (
        alt.Chart(rows(frame.drop("period_start"), "new_papers", ADVICE))
        .mark_bar(height=13, color=theme.BLUE)
        .encode(
            x=alt.X("papers:Q", axis=_count_axis()),
            y=alt.Y("period:N", sort=names, axis=axis),
            tooltip=_tooltip(),
        )
        .properties(width=theme.width() - room - 30, height=alt.Step(22))
    )


def _count_axis() -> alt.Axis:
    return alt.Axis(title="papers", tickCount=4, tickMinStep=1, format=",d")


def _tooltip(*kinds: str) -> list[alt.Tooltip]:
    counts = {"papers": "papers", **dict(zip(("new", "carried"), kinds, strict=False))}
    return [
        alt.Tooltip("period:N", title="period"),
        *(alt.Tooltip(f"{name}:Q", title=words, format=",") for name, words in counts.items()),
        alt.Tooltip("partial:N", title="partial period"),
    ]


def _summary(frame: pl.DataFrame, in_time: bool) -> str:
    held = frame.filter(pl.col("papers") > 0)["papers"]
    least, most = (held.min(), held.max()) if len(held) else (0, 0)
    each = wording.count(most, "paper") if least == most else f"{least:,} to {most:,} papers"
    names = frame["period"].to_list()
    if not in_time:
        return wording.sentences(NO_SERIES, f"{wording.count(len(names), 'dump')} of {each}")
    new, carried = frame["new"].sum(), frame["carried"].sum()
    partial = frame.filter("partial")["period"].to_list()
    empty = frame.filter(pl.col("papers") == 0)["period"].to_list()
    return wording.sentences(
        f"{wording.count(len(names), 'period')}, {wording.span(names)}, of {each}",
        f"In all, {new:,} are new and {carried:,} carried over from earlier periods",
        f"Partial: {wording.listed(partial)}" if partial else None,
        _without_papers(empty) if empty else None,
    )


def _without_papers(names: list[str], most: int = 4) -> str:
    if len(names) > most:
        return f"{len(names):,} are without papers"
    return f"Without papers: {wording.listed(names)}"


def _told(frame: pl.DataFrame, most: int = 12) -> list[str]:
    told = [
        f"{row['period']}: {wording.count(row['papers'], 'paper')}"
        + (f", {row['new']:,} new" if row["new"] is not None else "")
        for row in frame.head(most).iter_rows(named=True)
    ]
    more = frame.height - most
    return [*told, f"And {more:,} more"] if more > 0 else told
