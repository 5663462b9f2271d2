"""How every chart looks: sizes, colors and shapes, in one place.

Everything in a chart is measured in its own pixels, in which a label is 14 high. A picture for a
column or a slide is the chart laid out for fewer or more of these pixels, then drawn so that its
labels have the size that such a picture needs.

The series colors are hues of Okabe and Ito's palette, darkened until text in them reads on white
(contrast of at least 4.5), and told apart with any kind of color vision. Nothing is said by color
alone: a shape, a label or a number says it too.

References
----------
Okabe and Ito 2008, "Color Universal Design"; WCAG 2.2, success criteria 1.4.1 and 1.4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import altair as alt

NAME = "workbench"

WIDTH = 640
"""Width that a chart aims at unless another is asked for, in pixels, labels included."""
LABEL = 14
"""Font size of labels."""
TYPE = ((300, 11), (640, LABEL), (1200, 18))
"""Sizes of labels in pictures of a column, a page and a slide; between them, sizes between."""
CHARACTER = 6.9
"""Mean width in pixels of a character of a label."""

INK = "#1f1f1f"
MUTED = "#595959"
GREY = "#8f8f8f"
FAINT = "#e3e3e3"
PAPER = "#ffffff"

BLUE = "#0072b2"
VERMILION = "#b84a00"
GREEN = "#1b7837"
PURPLE = "#a34787"

SERIES = [BLUE, VERMILION, GREEN, PURPLE]
SHAPES = ["circle", "square", "triangle-up", "diamond"]
SEQUENTIAL = ["#f1f6fb", "#c9dff0", "#8fbedd", "#4a94c6", "#1768a6", "#08386e"]
DIVERGING = ["#8c3800", "#d98a4e", "#f7ede4", "#f1f6fb", "#4a94c6", "#08386e"]


_width = ContextVar("width", default=WIDTH)


def width() -> int:
    """Return the width that a chart is to be laid out for, in its own pixels."""
    return _width.get()


@contextmanager
def laid_out(pixels: int) -> Iterator[None]:
    """Lay charts that are drawn inside out for another width, in their own pixels."""
    before = _width.set(pixels)
    try:
        yield
    finally:
        _width.reset(before)


def label_size(pixels: float) -> float:
    """Return the size of labels in a picture of so many pixels."""
    (narrow, small), *steps = TYPE
    if pixels <= narrow:
        return small * pixels / narrow
    for wide, large in steps:
        if pixels <= wide:
            return small + (large - small) * (pixels - narrow) / (wide - narrow)
        narrow, small = wide, large
    return small * pixels / narrow


def theme() -> dict[str, Any]:
    """Return the theme as Altair wants it: a `config` for every chart."""
    text = {"labelFontSize": LABEL, "labelColor": INK, "titleColor": INK}
    return {
        "config": {
            "background": PAPER,
            "font": "sans-serif",
            "padding": 8,
            "view": {
                "continuousWidth": WIDTH - 100,
                "continuousHeight": 300,
                "stroke": None,
            },
            "title": {
                "anchor": "start",
                "frame": "bounds",
                "color": INK,
                "fontSize": 17,
                "fontWeight": "bold",
                "offset": 14,
                "subtitleColor": MUTED,
                "subtitleFontSize": LABEL,
                "subtitleLineHeight": 18,
                "subtitlePadding": 6,
            },
            "axis": {
                **text,
                "titleFontSize": LABEL,
                "titleFontWeight": "normal",
                "titlePadding": 8,
                "domainColor": GREY,
                "tickColor": GREY,
                "gridColor": FAINT,
                "labelPadding": 4,
            },
            "header": {**text, "labelFontWeight": "bold", "labelPadding": 4, "title": None},
            "legend": {
                **text,
                "orient": "top",
                "titleFontSize": LABEL,
                "titleFontWeight": "normal",
                "symbolSize": 120,
                "symbolStrokeWidth": 2,
                "labelLimit": 240,
                "titleLimit": 400,
            },
            "range": {"category": SERIES, "symbol": SHAPES},
            "text": {"fontSize": LABEL, "color": INK},
            "line": {"strokeWidth": 2.5},
            "point": {"size": 70, "strokeWidth": 2},
            "rule": {"strokeWidth": 2},
        }
    }


def register_theme() -> None:
    """Make the theme known to Altair by its name, without enabling it."""
    alt.theme.register(NAME, enable=False)(theme)
