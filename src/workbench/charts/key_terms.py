"""The chart of what papers are about: their key terms, the weightiest first."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, named, rows, take

KEY_TERMS = {
    "paper_id": pl.String,
    "rank": pl.Int64,
    "term": pl.String,
    "label": pl.String,
    "score": pl.Float64,
}
MOST_PAPERS = 6
"""Most papers that are drawn, each as a panel."""
ADVICE = "ask for fewer terms of a paper"


@remembered
def key_terms(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.VConcatChart:
    """Return the key terms of papers as bars, a panel for each of the first six papers.

    Parameters
    ----------
    frame
        As `workbench.key_terms` returns it: paper_id, rank, term, label, score.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.VConcatChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more rows than a chart can carry.
    """
    frame = take(frame, KEY_TERMS, "key_terms")
    papers = frame["paper_id"].unique(maintain_order=True).to_list()
    shown = papers[:MOST_PAPERS]
    own_title = "What the paper is about" if len(papers) < 2 else "What the papers are about"
    if frame.is_empty():
        return parts.nothing(title or own_title, "There is no key term: the papers hold no text.")
    own_subtitle = wording.sentences(
        f"{wording.count(frame.height, 'key term')}: what the text says often and other papers do"
        " not",
        f"Drawn: {wording.part(len(shown), len(papers), 'paper', 'the first ')}"
        if len(papers) > 1
        else None,
    )
    terms = [frame.filter(pl.col("paper_id") == paper).sort("rank") for paper in shown]
    panels = [_panel(each, len(papers) > 1) for each in terms]
    chart = panels[0] if len(panels) == 1 else alt.vconcat(*panels, spacing=14)
    told = [f"{each['paper_id'][0]}: {wording.listed(each['label'], 8)}" for each in terms]
    return chart.properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *told),
    )


def _panel(terms: pl.DataFrame, headed: bool) -> alt.Chart:
    terms = named(terms, "term")
    labels = terms["name"].to_list()
    room = parts.gutter(labels)
    width = theme.width() - room - 40
    axis = alt.Axis(title="weight", tickCount=parts.ticks(width, 4, 4))
    scale = alt.Scale(domainMin=0, nice=True)
    base = alt.Chart(rows(terms, "key_terms", ADVICE)).encode(
        y=alt.Y("name:N", sort=labels, axis=parts.label_axis()),
        x=alt.X("score:Q", axis=axis, scale=scale),
        tooltip=[
            alt.Tooltip("name:N", title="term"),
            alt.Tooltip("rank:Q", title="rank", format=","),
            alt.Tooltip("score:Q", title="weight", format=".2f"),
        ],
    )
    heading = {"title": parts.panel_heading(terms["paper_id"][0])} if headed else {}
    return base.mark_bar(height=13, color=theme.BLUE).properties(
        width=width, height=alt.Step(22), **heading
    )
