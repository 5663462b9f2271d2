"""The heat map of pairs: both triangles filled, a number in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import polars as pl

from workbench.charts import parts, scales, theme
from workbench.charts.frames import rows

SIDE = 430
"""Pixels of the whole map in a chart of the theme's own width."""
CELL = (10, 60)
"""Least and most pixels of a cell; in a narrow picture it may be half as large."""
NAMED_FROM = 16
"""Least pixels of a cell whose row has its name, not every other one."""
TEXT_FROM = 20
"""Least pixels of a cell that holds a number."""
SMALLEST = 9
"""Least size of a number."""
DIGIT = 0.56
"""Width of a digit, in parts of its size."""


@dataclass(frozen=True)
class Heat:
    """What a heat map shows.

    Attributes
    ----------
    frame
        Each pair once: `a, b, value, text` and what the tooltip reads; the value may be null.
    names
        The order of rows and of columns.
    legend
        What the color means.
    tooltip
        What a cell says when pointed at.
    chart
        The public function's name, for errors.
    advice
        What to do about too many pairs.
    label
        A Vega expression for the labels of rows and columns, or None.
    """

    frame: pl.DataFrame
    names: Sequence[str]
    legend: str
    tooltip: list[alt.Tooltip]
    chart: str
    advice: str
    label: str | None = None


def cell_size(names: int) -> int:
    """Return the pixels of a cell of a map of so many rows."""
    least, most = CELL
    if theme.width() < parts.NARROW:
        least //= 2
    return max(least, min(most, _side() // names))


def _side() -> int:
    """Return the pixels of the whole map, beside which the longest labels have room."""
    return min(SIDE * theme.width() // theme.WIDTH, theme.width() - parts.label_limit() - 24)


def most_names(asked: int) -> int:
    """Return how many of the names asked for have a row that can be named in a narrow picture."""
    if theme.width() >= parts.NARROW:
        return asked
    return min(asked, _side() // NAMED_FROM)


def holds_numbers(names: int, texts: pl.Series) -> bool:
    """Return whether the cells of a map of so many rows are large enough for their numbers."""
    return cell_size(names) >= TEXT_FROM and _text_size(cell_size(names), texts) >= SMALLEST


def _text_size(cell: int, texts: pl.Series) -> int:
    """Return the size in which the longest of some numbers stays within its cell."""
    longest = texts.str.len_chars().max() or 1
    return min(theme.LABEL, cell // 2 + 2, int((cell - 2) / (DIGIT * longest)))


def draw(heat: Heat) -> alt.LayerChart:
    """Return the map. A pair that the frame lacks stays white, the diagonal is grey."""
    names = list(heat.names)
    cell = cell_size(len(names))
    domain, colors = _scale(heat.frame["value"])
    order = {"sort": names, "scale": alt.Scale(domain=names)}
    x = alt.X("x:N", axis=parts.column_axis(cell, heat.label), **order)
    y = alt.Y("y:N", axis=parts.label_axis(heat.label, labelOverlap="parity"), **order)
    legend = parts.gradient(heat.legend, tickCount=4)
    color = alt.Color("value:Q", scale=alt.Scale(domain=domain, range=colors), legend=legend)
    diagonal = alt.InlineData(values=[{"x": name, "y": name} for name in names])
    pairs = alt.Chart(rows(_both_ways(heat.frame), heat.chart, heat.advice)).encode(
        x=x, y=y, tooltip=heat.tooltip
    )
    layers = [
        alt.Chart(diagonal)
        .mark_rect(color=theme.FAINT, stroke=theme.PAPER, strokeWidth=1)
        .encode(x=x, y=y),
        pairs.transform_filter("datum.value === null").mark_rect(
            color=theme.PAPER, stroke=theme.GREY, strokeWidth=1
        ),
        pairs.transform_filter("datum.value !== null")
        .mark_rect(stroke=theme.PAPER, strokeWidth=1)
        .encode(color=color),
    ]
    if holds_numbers(len(names), heat.frame["text"]):
        dark = scales.on_dark("value", scales.DARK * domain[-1])
        numbers = pairs.mark_text(fontSize=_text_size(cell, heat.frame["text"]))
        layers.append(numbers.encode(text="text:N", color=dark))
    return alt.layer(*layers).properties(width=alt.Step(cell), height=alt.Step(cell))


def _both_ways(frame: pl.DataFrame) -> pl.DataFrame:
    """Return each pair twice, once in each triangle; `a` and `b` stay as they were told."""
    return pl.concat(
        [
            frame.with_columns(x="b", y="a"),
            frame.with_columns(x="a", y="b"),
        ]
    )


def _scale(values: pl.Series) -> tuple[list[float], list[str]]:
    """Return domain and colors: from 0 up, or to both sides of 0 where values are below it."""
    most = values.abs().max() or 1.0
    least, colors = (-most, theme.DIVERGING) if (values.min() or 0) < 0 else (0.0, theme.SEQUENTIAL)
    steps = len(colors) - 1
    return [least + (most - least) * step / steps for step in range(steps + 1)], colors
