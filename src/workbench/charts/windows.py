"""The chart of keyness: what is typical of one window, and what of the other."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, basis, named, rows, take

WINDOWS = {
    "term": pl.String,
    "label": pl.String,
    "papers_a": pl.Int64,
    "papers_b": pl.Int64,
    "share_a": pl.Float64,
    "share_b": pl.Float64,
    "log_ratio": pl.Float64,
    "g2": pl.Float64,
    "q_value": pl.Float64,
}
LEVEL = 0.05
FIRST, SECOND = "the first window", "the second window"
SHARES_ROOM = 126
NO_TERM = "No term is held by enough papers of the two windows to compare them."
NO_DIFFERENCE = "No term is more frequent in one window than in the other at q < 0.05."


@remembered
def compare_windows(
    frame: Frame,
    *,
    a: str | None = None,
    b: str | None = None,
    top: int = 15,
    title: str | None = None,
    subtitle: str | None = None,
) -> alt.Chart | alt.LayerChart:
    """Return bars of the log ratio of the terms most typical of each window.

    Parameters
    ----------
    frame
        As `workbench.compare_windows` returns it: term, label, papers_a, papers_b, share_a,
        share_b, log_ratio, g2, q_value.
    a, b
        What to call the windows; by default their days.
    top
        Terms to show of each: those with the largest G² among those with q < 0.05.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or more rows are asked for than a chart can carry.
    """
    at_least(top, 1, "top", "compare_windows")
    told_by = basis(frame)
    a, b = a or _said(frame, "window_a", FIRST), b or _said(frame, "window_b", SECOND)
    frame = named(take(frame, WINDOWS, "compare_windows"), "term")
    own_title = f"What is typical of {a}, and what of {b}"
    shown_at_all = frame.filter(pl.col("q_value") < LEVEL).sort("g2", "term", descending=True)
    if shown_at_all.is_empty():
        return parts.nothing(title or own_title, NO_TERM if frame.is_empty() else NO_DIFFERENCE)
    shown = pl.concat(
        [
            shown_at_all.filter(pl.col("g2") > 0).head(top),
            shown_at_all.filter(pl.col("g2") < 0).tail(top),
        ]
    ).sort("log_ratio", "term", descending=[True, False])
    own_subtitle = wording.sentences(
        wording.part(shown.height, shown_at_all.height, "term") + " with q < 0.05",
        f"Right: share in {a} and in {b}",
    )
    own_subtitle = wording.below(own_subtitle, told_by)
    told = [f"{row['name']}: {_shares(row)}" for row in shown.head(3).iter_rows(named=True)]
    told += [f"{row['name']}: {_shares(row)}" for row in shown.tail(3).iter_rows(named=True)]
    return _draw(shown, a, b).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *dict.fromkeys(told)),
    )


def _said(frame: Frame, column: str, otherwise: str) -> str:
    """Return the name that a frame gives a window."""
    given = column in getattr(frame, "columns", ()) and len(frame) > 0
    return str(frame[column][0]) if given else otherwise


def _shares(row: dict[str, float]) -> str:
    return f"{wording.percent(row['share_a'])} | {wording.percent(row['share_b'])}"


def _draw(shown: pl.DataFrame, a: str, b: str) -> alt.LayerChart:
    names = shown["name"].to_list()
    width = theme.width() - parts.gutter(names) - SHARES_ROOM
    drawn = shown.with_columns(
        typical=pl.when(pl.col("log_ratio") > 0).then(pl.lit(a)).otherwise(pl.lit(b)),
        shares=pl.Series([_shares(row) for row in shown.iter_rows(named=True)], dtype=pl.String),
    )
    y = alt.Y("name:N", sort=names, axis=parts.label_axis())
    color = alt.Color(
        "typical:N",
        scale=alt.Scale(domain=[a, b], range=[theme.BLUE, theme.VERMILION]),
        legend=parts.legend([a, b], "typical of", parts.gutter(names)),
    )
    axis = alt.Axis(
        title="log ratio of the shares (1 is twice as often, −1 half as often)",
        tickCount=parts.ticks(width, 3, 9),
    )
    bars = (
        alt.Chart()
        .mark_bar(height=12)
        .encode(x=alt.X("log_ratio:Q", axis=axis), y=y, color=color, tooltip=_tooltip(a, b))
    )
    texts = (
        alt.Chart()
        .mark_text(align="left", color=theme.MUTED)
        .encode(x=alt.value(width + 10), y=y, text="shares:N")
    )
    data = rows(drawn, "compare_windows", "ask for fewer terms with top=")
    return alt.layer(bars, texts, data=data).properties(width=width, height=alt.Step(22))


def _tooltip(a: str, b: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("papers_a:Q", title=f"papers in {a}", format=","),
        alt.Tooltip("papers_b:Q", title=f"papers in {b}", format=","),
        alt.Tooltip("shares:N", title="shares"),
        alt.Tooltip("log_ratio:Q", title="log ratio", format=".3~g"),
        alt.Tooltip("g2:Q", title="G²", format=".4~g"),
        alt.Tooltip("q_value:Q", title="q-value", format=".2~g"),
    ]
