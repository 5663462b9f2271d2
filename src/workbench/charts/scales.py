"""Scales of color for cells: amounts from nothing up, and which of them are dark."""

from __future__ import annotations

import altair as alt

from workbench.charts import theme

DARK = 0.7
"""From which part of the colors on a cell is so dark that its number is white."""

DARK_AMOUNT = 0.35
"""From which part of the greatest amount on a cell is so dark."""


def amounts(most: float) -> tuple[list[float], list[str]]:
    """Return domain and colors for amounts from 0 to `most`, none of them as pale as no amount.

    The colors follow the square root, so that small amounts differ beside a large one.
    """
    colors = theme.SEQUENTIAL[1:]
    steps = len(colors) - 1
    return [(most or 1) * (step / steps) ** 2 for step in range(steps + 1)], colors


def on_dark(field: str, limit: float) -> dict:
    """Return the color of a number on a cell: white where the cell's amount is beyond a limit."""
    return alt.condition(
        f"abs(datum['{field}']) > {limit:.6g}", alt.value(theme.PAPER), alt.value(theme.INK)
    )
