"""Pieces that several charts share: headings, the empty chart, room for labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from workbench.charts import theme, wording

LABEL_LIMIT = 190
"""Most pixels that a label beside an axis may take in a chart of the theme's own width."""
NARROW = 480
"""Below this width a chart tells in its subtitle what it shows, and no more."""
SLANTED_FROM = 19
"""Least pixels of a column whose label can be slanted; others stand upright."""
DUMP_CHARACTERS = 25
"""Most characters of a dump's label where labels may take `LABEL_LIMIT`."""
SYMBOL_ROOM = 32
"""Pixels of a legend's entry beside its words."""


def heading(title: str, subtitle: str) -> alt.TitleParams:
    """Return title and subtitle in lines that fit the picture; an empty subtitle is left out.

    In a narrow picture the subtitle ends where what the result stands on would begin.
    """
    text = wording.lines(title, characters(wording.TITLE_LINE))
    if theme.width() < NARROW:
        subtitle = subtitle.partition("\n")[0]
    if not subtitle:
        return alt.TitleParams(text=text)
    below = wording.lines(subtitle, characters(wording.SUBTITLE_LINE))
    return alt.TitleParams(text=text, subtitle=below)


def characters(of_own_width: int) -> int:
    """Return how many characters fit where a chart of the theme's own width has so many."""
    return of_own_width * theme.width() // theme.WIDTH


def panel_name(name: str, counts: str, most: int, joint: str = ": ") -> str | list[str]:
    """Return name and counts of a panel in one line, the name cut; in narrow charts in two.

    Parameters
    ----------
    name, counts
        What to tell.
    most
        Characters of a line in a chart of the theme's own width.
    joint
        What stands between them.
    """
    room = characters(most)
    if theme.width() < NARROW and len(name + joint + counts) > room:
        return [wording.cut(name, room), counts]
    return wording.cut(name, room - len(joint + counts)) + joint + counts


def panel_heading(text: str | list[str], subtitle: Sequence[str] = ()) -> alt.TitleParams:
    """Return the title of one panel of several, smaller than a chart's."""
    below = {"subtitle": list(subtitle)} if subtitle else {}  # an empty one takes room all the same
    return alt.TitleParams(text=text, fontSize=theme.LABEL, offset=6, frame="group", **below)


def nothing(title: str, why: str) -> alt.Chart:
    """Return a small chart that says in words that, and why, there is nothing to show."""
    text = wording.lines(why, characters(wording.SUBTITLE_LINE))
    return (
        alt.Chart(alt.InlineData(values=[{"text": text}]))
        .mark_text(align="left", baseline="top", color=theme.MUTED, lineHeight=18)
        .encode(text=alt.Text("text:N"), x=alt.value(0), y=alt.value(0))
        .properties(
            width=theme.width() - 2 * 8,
            height=18 * len(text),
            title=heading(title, ""),
            description=f"{title}: {why}",
        )
    )


def label_limit(own: int = LABEL_LIMIT) -> int:
    """Return how many pixels a label may take where it has `own` in the theme's own width."""
    return max(own * theme.width() // theme.WIDTH, min(own, 2 * theme.width() // 5))


def dump_characters() -> int:
    """Return the most characters of a dump's label."""
    return DUMP_CHARACTERS * label_limit() // LABEL_LIMIT


def dump_label() -> str:
    """Return the Vega expression of a dump's label: cut in the middle, for its ends tell most."""
    return f"truncate(datum.label, {dump_characters()}, 'center')"


def ticks(width: float, characters: int, most: int = 5) -> int:
    """Return how many ticks an axis of so many pixels can name in so many characters each."""
    return max(2, min(most, int(width // (theme.CHARACTER * (characters + 2)))))


def legend(names: Sequence[str], title: str | None = None, beside: int | None = None) -> alt.Legend:
    """Return the legend of some names, in columns where they do not fit in a row.

    Parameters
    ----------
    names, title
        What it says.
    beside
        Pixels on its left: it begins where the panel does. Unless told, those of labels in a
        narrow chart, of none in others.
    """
    if beside is None:
        beside = label_limit() if theme.width() < NARROW else 0
    entries = [SYMBOL_ROOM + theme.CHARACTER * len(name) for name in names]
    room = theme.width() - 16 - beside
    if sum(entries) <= room:
        return alt.Legend(title=title, symbolOpacity=1)
    columns = max(1, int(room // max(entries)))
    return alt.Legend(title=title, symbolOpacity=1, columns=columns, labelLimit=room)


def gradient(title: str, **settings: Any) -> alt.Legend:
    """Return the legend of a scale of colors, its title beside it where there is room."""
    orient = "left" if theme.width() >= NARROW else "top"
    return alt.Legend(title=title, titleOrient=orient, gradientLength=200, **settings)


def label_axis(expression: str | None = None, **settings: Any) -> alt.Axis:
    """Return the axis of a column of names: no title, no line, labels cut where they are long.

    Parameters
    ----------
    expression
        A Vega expression for the label, such as `dump_label` returns.
    **settings
        Settings of the axis that this chart needs besides, or instead.
    """
    own = {"title": None, "labelLimit": label_limit(), "ticks": False, "domain": False}
    shown = {} if expression is None else {"labelExpr": expression}
    return alt.Axis(**{**own, **shown, **settings})


def column_axis(step: int, expression: str | None = None) -> alt.Axis:
    """Return the axis of a row of names below columns of so many pixels.

    Narrow columns have upright labels; where even these do not fit, every other one is left out.
    """
    if step >= SLANTED_FROM:
        return label_axis(expression, labelAngle=-45)
    return label_axis(expression, labelAngle=-90, labelOverlap="parity")


def gutter(labels: Iterable[str], own: int = LABEL_LIMIT) -> int:
    """Return the pixels that the longest label will take beside an axis, within `label_limit`."""
    longest = max((len(label) for label in labels), default=0)
    return min(label_limit(own), math.ceil(theme.CHARACTER * longest)) + 12


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places moved apart as little as is simple, so that labels do not overlap.

    Parameters
    ----------
    places
        Where the labels would stand.
    gap
        Least distance between two of them.
    low, high
        Where labels may stand; left only if there is no room.

    Returns
    -------
    list of float
        New places, in the order of `places`.
    """
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    moved = [min(max(places[index], low), high) for index in order]
    for index in range(1, len(moved)):
        moved[index] = max(moved[index], moved[index - 1] + gap)
    over = max(0.0, moved[-1] - high) if moved else 0.0
    for index in range(len(moved) - 1, -1, -1):
        ceiling = moved[index + 1] - gap if index + 1 < len(moved) else moved[index] - over
        moved[index] = min(moved[index], ceiling)
    result = [0.0] * len(places)
    for index, place in zip(order, moved, strict=True):
        result[index] = place
    return result
