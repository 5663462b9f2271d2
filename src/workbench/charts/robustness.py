"""The chart of robustness: which trends survive which other choices."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, basis, named, rows, take

ROBUSTNESS = {
    "term": pl.String,
    "label": pl.String,
    "verdict": pl.String,
    "other_counts": pl.Boolean,
    "other_period": pl.Boolean,
    "any_period": pl.Boolean,
    "last_period": pl.Boolean,
    "ranks": pl.Boolean,
    "survived": pl.Int64,
    "asked": pl.Int64,
    "weakest_without": pl.String,
}
CHECKS = {
    "other_counts": "other counts",
    "other_period": "other period",
    "any_period": "without any one",
    "last_period": "without the last",
    "ranks": "by ranks",
}
MARKS = {
    "survives": (theme.BLUE, "circle"),
    "does not": (theme.VERMILION, "cross"),
}
COLUMN = 84
"""Most pixels of a column."""
UPRIGHT_BELOW = 60
"""Pixels of a column below which its name stands upright."""
SLANT = 50
"""Pixels that a slanted label reaches beyond the last column."""
NO_TREND = "No term is called rising or falling here, so there is nothing to survive."


@remembered
def robustness(
    frame: Frame, *, top: int = 30, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return a grid of terms and checks, with a mark for what survives and one for what does not.

    Parameters
    ----------
    frame
        As `workbench.robustness` returns it: term, label, verdict, other_counts, other_period,
        any_period, last_period, ranks, survived, asked, weakest_without. A check that could not be
        asked stays empty.
    top
        Terms to show: the first of the frame.
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
    at_least(top, 1, "top", "robustness")
    told = basis(frame)
    frame = named(take(frame, ROBUSTNESS, "robustness"), "term")
    own_title = "Which trends survive other choices"
    if frame.is_empty():
        return parts.nothing(title or own_title, NO_TREND)
    shown = frame.head(top)
    whole = shown.filter(pl.col("survived") == pl.col("asked")).height
    own_subtitle = wording.sentences(
        wording.part(shown.height, frame.height, "trend"),
        f"{whole:,} survive all that could be asked",
        None if told else "To survive is to go the same way with p < 0.05",
    )
    own_subtitle = wording.below(own_subtitle, told)
    doubts = [
        f"{row['name']}: {row['survived']} of {row['asked']}"
        for row in shown.filter(pl.col("survived") < pl.col("asked")).iter_rows(named=True)
    ]
    return _draw(shown).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *doubts[:5]),
    )


def _draw(shown: pl.DataFrame) -> alt.Chart:
    names = shown["name"].to_list()
    long = (
        shown.unpivot(
            list(CHECKS), index=["name", "verdict", "weakest_without"], variable_name="check"
        )
        .drop_nulls("value")
        .with_columns(
            pl.col("check").replace_strict(CHECKS),
            answer=pl.when("value").then(pl.lit("survives")).otherwise(pl.lit("does not")),
        )
        .drop("value")
    )
    domain = [answer for answer in MARKS if answer in long["answer"]]
    colors, shapes = zip(*(MARKS[answer] for answer in domain), strict=True)
    legend = parts.legend(domain)
    across = min(COLUMN, (theme.width() - parts.gutter(names) - SLANT) // len(CHECKS))
    angle = -30 if across >= UPRIGHT_BELOW else -90
    return (
        alt.Chart(rows(long, "robustness", "ask for fewer terms with top="))
        .mark_point(filled=True, opacity=1, size=110)
        .encode(
            x=alt.X(
                "check:N",
                sort=list(CHECKS.values()),
                scale=alt.Scale(domain=list(CHECKS.values())),
                axis=parts.label_axis(orient="top", labelAngle=angle, grid=False),
            ),
            y=alt.Y("name:N", sort=names, axis=parts.label_axis(grid=True)),
            color=alt.Color(
                "answer:N", scale=alt.Scale(domain=domain, range=list(colors)), legend=legend
            ),
            shape=alt.Shape(
                "answer:N", scale=alt.Scale(domain=domain, range=list(shapes)), legend=legend
            ),
            tooltip=[
                alt.Tooltip("name:N", title="term"),
                alt.Tooltip("verdict:N", title="verdict"),
                alt.Tooltip("check:N", title="check"),
                alt.Tooltip("answer:N", title="answer"),
                alt.Tooltip("weakest_without:N", title="weakest without"),
            ],
        )
        .properties(width=across * len(CHECKS), height=alt.Step(22))
    )
