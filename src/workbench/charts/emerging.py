"""The chart of emerging terms: from hardly any papers to their share of the recent ones."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, basis, named, rows, take

EMERGING = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "papers": pl.Int64,
    "first_period": pl.String,
    "active_periods": pl.Int64,
    "baseline_share": pl.Float64,
    "recent_share": pl.Float64,
    "growth": pl.Float64,
}
SINCE_ROOM = 132
NONE = "No term is new and here to stay; dumps that are no time series have none."


@remembered
def emerging_terms(
    frame: Frame, *, top: int = 20, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return, for each term, its share of the early and of the recent papers.

    Parameters
    ----------
    frame
        As `workbench.emerging_terms` returns it: term, label, kind, papers, first_period,
        active_periods, baseline_share, recent_share, growth. Words of style are left out.
    top
        Terms to show: the first of the frame, those that grew most.
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
    at_least(top, 1, "top", "emerging_terms")
    told = basis(frame)
    frame = named(take(frame, EMERGING, "emerging_terms"), "term")
    subjects = frame.filter(~pl.col("kind").eq_missing("style"))
    own_title = "Terms that are new and stay"
    if subjects.is_empty():
        return parts.nothing(title or own_title, NONE)
    shown = subjects.head(top)
    left = frame.height - subjects.height
    own_subtitle = wording.sentences(
        wording.part(shown.height, subjects.height, "term")
        + (", those that grew most" if shown.height < subjects.height else ""),
        f"{wording.count(left, 'word')} of style left out" if left else None,
        "Lines: from the share in the first third to that in the last",
        "Right: growth, and since when",
    )
    own_subtitle = wording.below(own_subtitle, told)
    said = [
        f"{row['name']}: {row['baseline_share']:.1%} to {row['recent_share']:.1%},"
        f" since {row['first_period']}"
        for row in shown.head(5).iter_rows(named=True)
    ]
    return _draw(shown).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *said),
    )


def _draw(shown: pl.DataFrame) -> alt.LayerChart:
    names = shown["name"].to_list()
    width = theme.width() - parts.gutter(names) - SINCE_ROOM
    since = [
        f"× {row['growth']:.3g}, {row['first_period']}" if row["growth"] is not None else "–"
        for row in shown.iter_rows(named=True)
    ]
    drawn = shown.with_columns(since=pl.Series(since, dtype=pl.String))
    y = alt.Y("name:N", sort=names, axis=parts.label_axis())
    axis = alt.Axis(title="share of papers", format="~%", tickCount=parts.ticks(width, 4, 8))
    base = alt.Chart().encode(y=y, tooltip=_tooltip())
    scale = alt.Scale(zero=True, padding=8)  # no point touches the names
    early = alt.X("baseline_share:Q", axis=axis, scale=scale)
    late = alt.X("recent_share:Q", axis=axis, scale=scale)
    layers = [
        base.mark_rule(color=theme.BLUE, opacity=0.55).encode(x=early, x2="recent_share:Q"),
        base.mark_point(
            filled=False, fill=theme.PAPER, opacity=1, size=60, color=theme.MUTED
        ).encode(x=early),
        base.mark_point(filled=True, opacity=1, size=90, color=theme.BLUE).encode(x=late),
        alt.Chart()
        .mark_text(align="left", color=theme.MUTED, limit=SINCE_ROOM - 10)
        .encode(x=alt.value(width + 10), y=y, text="since:N"),
    ]
    data = rows(drawn, "emerging_terms", "ask for fewer terms with top=")
    return alt.layer(*layers, data=data).properties(width=width, height=alt.Step(22))


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("kind:N", title="kind"),
        alt.Tooltip("papers:Q", title="papers with the term", format=","),
        alt.Tooltip("first_period:N", title="first in"),
        alt.Tooltip("active_periods:Q", title="later periods with it", format=","),
        alt.Tooltip("baseline_share:Q", title="early share", format=".1%"),
        alt.Tooltip("recent_share:Q", title="recent share", format=".1%"),
        alt.Tooltip("growth:Q", title="growth", format=".3~g"),
    ]
