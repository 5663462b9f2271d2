"""Shares over periods, drawn.

Where the periods are points in time, each name gets a line, a band from `low` to `high` and
points; where they are dumps that answer different questions, each gets separate points, for a
line would claim a change over time.
"""

from __future__ import annotations

import math

import altair as alt
import polars as pl

from workbench.charts import axes, parts, theme, wording
from workbench.charts.shares import Shares

TOGETHER = 4
"""Most names that share one panel; more get a panel each."""
NAME_CHARACTERS = 22
"""Most characters of a name at the end of its line in a chart of the theme's own width."""
BOLD = 7.7
"""Mean width in pixels of a character of a panel's name."""
PANEL, DOTS = 150, 160
"""Least pixels of a panel across, the space beside it included: of lines, of dots."""
SINGLE_HEIGHT = 300
PANEL_HEIGHT = 110
ROW_HEIGHT = 22
AXIS_ROOM = 66
SPACING = 20


def draw(shares: Shares, *, shared_scale: bool = True) -> alt.LayerChart | alt.FacetChart:
    """Return the chart that fits the periods and the number of names.

    Parameters
    ----------
    shares
        What to draw.
    shared_scale
        Whether all panels have one scale, so that they can be compared, or each its own.
    """
    if not shares.in_time:
        return _dots(shares, shared_scale)
    return _one_panel(shares) if together(shares) else _panels(shares, shared_scale)


def together(shares: Shares) -> bool:
    """Return whether the names share a panel: few of them, and short enough to end their lines."""
    longest = max(map(len, shares.names))
    return (
        shares.in_time
        and len(shares.names) <= TOGETHER
        and longest <= parts.characters(NAME_CHARACTERS)
    )


def panels_text(shares: Shares, shared_scale: bool) -> str | None:
    """Return the sentence that says what scale the panels have; None where there is only one."""
    if together(shares) or len(shares.names) == 1:
        return None
    return "All panels have one scale" if shared_scale else "Each panel has a scale of its own"


def _one_panel(shares: Shares) -> alt.LayerChart:
    """Lines of a few names in one panel, each named at its end."""
    names = shares.names
    room = math.ceil(BOLD * max(map(len, names))) + 16
    width = theme.width() - AXIS_ROOM - room
    color = alt.Color(
        "name:N", scale=alt.Scale(domain=names, range=theme.SERIES[: len(names)]), legend=None
    )
    shape = alt.Shape(
        "name:N", scale=alt.Scale(domain=names, range=theme.SHAPES[: len(names)]), legend=None
    )
    scale = alt.Scale(domain=[0, shares.top], nice=False)
    labels = (
        alt.Chart(shares.data(_line_ends(shares)))
        .mark_text(align="left", baseline="middle", limit=room, fontWeight="bold")
        .encode(
            x=alt.value(width + 12), y=alt.Y("label_at:Q", scale=scale), text="name:N", color=color
        )
    )
    layers = _time_layers(shares, width, scale, color=color, shape=shape)
    return alt.layer(*layers, labels, data=shares.data()).properties(
        width=width, height=SINGLE_HEIGHT
    )


def _panels(shares: Shares, shared_scale: bool) -> alt.FacetChart:
    """One panel for each name, in the order of the frame."""
    # Panels with a scale of their own have an axis each, and need the room for it.
    most, each = (_most(PANEL), 0) if shared_scale else (_most(PANEL + AXIS_ROOM), AXIS_ROOM)
    columns, width = _grid(shares.names, most, AXIS_ROOM - each, each)
    layers = _time_layers(shares, width, _scale(shares, shared_scale))
    chart = alt.layer(*layers).properties(
        width=width, height=PANEL_HEIGHT if len(shares.names) > 1 else SINGLE_HEIGHT
    )
    faceted = _facet(chart, shares, columns, width)
    return faceted if shared_scale else faceted.resolve_scale(y="independent")


def _dots(shares: Shares, shared_scale: bool) -> alt.FacetChart:
    """One panel for each name, in it one row a dump: a point, and its interval as a rule."""
    dumps = shares.periods
    room = parts.gutter(wording.cut(dump, parts.dump_characters()) for dump in dumps)
    columns, width = _grid(shares.names, _most(DOTS, room - AXIS_ROOM), room)
    y = alt.Y("period:N", sort=dumps, axis=parts.label_axis(parts.dump_label()))
    scale = _scale(shares, shared_scale)
    axis = alt.Axis(format="~%", tickCount=parts.ticks(width, 3, 8), title=shares.axis_title)
    x = alt.X("share:Q", scale=scale, axis=axis)
    base = alt.Chart().encode(y=y)
    layers = [
        base.mark_rule(color=theme.BLUE, opacity=0.5).encode(
            x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
        ),
        *_points(base.encode(x=x, tooltip=shares.tooltip), size=70),
    ]
    chart = alt.layer(*layers).properties(width=width, height=alt.Step(ROW_HEIGHT))
    faceted = _facet(chart, shares, columns, width)
    return faceted if shared_scale else faceted.resolve_scale(x="independent")


def _grid(names: list[str], most: int, room: int, each: int = 0) -> tuple[int, int]:
    """Return how many panels stand side by side, and their width.

    Parameters
    ----------
    names
        The names above the panels: long ones make for fewer, wider panels.
    most
        Most panels side by side.
    room
        Pixels beside all panels.
    each
        Pixels beside each panel.
    """
    longest = max(map(len, names)) * BOLD

    def width(columns: int) -> int:
        return (theme.width() - room) // columns - each - SPACING

    least = min(most, 2 if theme.width() >= parts.NARROW else 1)
    fitting = (columns for columns in range(most, least, -1) if longest <= width(columns))
    rows = math.ceil(len(names) / next(fitting, least))
    columns = math.ceil(len(names) / rows)  # as few as fill these rows: none is left half empty
    return columns, width(columns)


def _most(panel: int, room: int = 0) -> int:
    """Return how many panels of so many pixels stand side by side, beside them some room."""
    return max(1, (theme.width() - AXIS_ROOM - room) // panel)


def _facet(chart: alt.LayerChart, shares: Shares, columns: int, width: int) -> alt.FacetChart:
    header = alt.Header(labelLimit=width, labelAnchor="start", title=None)
    faceted = chart.facet(
        facet=alt.Facet("name:N", sort=shares.names, header=header),
        columns=columns,
        spacing=SPACING,
        data=shares.data(),
    )
    # A shared axis stands below the last row, far from the panels above its empty places.
    filled = len(shares.names) % columns == 0
    return faceted if filled else faceted.resolve_axis(x="independent")


def _time_layers(
    shares: Shares,
    width: int,
    scale: alt.Scale,
    color: alt.Color | alt.UndefinedType = alt.Undefined,
    shape: alt.Shape | alt.UndefinedType = alt.Undefined,
) -> list[alt.Chart]:
    """Return band, rules of lone points, line and points, blue unless a color is given."""
    axis = axes.period_axis(shares.starts, width)
    share_axis = alt.Axis(format="~%", tickCount=4, title=shares.axis_title)
    base = alt.Chart().encode(x=alt.X("period_start:T", axis=axis), color=color)
    share = base.encode(y=alt.Y("share:Q", scale=scale, axis=share_axis))
    line = base.encode(y=alt.Y(f"{shares.line}:Q", scale=scale, axis=share_axis))
    interval = base.encode(y=alt.Y("low:Q", scale=scale, axis=share_axis), y2="high:Q")
    points = share.encode(shape=shape, tooltip=shares.tooltip)
    return [
        interval.mark_area(opacity=0.16, color=theme.BLUE),
        # A band needs two neighbors; a point without any shows its interval as a rule.
        interval.transform_filter(alt.datum.alone).mark_rule(opacity=0.5, color=theme.BLUE),
        line.mark_line(color=theme.BLUE),
        *_points(points, size=70 if width >= 10 * len(shares.starts) else 30),
    ]


def _points(base: alt.Chart, size: int) -> list[alt.Chart]:
    """Full points, and hollow ones for partial periods."""
    look = {"size": size, "opacity": 1, "color": theme.BLUE}
    return [
        base.transform_filter("!datum.partial").mark_point(filled=True, **look),
        base.transform_filter("datum.partial").mark_point(filled=False, fill=theme.PAPER, **look),
    ]


def _scale(shares: Shares, shared: bool) -> alt.Scale:
    return alt.Scale(domain=[0, shares.top], nice=False) if shared else alt.Scale(nice=4)


def _line_ends(shares: Shares) -> pl.DataFrame:
    """Return for each name the place of its label: where its line ends, moved off the others."""
    ends = (
        shares.frame.drop_nulls("share")
        .sort("period_start", maintain_order=True)
        .group_by("name", maintain_order=True)
        .agg(pl.col("share").last())
    )
    gap = shares.top * 18 / SINGLE_HEIGHT
    places = parts.spread(ends["share"].to_list(), gap, 0, shares.top)
    return ends.select("name", pl.Series("label_at", places, dtype=pl.Float64))
