"""Drawing a chart again: what it was drawn from is kept with it.

A chart is laid out for one width: how many panels stand side by side, where names are cut, how
many ticks an axis has. For another width it has to be drawn again, from the same frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

import altair as alt

from workbench.charts import theme
from workbench.charts.frames import Frame
from workbench.errors import InputError

WIDTHS = (250, 3_000)
"""Least and most pixels that a chart can be laid out for."""
MEMORY = "_workbench_drawing"


@dataclass(frozen=True)
class Drawing:
    """What a chart was drawn from: the function, its frame and its other arguments."""

    draw: Callable[..., alt.TopLevelMixin]
    frame: Frame
    how: dict[str, Any]


Draw = TypeVar("Draw", bound=Callable[..., alt.TopLevelMixin])


def remembered(draw: Draw) -> Draw:
    """Let the charts of a function remember what they were drawn from."""

    @wraps(draw)
    def drawn(frame: Frame, **how: Any) -> alt.TopLevelMixin:
        chart = draw(frame, **how)
        # Altair copies its own attributes only: a chart that was changed remembers nothing.
        object.__setattr__(chart, MEMORY, Drawing(draw, frame, how))
        return chart

    return drawn


def drawing_of(chart: alt.TopLevelMixin) -> Drawing | None:
    """Return what a chart was drawn from; None of one that was changed since, or of another's."""
    return vars(chart).get(MEMORY)


def fit(chart: alt.TopLevelMixin, width: int) -> alt.TopLevelMixin:
    """Return a chart laid out anew for another width: panels, names, ticks and lines of text.

    Parameters
    ----------
    chart
        A chart of this package, as it was returned.
    width
        Pixels to lay it out for, in which its labels are 14 high.

    Raises
    ------
    InputError
        The chart was changed since it was drawn, or is another's; or the width is out of range.
    """
    drawing = drawing_of(chart)
    if drawing is None:
        raise InputError(
            "a chart that was changed after it was drawn cannot be laid out anew; give title= and "
            "subtitle= to its function, or set its width by .properties(width=)"
        )
    narrowest, widest = WIDTHS
    if not narrowest <= width <= widest:
        raise InputError(f"found width={width!r}; give {narrowest:,} to {widest:,} pixels")
    with theme.laid_out(width):
        return remembered(drawing.draw)(drawing.frame, **drawing.how)
