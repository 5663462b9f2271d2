"""The chart of change points: when the share of a term went to another level."""

from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import polars as pl

from workbench.charts import axes, parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, basis, named, rows, take

CHANGES = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "before": pl.Float64,
    "after": pl.Float64,
    "change": pl.Float64,
}
WAYS = {
    "up": (theme.BLUE, "triangle-up"),
    "down": (theme.VERMILION, "triangle-down"),
}
LEVEL_ROOM = 46
"""Pixels of the text of a level."""
MARGIN = 0.13
"""Part of the time shown that lies before the first change: room for the level before it."""
ONLY_STYLE = "Only words of style change their level here."
NO_CHANGE = "No term changes its level here; dumps that are no time series never do."


@remembered
def change_points(
    frame: Frame, *, top: int = 20, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return a timeline with a mark where each term's share went to another level.

    Parameters
    ----------
    frame
        As `workbench.change_points` returns it: term, label, kind, period, period_start, before,
        after, change. Words of style are left out.
    top
        Terms to show: those with the largest changes, in the order of their first change.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or more rows are asked for than a chart can carry.
    """
    at_least(top, 1, "top", "change_points")
    told = basis(frame)
    frame = named(take(frame, CHANGES, "change_points"), "term").drop_nulls("period_start")
    own_title = "When shares changed their level"
    if frame.is_empty():
        return parts.nothing(title or own_title, NO_CHANGE)
    left = frame.filter(pl.col("kind").eq_missing("style"))["term"].n_unique()
    frame = frame.filter(~pl.col("kind").eq_missing("style"))
    if frame.is_empty():
        return parts.nothing(title or own_title, ONLY_STYLE)
    size = pl.col("change").abs()
    largest = (
        frame.group_by("term", maintain_order=True)
        .agg(size.max().alias("largest"))
        .sort("largest", "term", descending=[True, False])
        .head(top)
    )
    shown = frame.join(largest, on="term", how="semi", maintain_order="left")
    first = shown.group_by("term").agg(pl.col("period_start").min().alias("first"))
    shown = shown.join(first, on="term").sort("first", "term", "period_start")
    known = frame["term"].n_unique()
    own_subtitle = wording.sentences(
        f"{wording.count(shown.height, 'change')} in {wording.part(largest.height, known, 'term')}"
        + (", those of the largest changes" if largest.height < known else ""),
        f"{wording.count(left, 'word')} of style left out" if left else None,
        "Marks: first period of a new level; numbers: levels, where there is room",
    )
    own_subtitle = wording.below(own_subtitle, told)
    said = [
        f"{row['name']} in {row['period']}: {_levels(row)}"
        for row in shown.sort(size, "term", descending=[True, False]).head(5).iter_rows(named=True)
    ]
    return _draw(shown).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *said),
    )


def _levels(row: dict[str, float]) -> str:
    return f"{row['before']:.0%} to {row['after']:.0%}"


def _draw(shown: pl.DataFrame) -> alt.LayerChart:
    names = shown["name"].unique(maintain_order=True).to_list()
    width = theme.width() - parts.gutter(names) - LEVEL_ROOM
    low, high = _ends(shown)
    following = (pl.col("period_start").shift(-1).over("name") - pl.col("period_start")).dt
    needed = (high - low).days * LEVEL_ROOM / width
    drawn = shown.with_columns(
        way=pl.when(pl.col("change") > 0).then(pl.lit("up")).otherwise(pl.lit("down")),
        opens=pl.col("period_start") == pl.col("first"),
        roomy=following.total_days().is_null() | (following.total_days() > needed),
    ).drop("first")
    domain = [way for way in WAYS if way in drawn["way"]]
    colors, shapes = zip(*(WAYS[way] for way in domain), strict=True)
    legend = parts.legend(domain, beside=parts.gutter(names))
    color = alt.Color("way:N", scale=alt.Scale(domain=domain, range=list(colors)), legend=legend)
    shape = alt.Shape("way:N", scale=alt.Scale(domain=domain, range=list(shapes)), legend=legend)
    axis = axes.calendar_axis(low, high, width)
    axis.grid = True
    scale = alt.Scale(domain=[axes.date_time(low), axes.date_time(high)])
    x = alt.X("period_start:T", axis=axis, scale=scale)
    y = alt.Y("name:N", sort=names, axis=parts.label_axis(grid=True))
    base = alt.Chart().encode(x=x, y=y, tooltip=_tooltip())
    text = {"color": theme.INK, "baseline": "middle"}
    layers = [
        base.mark_point(filled=True, opacity=1, size=90).encode(color=color, shape=shape),
        base.transform_filter(alt.datum.roomy)
        .mark_text(align="left", dx=9, **text)
        .encode(text=alt.Text("after:Q", format=".0%")),
        base.transform_filter(alt.datum.opens)
        .mark_text(align="right", dx=-9, **text)
        .encode(text=alt.Text("before:Q", format=".0%")),
    ]
    data = rows(drawn, "change_points", "ask for fewer terms with top=")
    return alt.layer(*layers, data=data).properties(width=width, height=alt.Step(22))


def _ends(shown: pl.DataFrame) -> tuple[date, date]:
    """Return the ends of the axis: some time before the first change, and the last one's end."""
    last = shown.sort("period_start").row(-1, named=True)
    first, days = shown["period_start"].min(), axes.period_days(last["period"])
    high = days[1] if days else last["period_start"]
    high = max(high, first + timedelta(days=7))
    return first - (high - first) * MARGIN, high


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("kind:N", title="kind"),
        alt.Tooltip("period:N", title="since"),
        alt.Tooltip("before:Q", title="share before", format=".1%"),
        alt.Tooltip("after:Q", title="share after", format=".1%"),
        alt.Tooltip("change:Q", title="change", format="+.1%"),
    ]
