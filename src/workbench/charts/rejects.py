"""The chart of what was not read: how many texts broke which rule, in which dump."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, scales, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, rows, take

REJECTS = {
    "dump": pl.String,
    "path": pl.String,
    "rule": pl.String,
    "line_start": pl.Int64,
}
MOST_DUMPS = 25
"""Most dumps with a row each; the others share the last one."""
MOST_RULES = 8
"""Most rules with a column each; the others share the last one."""
CELL = (58, 24)
"""Pixels of a cell, across and down."""
DUMP_ROOM = 300
"""Most pixels of a dump's name."""
ALL = "all dumps"


@remembered
def rejects(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return the texts that were not read, by dump and by the rule they broke.

    A row is a dump with any, that with most first, below a row for all; a column is a rule.

    Parameters
    ----------
    frame
        As `workbench.rejects` returns it, a row for each text: dump, path, rule, line_start.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns.
    """
    frame = take(frame, REJECTS, "rejects")
    own_title = "Texts that were not read"
    if frame.is_empty():
        return parts.nothing(title or own_title, "Nothing was rejected: every text was read.")
    dumps, rules = _order(frame["dump"]), _order(frame["rule"])
    own_subtitle = wording.sentences(
        f"{wording.count(frame.height, 'text')} in {wording.count(len(dumps), 'dump')}, "
        f"{wording.count(len(rules), 'rule')}",
        "A number: texts of a dump that broke the rule below",
    )
    told = frame.group_by("rule").len().sort("len", "rule", descending=[True, False])
    return _map(
        frame, _fewer(dumps, MOST_DUMPS, "dump"), _fewer(rules, MOST_RULES, "rule")
    ).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(
            own_title, own_subtitle, *(f"{rule}: {n:,}" for rule, n in told.iter_rows())
        ),
    )


def _order(names: pl.Series) -> list[str]:
    """Return names, those with most texts first."""
    counted = names.value_counts(name="texts")
    return counted.sort("texts", names.name, descending=[True, False])[names.name].to_list()


def _fewer(names: list[str], most: int, noun: str) -> dict[str, str]:
    """Return the row or column of each name; those that are too many share the last one."""
    if len(names) <= most:
        return {name: name for name in names}
    others = f"{len(names) - most + 1:,} other {noun}s"
    return {name: name if place < most - 1 else others for place, name in enumerate(names)}


def _map(frame: pl.DataFrame, dumps: dict[str, str], rules: dict[str, str]) -> alt.LayerChart:
    placed = frame.with_columns(
        row=pl.col("dump").replace_strict(dumps), column=pl.col("rule").replace_strict(rules)
    )
    every = placed.with_columns(row=pl.lit(ALL))
    counted = (
        pl.concat([every, placed])
        .group_by("row", "column", maintain_order=True)
        .agg(
            texts=pl.len().cast(pl.Int64),
            where=pl.format("{}:{}", pl.col("path").first(), pl.col("line_start").first()),
        )
    )
    across, down = CELL
    columns = list(dict.fromkeys(rules.values()))
    order = [ALL, *dict.fromkeys(dumps.values())]
    x = alt.X(
        "column:N",
        scale=alt.Scale(domain=columns),
        axis=parts.column_axis(across, "replace(datum.label, /_/g, ' ')"),
    )
    y = alt.Y(
        "row:N",
        scale=alt.Scale(domain=order),
        axis=parts.label_axis(parts.dump_label(), labelLimit=parts.label_limit(DUMP_ROOM)),
    )
    most = counted["texts"].max()
    domain, colors = scales.amounts(most)
    base = alt.Chart(rows(counted, "rejects", "narrow the dumps with Corpus.where")).encode(
        x=x, y=y, tooltip=_tooltip()
    )
    squares = base.mark_rect(stroke=theme.PAPER, strokeWidth=1).encode(
        color=alt.Color("texts:Q", scale=alt.Scale(domain=domain, range=colors), legend=None)
    )
    numbers = base.mark_text().encode(
        text=alt.Text("texts:Q", format=","),
        color=scales.on_dark("texts", scales.DARK_AMOUNT * most),
    )
    return alt.layer(squares, numbers).properties(width=alt.Step(across), height=alt.Step(down))


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("row:N", title="dump"),
        alt.Tooltip("column:N", title="rule"),
        alt.Tooltip("texts:Q", title="texts", format=","),
        alt.Tooltip("where:N", title="the first one"),
    ]
