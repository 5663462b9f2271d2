"""Many dumps: a time axis for each series, thin bars on it, undated dumps below in their order."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import axes, parts, theme, wording
from workbench.charts.dump_marks import Kinds, tooltip
from workbench.charts.frames import rows

AXIS_ROOM = 80
MOST_PANELS = 12
"""Most panels; series beyond them share the last one."""
HEIGHTS = (240, 110)
"""Pixels of a panel that stands alone, and of one among others."""
BAR = (1, 12)
"""Least and most pixels of a bar."""
PANEL_CHARACTERS = 84
NO_SERIES, OTHERS = "no series", "other series"
STACKED = ("zero", "new", "n_listings", "until")
"""Ends of the parts of a bar, to be moved above the other dumps of the day."""


def draw(shown: pl.DataFrame, advice: str) -> alt.VConcatChart:
    """Return a panel for each series, those with most dumps first, and one for undated dumps.

    Parameters
    ----------
    shown
        Dumps in order: the columns of `charts.dumps`, `day`, `day_text`, `kind` and `until`.
    advice
        What to do about too many dumps.
    """
    dated = shown.filter(pl.col("day").is_not_null()).with_columns(
        pl.col("series").fill_null(NO_SERIES), panel=pl.col("series").fill_null(NO_SERIES)
    )
    sizes = dated["panel"].value_counts().sort("count", "panel", descending=[True, False])
    names = sizes["panel"].to_list()
    if len(names) > MOST_PANELS:
        rest = dict.fromkeys(names[MOST_PANELS - 1 :], OTHERS)
        names = [*names[: MOST_PANELS - 1], OTHERS]
        dated = dated.with_columns(pl.col("panel").replace(rest))
    undated = shown.filter(pl.col("day").is_null())
    height = HEIGHTS[len(names) + (not undated.is_empty()) > 1]
    width = theme.width() - AXIS_ROOM
    kinds = Kinds.of(shown)
    panels = [
        _on_time(dated.filter(pl.col("panel") == name), dated["day"], kinds, width, advice)
        for name in names
    ]
    if not undated.is_empty():
        panels.append(_in_order(undated, kinds, width, advice))
    return alt.vconcat(*(panel.properties(height=height) for panel in panels), spacing=14)


def _on_time(
    dumps: pl.DataFrame, days: pl.Series, kinds: Kinds, width: int, advice: str
) -> alt.LayerChart:
    first, last = days.min(), days.max()
    pixels = width / ((last - first).days + 1)
    apart = dumps["day"].unique().sort().diff().dt.total_days().min() or BAR[1]
    axis = axes.calendar_axis(first, last, width)
    domain = [axes.date_time(first), axes.date_time(last)]
    padding = alt.Scale(domain=domain, padding=BAR[1] / 2)
    x = alt.X("day:T", axis=axis, scale=padding)
    stacked = dumps.with_columns(
        below=pl.col("until").cum_sum().over("day") - pl.col("until")
    )  # fmt: skip
    bars = _bars(stacked, x, kinds, pixels * apart, advice)
    return bars.properties(width=width, title=_heading(dumps["panel"][0], dumps))


def _in_order(dumps: pl.DataFrame, kinds: Kinds, width: int, advice: str) -> alt.LayerChart:
    placed = dumps.with_columns(place=pl.int_range(1, pl.len() + 1), below=pl.lit(0))
    axis = alt.Axis(labels=False, ticks=False, grid=False, title="in the order of their paths")
    x = alt.X("place:Q", axis=axis, scale=alt.Scale(zero=False, padding=BAR[1]))
    bars = _bars(placed, x, kinds, width / placed.height, advice)
    return bars.properties(width=width, title=_heading("without a full date", dumps))


def _bars(
    dumps: pl.DataFrame, x: alt.X, kinds: Kinds, room: float, advice: str
) -> alt.LayerChart:  # fmt: skip
    """Return the parts of each dump's bar, above those of the same day."""
    least, most = BAR
    ends = {name: f"{name}_end" for name in STACKED}
    data = dumps.with_columns(zero=pl.lit(0, pl.Int64)).with_columns(
        (pl.col("below") + pl.col(name)).alias(end) for name, end in ends.items()
    )
    axis = alt.Axis(title=kinds.counted, tickCount=3, format=",d", tickMinStep=1)
    base = alt.Chart().encode(x=x, tooltip=tooltip())
    size = round(max(least, min(most, 0.9 * room)), 2)
    layers = [
        layer.mark_bar(size=size).encode(
            y=alt.Y(f"{ends[part.begin]}:Q", axis=axis), y2=ends[part.end], color=kinds.color
        )
        for part, layer in kinds.layers(base)
    ]
    dropped = ["zero", "below", "name", "captured_on", "listed_on", "panel"]
    return alt.layer(*layers, data=rows(data.drop(dropped, strict=False), "dumps", advice))


def _heading(name: str, dumps: pl.DataFrame) -> alt.TitleParams:
    counts = (
        f"{wording.count(dumps.height, 'dump')}, "
        f"{wording.count(dumps['n_listings'].sum(), 'listing')}"
    )
    return parts.panel_heading(parts.panel_name(name, counts, PANEL_CHARACTERS))
