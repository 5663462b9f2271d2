"""The chart of comparability: how alike neighboring periods are, and what that may mean."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, basis, rows, take

COMPARABILITY = {
    "period_a": pl.String,
    "period_b": pl.String,
    "papers_a": pl.Int64,
    "papers_b": pl.Int64,
    "common": pl.Int64,
    "jaccard": pl.Float64,
    "distance": pl.Float64,
    "by_chance": pl.Float64,
    "chance_low": pl.Float64,
    "chance_high": pl.Float64,
    "excess": pl.Float64,
    "partial_a": pl.Boolean,
    "partial_b": pl.Boolean,
    "verdict": pl.String,
    "why": pl.String,
}
VERDICTS = {
    "series": "A time series",
    "comparison": "A comparison of dumps, not a time series",
}
NAME = 12
"""Most characters of a period's name; a longer one is cut in the middle."""
OVERLAP_WIDTH = 110
LIMIT = 230
"""Most pixels of the names of two periods."""
SPACING = 24


@remembered
def comparability(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.HConcatChart:
    """Return the distance of neighboring vocabularies beside chance, and the papers in common.

    Parameters
    ----------
    frame
        As `workbench.comparability` returns it: period_a, period_b, papers_a, papers_b, common,
        jaccard, distance, by_chance, chance_low, chance_high, excess, partial_a, partial_b,
        verdict, why.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.HConcatChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more rows than a chart can carry.
    """
    told = basis(frame)
    frame = take(frame, COMPARABILITY, "comparability").with_columns(
        partial=pl.col("partial_a") | pl.col("partial_b")
    )
    own_title = "How alike neighbors are"
    if frame.is_empty():
        return parts.nothing(title or own_title, "There are no two periods to compare.")
    first = frame.row(0, named=True)
    verdict = f"{VERDICTS.get(first['verdict'], first['verdict'])}: {first['why']}"
    reading = wording.sentences(
        f"{wording.count(frame.height, 'pair')} of neighbors",
        "Bars: 95% of what chance gives; right of them is more. Numbers: papers in common"
        if frame["distance"].count()
        else None,
        "Hollow points: a partial or thin period" if frame["partial"].any() else None,
    )
    own_subtitle = wording.below(f"{verdict}\n{reading}", told)
    apart = frame.sort("excess", "period_b", descending=[True, False], nulls_last=True)
    most = [
        f"{row['period_a']} and {row['period_b']}: {row['distance']:.2f},"
        f" {row['by_chance']:.2f} by chance"
        for row in apart.head(3).drop_nulls("distance").iter_rows(named=True)
    ]
    return _draw(frame).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(f"{own_title}. {verdict}", reading, *most),
    )


def _draw(frame: pl.DataFrame) -> alt.HConcatChart:
    names = [
        f"{_short(row['period_a'])} → {_short(row['period_b'])}"
        for row in frame.select("period_a", "period_b").iter_rows(named=True)
    ]
    if len(set(names)) < len(names):
        names = [f"{place}: {name}" for place, name in enumerate(names, start=1)]
    data = rows(
        frame.with_columns(pl.Series("name", names)), "comparability", "choose longer periods"
    )
    overlap = OVERLAP_WIDTH * min(theme.width(), theme.WIDTH) // theme.WIDTH
    width = max(100, theme.width() - parts.gutter(names, LIMIT) - overlap - 2 * SPACING)
    step = alt.Step(22)
    y = alt.Y("name:N", sort=names, axis=parts.label_axis(labelLimit=parts.label_limit(LIMIT)))
    axis = alt.Axis(title="distance of vocabularies (0 to 1)", tickCount=parts.ticks(width, 4))
    scale = alt.Scale(zero=False, padding=12)
    base = alt.Chart().encode(y=y, tooltip=_tooltip())
    point = base.mark_point(size=70, opacity=1, color=theme.BLUE)
    distance = alt.X("distance:Q", axis=axis, scale=scale)
    left = alt.layer(
        base.mark_bar(height=9, color=theme.GREY, opacity=0.45).encode(
            x=alt.X("chance_low:Q", axis=axis, scale=scale), x2="chance_high:Q"
        ),
        point.transform_filter("!datum.partial")
        .mark_point(size=70, filled=True, opacity=1, color=theme.BLUE)
        .encode(x=distance),
        point.transform_filter("datum.partial")
        .mark_point(size=70, filled=False, fill=theme.PAPER, opacity=1, color=theme.BLUE)
        .encode(x=distance),
    ).properties(width=width, height=step)
    shared = "papers in common" if overlap == OVERLAP_WIDTH else "in common"
    of_either = base.encode(
        x=alt.X(
            "jaccard:Q",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(
                title=shared,
                format="%",
                values=[0, 1],
            ),
        ),
        y=alt.Y("name:N", sort=names, axis=None),
    )
    right = alt.layer(
        of_either.mark_bar(height=12, color=theme.BLUE),
        of_either.transform_filter("datum.jaccard < 0.6")
        .mark_text(align="left", dx=6, color=theme.MUTED)
        .encode(text=alt.Text("common:Q", format=",")),
    ).properties(width=overlap, height=step)
    return alt.hconcat(left, right, spacing=SPACING, data=data)


def _short(name: str) -> str:
    """Return a name of at most so many characters, its two ends kept: they tell dumps apart."""
    half = (NAME - 1) // 2
    return name if len(name) <= NAME else f"{name[: NAME - 1 - half]}…{name[-half:]}"


def _tooltip() -> list[alt.Tooltip]:
    numbers = {
        "distance": "distance of vocabularies",
        "by_chance": "by chance",
        "chance_low": "by chance, least",
        "chance_high": "by chance, most",
        "excess": "beyond chance",
        "jaccard": "Jaccard index of papers",
    }
    return [
        alt.Tooltip("period_a:N", title="first"),
        alt.Tooltip("period_b:N", title="second"),
        alt.Tooltip("papers_a:Q", title="papers of the first", format=","),
        alt.Tooltip("papers_b:Q", title="papers of the second", format=","),
        alt.Tooltip("common:Q", title="papers in common", format=","),
        *(alt.Tooltip(f"{name}:Q", title=text, format=".3~f") for name, text in numbers.items()),
        alt.Tooltip("partial:N", title="partial"),
    ]
