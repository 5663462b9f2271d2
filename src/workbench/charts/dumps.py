"""The chart of what was loaded: listings and rejects of each dump."""

from __future__ import annotations

import re
from collections.abc import Iterable

import altair as alt
import polars as pl

from workbench.charts import axes, parts, theme, wording
from workbench.charts.frames import Frame, at_most, rows, take

DUMPS = {
    "path": pl.String,
    "format": pl.String,
    "series": pl.String,
    "captured_on": pl.Date,
    "listed_on": pl.Date,
    "date_text": pl.String,
    "truncated": pl.Boolean,
    "n_listings": pl.Int64,
    "n_rejects": pl.Int64,
}
BARS = 40
"""Most dumps with a bar each; more stand as points on a time axis."""
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]*$")
NO_DATE = "no date"
DATED, UNDATED, REJECTS = "listings", "listings without a full date", "rejects"
WITH_REJECTS = "dump with rejects"
KINDS = {
    DATED: (theme.BLUE, "circle"),
    UNDATED: (theme.GREY, "square"),
    REJECTS: (theme.VERMILION, "diamond"),
    WITH_REJECTS: (theme.VERMILION, "diamond"),
}
AXIS_ROOM = 80
ADVICE = "narrow the dumps with Corpus.where"
LABEL_CHARACTERS = 36
TEXT_ROOM = 130
STRIP = 140
"""Pixels of the panel beside the time axis that holds the undated dumps."""


def dumps(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart | alt.HConcatChart:
    """Return the listings of each dump, and its rejects where there are any.

    Up to 40 dumps have a bar each, dated ones first in the order of their days; more stand as
    points on a time axis, undated ones beside it.

    Parameters
    ----------
    frame
        The table `dumps`; read are path, format, series, captured_on, listed_on, date_text,
        truncated, n_listings, n_rejects. A dump's day is `listed_on`, else `captured_on`.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart, altair.LayerChart or altair.HConcatChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more dumps than a chart can carry.
    """
    frame = take(frame, DUMPS, "dumps")
    own_title = "Listings in each dump"
    if frame.is_empty():
        return parts.nothing(title or own_title, "No dump was loaded.")
    at_most(frame.height, "dumps", ADVICE)
    shown = _described(frame)
    own_subtitle = _summary(shown)
    drawn = _bars(shown) if shown.height <= BARS else _points(shown)
    return drawn.properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, _told(shown)),
    )


def _described(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the dumps in order, with their day, a name without extension and words for both."""
    stems = frame["path"].map_elements(lambda path: EXTENSION.sub("", path), pl.String)
    unique = stems.is_duplicated().not_()
    return (
        frame.with_columns(
            name=pl.when(unique).then(stems).otherwise("path"),
            day=pl.coalesce("listed_on", "captured_on"),
        )
        .with_columns(
            kind=pl.when(pl.col("day").is_null()).then(pl.lit(UNDATED)).otherwise(pl.lit(DATED)),
            day_text=pl.coalesce(
                pl.col("day").cast(pl.String), pl.col("date_text") + "?", pl.lit(NO_DATE)
            ),
            until=pl.col("n_listings") + pl.col("n_rejects"),
        )
        .sort("day", "path", nulls_last=True)
    )


def _summary(shown: pl.DataFrame) -> str:
    undated = shown["day"].null_count()
    rejects = shown["n_rejects"].sum()
    days = [str(day) for day in (shown["day"].min(), shown["day"].max()) if day is not None]
    return wording.sentences(
        f"{wording.count(shown.height, 'dump')} with "
        f"{wording.count(shown['n_listings'].sum(), 'listing')}"
        + (f" and {wording.count(rejects, 'reject')}" if rejects else ""),
        f"Dated {wording.span(days)}" if days else None,
        f"{undated:,} without a full date" if undated and days else None,
        "None has a full date" if not days else None,
    )


def _bars(shown: pl.DataFrame) -> alt.LayerChart:
    drawn = shown.with_columns(
        label=pl.format("{} · {}", "day_text", "name"),
        text=pl.Series(
            [
                f"{listings:,}" + (f" + {wording.count(rejects, 'reject')}" if rejects else "")
                for listings, rejects in shown.select("n_listings", "n_rejects").iter_rows()
            ],
            dtype=pl.String,
        ),
    )
    labels = drawn["label"].to_list()
    shorten = f"truncate(datum.label, {LABEL_CHARACTERS}, 'center')"
    room = parts.gutter((wording.cut(label, LABEL_CHARACTERS) for label in labels), 300)
    has_rejects = shown["n_rejects"].sum() > 0
    color, _ = _kinds([*shown["kind"], *([REJECTS] if has_rejects else [])])
    title = "listings and rejects" if has_rejects else "listings"
    axis = parts.label_axis(shorten, labelLimit=300)
    base = alt.Chart().encode(y=alt.Y("label:N", sort=labels, axis=axis), tooltip=_tooltip())
    counts = alt.Axis(tickCount=4, format=",d", tickMinStep=1, title=title)
    layers = [
        base.mark_bar(height=13).encode(x=alt.X("n_listings:Q", axis=counts), color=color),
        base.transform_filter("datum.n_rejects > 0")
        .mark_bar(height=13)
        .encode(
            x=alt.X("n_listings:Q", axis=counts), x2="until:Q", color=alt.datum(REJECTS)
        ),
        base.mark_text(align="left", dx=6).encode(
            x=alt.X("until:Q", axis=counts), text="text:N"
        ),
    ]  # fmt: skip
    return alt.layer(*layers, data=_data(drawn)).properties(
        width=theme.WIDTH - room - (TEXT_ROOM if has_rejects else TEXT_ROOM // 2),
        height=alt.Step(22),
    )


def _points(shown: pl.DataFrame) -> alt.HConcatChart:
    """Return dumps on a time axis, and those without a day in their order beside it."""
    has_rejects = pl.col("n_rejects") > 0
    marked = shown.with_columns(
        kind=pl.when(has_rejects).then(pl.lit(WITH_REJECTS)).otherwise("kind"),
        place=pl.int_range(1, pl.len() + 1),
    )
    by_day = marked.filter(pl.col("day").is_not_null())
    undated = marked.filter(pl.col("day").is_null())
    color, shape = _kinds(marked["kind"])
    base = alt.Chart().encode(color=color, tooltip=_tooltip())
    scale = alt.Scale(domain=[0, shown["n_listings"].max()])
    y = alt.Y("n_listings:Q", scale=scale, axis=alt.Axis(title="listings", tickCount=4))
    room = theme.WIDTH - AXIS_ROOM
    panels = []
    if not by_day.is_empty():
        width = room if undated.is_empty() else room - STRIP
        axis = axes.calendar_axis(by_day["day"].min(), by_day["day"].max(), width)
        panels.append(_lollipops(base, alt.X("day:T", axis=axis), y, by_day, shape, width))
    if not undated.is_empty():
        width = STRIP - 60 if panels else room
        axis = alt.Axis(labels=False, ticks=False, grid=False, title=NO_DATE)
        scale = alt.Scale(zero=False, padding=8)
        strip = alt.X("place:Q", axis=axis, scale=scale)
        panels.append(_lollipops(base, strip, y, undated, shape, width))
    return alt.hconcat(*panels)


def _lollipops(
    base: alt.Chart, x: alt.X, y: alt.Y, shown: pl.DataFrame, shape: alt.Shape, width: int
) -> alt.LayerChart:
    return alt.layer(
        base.mark_rule(strokeWidth=1, opacity=0.5).encode(x=x, y=y, y2=alt.datum(0)),
        base.mark_point(filled=True, opacity=1, size=40).encode(x=x, y=y, shape=shape),
        data=_data(shown),
    ).properties(width=width, height=240)


def _kinds(present: Iterable[str]) -> tuple[alt.Color, alt.Shape]:
    """Return color and shape of the kinds at hand; the legend is left out where there is one."""
    found = set(present)
    order = [kind for kind in KINDS if kind in found]
    legend = alt.Legend(title=None, symbolOpacity=1) if found != {DATED} else None
    colors, shapes = zip(*(KINDS[kind] for kind in order), strict=True)
    return (
        alt.Color("kind:N", scale=alt.Scale(domain=order, range=colors), legend=legend),
        alt.Shape("kind:N", scale=alt.Scale(domain=order, range=shapes), legend=legend),
    )


def _data(shown: pl.DataFrame) -> alt.InlineData:
    return rows(shown, "dumps", ADVICE)


def _tooltip() -> list[alt.Tooltip]:
    words = {
        "path": "dump",
        "day_text": "day",
        "date_text": "date as printed",
        "format": "format",
        "series": "series",
        "truncated": "cut at its cap",
    }
    counts = {"n_listings": "listings", "n_rejects": "rejects"}
    return [
        *(alt.Tooltip(f"{name}:N", title=text) for name, text in words.items()),
        *(alt.Tooltip(f"{name}:Q", title=text, format=",") for name, text in counts.items()),
    ]


def _told(shown: pl.DataFrame, most: int = 8) -> str:
    told = [
        f"{row['name']} ({row['day_text']}): {wording.count(row['n_listings'], 'listing')}"
        + (f", {wording.count(row['n_rejects'], 'reject')}" if row["n_rejects"] else "")
        for row in shown.head(most).iter_rows(named=True)
    ]
    more = shown.height - most
    return wording.sentences(*told, f"And {more:,} more" if more > 0 else None)
