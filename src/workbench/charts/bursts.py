"""The chart of bursts: when each term was met much more often than before."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.axes import calendar_axis, date_time, period_days
from workbench.charts.frames import Frame, at_least, basis, named, rows, take

BURSTS = {"term": pl.String, "label": pl.String, "start": None, "end": None, "weight": pl.Float64}
WEIGHT_ROOM = 50
NO_BURST = "No term has a burst here; dumps that are no time series never have one."


@remembered
def bursts(
    frame: Frame, *, top: int = 25, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return a timeline with a bar from start to end of each burst, and its weight.

    Parameters
    ----------
    frame
        As `workbench.bursts` returns it: term, label, start, end, weight. Start and end are
        dates or names of periods; those of the calendar (2024, 2024-Q1, 2024-03, 2024-W09,
        2024-03-12) stand on a time axis, others in the order of their names. The end is part of
        the burst.
    top
        Bursts to show: those of the greatest weight, earliest first.
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
    at_least(top, 1, "top", "bursts")
    stands_on = basis(frame)
    frame = take(frame, BURSTS, "bursts")
    own_title = "Bursts of terms"
    if frame.is_empty():
        return parts.nothing(title or own_title, NO_BURST)
    placed = _placed(frame)
    shown = (
        named(placed, "term")
        .sort("weight", "start", "term", descending=[True, False, False], nulls_last=True)
        .head(top)
        .sort("since", "until", "term")
    )
    own_subtitle = wording.sentences(
        wording.part(shown.height, frame.height, "burst")
        + (", those of the greatest weight" if shown.height < frame.height else "")
        + f", in {wording.count(shown['term'].n_unique(), 'term')}",
        f"{shown['start'].min()} to {shown['end'].max()}",
        "Numbers: weight of the burst",
    )
    own_subtitle = wording.below(own_subtitle, stands_on)
    strongest = shown.sort("weight", "term", descending=[True, False], nulls_last=True).head(5)
    told = [
        f"{row['name']}: {row['start']} to {row['end']}, weight {row['weight']:.3g}"
        for row in strongest.drop_nulls("weight").iter_rows(named=True)
    ]
    return _draw(shown).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *told),
    )


def _placed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return start and end as text, and beside them the places on the axis, `since` and `until`.

    The places are days where all names are known to the calendar, else the names themselves.
    """
    bounds = pl.col("start", "end")
    dated = frame["start"].dtype.is_temporal()
    text = frame.with_columns((bounds.cast(pl.Date) if dated else bounds).cast(pl.String))
    first = [period_days(name) for name in text["start"]]
    last = [period_days(name) for name in text["end"]]
    if None in first or None in last:
        return text.with_columns(since="start", until="end")
    return text.with_columns(
        since=pl.Series([days[0] for days in first], dtype=pl.Date),
        until=pl.Series([days[1] for days in last], dtype=pl.Date),
    )


def _draw(shown: pl.DataFrame) -> alt.LayerChart:
    names = shown["name"].unique(maintain_order=True).to_list()
    width = theme.width() - parts.gutter(names) - WEIGHT_ROOM
    base = alt.Chart().encode(
        y=alt.Y("name:N", sort=names, axis=parts.label_axis()), tooltip=_tooltip()
    )
    if shown["since"].dtype == pl.Date:
        x, until = _calendar(shown, width)
        bars = base.mark_bar(height=12, stroke=theme.BLUE, strokeWidth=1, color=theme.BLUE)
    else:
        order = sorted({*shown["since"], *shown["until"]})
        x = alt.X("since:O", sort=order, scale=alt.Scale(domain=order), title="period")
        until = alt.X("until:O", sort=order, scale=alt.Scale(domain=order), title="period")
        bars = base.mark_rule(strokeWidth=12, strokeCap="round", color=theme.BLUE)
    weights = base.transform_filter(alt.datum.roomy).mark_text(align="left", dx=9)
    layers = [
        bars.encode(x=x, x2="until"),
        weights.encode(x=until, text=alt.Text("weight:Q", format=".3~g")),
    ]
    data = rows(_with_room(shown, width), "bursts", "ask for fewer bursts with top=")
    return alt.layer(*layers, data=data).properties(width=width, height=alt.Step(22))


def _calendar(shown: pl.DataFrame, width: int) -> tuple[alt.X, alt.X]:
    first, last = shown["since"].min(), shown["until"].max()
    axis = calendar_axis(first, last, width)
    axis.grid = True
    scale = alt.Scale(domain=[date_time(first), date_time(last)])
    return alt.X("since:T", axis=axis, scale=scale), alt.X("until:T", axis=axis, scale=scale)


def _with_room(shown: pl.DataFrame, width: int) -> pl.DataFrame:
    """Mark the bursts whose weight can stand beside them, before the next burst of the term."""
    following = pl.col("since").shift(-1).over("name")
    if shown["since"].dtype != pl.Date:
        return shown.with_columns(roomy=following.is_null())
    needed = (shown["until"].max() - shown["since"].min()) * WEIGHT_ROOM / width
    clear = following - pl.col("until") > needed
    return shown.with_columns(roomy=following.is_null() | clear)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("start:N", title="start"),
        alt.Tooltip("end:N", title="end"),
        alt.Tooltip("weight:Q", title="weight", format=".3~g"),
    ]
