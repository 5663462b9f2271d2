"""The chart of what was loaded: listings of each dump, new and carried over, and rejects."""

from __future__ import annotations

import math
import re

import altair as alt
import polars as pl

from workbench.charts import dump_series, parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.dump_marks import DATED, UNDATED, Kinds, tooltip
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
SPLIT = {"new": pl.Int64, "carried": pl.Int64}
BARS = 40
"""Most dumps with a bar of their own name; more stand on time axes."""
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]*$")
NO_DATE = "no date"
ADVICE = "narrow the dumps with Corpus.where"
LABEL_CHARACTERS = 36
"""Most characters of a dump's label in a chart of the theme's own width."""
LABEL_ROOM = 300
"""Pixels that they take."""


@remembered
def dumps(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.LayerChart | alt.VConcatChart:
    """Return the listings of each dump, new and carried over, and its rejects where it has any.

    Up to 40 dumps have a bar each, dated ones first in the order of their days; more stand on a
    time axis for each series, undated ones in a panel of their own.

    Parameters
    ----------
    frame
        As `workbench.arrivals` returns it; read are path, format, series, captured_on, listed_on,
        date_text, truncated, n_listings, n_rejects, new, carried. The table `dumps` will do: it
        lacks the last two, and its listings are drawn in one color. A dump's day is `listed_on`,
        else `captured_on`.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.LayerChart or altair.VConcatChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more dumps than a chart can carry.
    """
    held = getattr(frame, "columns", ())
    split = {name: kind for name, kind in SPLIT.items() if name in held}
    frame = take(frame, DUMPS | split, "dumps").with_columns(
        pl.lit(None, kind).alias(name) for name, kind in SPLIT.items() if name not in held
    )
    own_title = "Listings in each dump"
    if frame.is_empty():
        return parts.nothing(title or own_title, "No dump was loaded.")
    at_most(frame.height, "dumps", ADVICE)
    shown = _described(frame)
    own_subtitle = _summary(shown)
    drawn = _bars(shown) if shown.height <= BARS else dump_series.draw(shown, ADVICE)
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
    new, carried = shown["new"].sum(), shown["carried"].sum()
    days = [str(day) for day in (shown["day"].min(), shown["day"].max()) if day is not None]
    return wording.sentences(
        f"{wording.count(shown.height, 'dump')} with {_counts(shown)}",
        f"In order of time, {new:,} were new to their series, {carried:,} carried over"
        if new
        else None,
        f"Dated {wording.span(days)}" if days else None,
        f"{undated:,} without a full date" if undated and days else None,
        "None has a full date" if not days else None,
    )


def _counts(shown: pl.DataFrame) -> str:
    rejects = shown["n_rejects"].sum()
    return wording.count(shown["n_listings"].sum(), "listing") + (
        f" and {wording.count(rejects, 'reject')}" if rejects else ""
    )


def _beside(dump: dict) -> str:
    """Return what is written beside a bar: `38 (12 new)`, `31 + 2 rejects`."""
    new = f" ({dump['new']:,} new)" if dump["new"] is not None else ""
    rejects = f" + {wording.count(dump['n_rejects'], 'reject')}" if dump["n_rejects"] else ""
    return f"{dump['n_listings']:,}{new}{rejects}"


def _bars(shown: pl.DataFrame) -> alt.LayerChart:
    beside = [_beside(dump) for dump in shown.iter_rows(named=True)]
    characters = LABEL_CHARACTERS * parts.label_limit(LABEL_ROOM) // LABEL_ROOM
    whole = pl.format("{} · {}", "day_text", "name")
    # where both do not fit, a day that no other dump has tells more than two halves
    day_does = (whole.str.len_chars() > characters) & pl.col("day_text").is_unique()
    drawn = shown.with_columns(
        label=pl.when(day_does & (theme.width() < parts.NARROW)).then("day_text").otherwise(whole),
        text=pl.Series(beside, dtype=pl.String),
    )
    labels = drawn["label"].to_list()
    room = parts.gutter((wording.cut(label, characters) for label in labels), LABEL_ROOM)
    shorten = f"truncate(datum.label, {characters}, 'center')"
    axis = parts.label_axis(shorten, labelLimit=parts.label_limit(LABEL_ROOM))
    kinds = Kinds.of(shown)
    width = theme.width() - room - math.ceil(theme.CHARACTER * max(map(len, beside))) - 24
    counts = alt.Axis(
        tickCount=parts.ticks(width, 3, 4), format=",d", tickMinStep=1, title=kinds.counted
    )
    base = alt.Chart().encode(y=alt.Y("label:N", sort=labels, axis=axis), tooltip=tooltip())
    bars = [
        layer.mark_bar(height=13).encode(
            x=alt.X(f"{part.begin}:Q", axis=counts), x2=part.end, color=kinds.color
        )
        for part, layer in kinds.layers(base)
    ]
    words = base.mark_text(align="left", dx=6).encode(
        x=alt.X("until:Q", axis=counts), text="text:N"
    )
    return alt.layer(
        *bars, words, data=rows(drawn.with_columns(zero=pl.lit(0)), "dumps", ADVICE)
    ).properties(width=width, height=alt.Step(22))


def _told(shown: pl.DataFrame, most: int = 8) -> str:
    told = [
        f"{row['name']} ({row['day_text']}): {wording.count(row['n_listings'], 'listing')}"
        + (f", {row['new']:,} new" if row["new"] is not None else "")
        + (f", {wording.count(row['n_rejects'], 'reject')}" if row["n_rejects"] else "")
        for row in shown.head(most).iter_rows(named=True)
    ]
    more = shown.height - most
    return wording.sentences(*told, f"And {more:,} more" if more > 0 else None)
