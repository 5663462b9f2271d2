"""Charts of term trends: shares over periods, rising terms, bursts."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, shares, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, basis, named, take
from workbench.charts.share_marks import draw, panels_text, together
from workbench.charts.shares import Shares

TRENDS = {
    "term": pl.String,
    "label": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "papers_with_term": pl.Int64,
    "papers": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "partial": pl.Boolean,
}
SMOOTHED = {"smoothed": pl.Float64, "half_width": pl.Int64}


@remembered
def term_trends(
    frame: Frame,
    *,
    shared_scale: bool = True,
    by_change: bool = True,
    title: str | None = None,
    subtitle: str | None = None,
) -> alt.Chart | alt.LayerChart | alt.FacetChart:
    """Return the shares of papers that hold each term, by period.

    Up to four terms share a panel and are named at the ends of their lines; more get a panel
    each, those that rose most first, those that fell most last. Partial periods have hollow
    points, periods without papers leave a gap. Where the shares were smoothed, the line follows
    the mean, and points and band stay those of the periods. Dumps that are no time series are
    drawn as separate points.

    Parameters
    ----------
    frame
        As `workbench.term_trends` returns it: term, label, period, period_start,
        papers_with_term, papers, share, low, high, partial. `period_start` is null in every row
        where the periods are a comparison of dumps. With `smoothed` and `half_width` where a mean
        was asked for, with `crude_share` where the mix of topics was held; the subtitle says so.
    shared_scale
        Whether all panels have one scale, so that they can be compared, or each its own.
    by_change
        Whether panels stand in the order of their change, or in that of the frame.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart, altair.LayerChart or altair.FacetChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more rows than a chart can carry.
    """
    given, told = getattr(frame, "columns", ()), basis(frame)
    columns = TRENDS | (SMOOTHED if "smoothed" in given else {})
    frame = named(take(frame, columns, "term_trends"), "term")
    if frame.is_empty():
        return parts.nothing(
            title or "Share of papers with each term",
            "There is no trend to show: no term was asked for, or no paper has a period.",
        )
    frame = shares.lone_points(shares.interval_text(frame))
    smoothed = "smoothed" in frame.columns
    tooltip = _trend_tooltip(smoothed)
    line = "smoothed" if smoothed else "share"
    drawn = Shares(frame, "term_trends", "share of papers", tooltip, line)
    ordered = by_change and drawn.in_time and not together(drawn)
    if ordered:
        drawn = drawn.in_order(shares.by_change(drawn))
    own_title = f"Share of papers with {_subject(drawn.names)}"
    own_subtitle = wording.sentences(
        shares.NO_SERIES if not drawn.in_time else None,
        f"{shares.periods_text(drawn)}, with {shares.papers_text(frame)}",
        _mean_text(frame) if smoothed and told is None else None,
        "Mix of topics held at its mean" if "crude_share" in given and told is None else None,
        shares.reading_text(drawn, "95% intervals"),
        "The largest rise first, the largest fall last" if ordered else None,
        panels_text(drawn, shared_scale),
    )
    own_subtitle = wording.below(own_subtitle, told)
    text = f"{own_title}, {shares.periods_text(drawn)}"
    return draw(drawn, shared_scale=shared_scale).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(
            text, None if drawn.in_time else shares.NO_SERIES, shares.course_text(drawn)
        ),
    )


def _subject(names: list[str]) -> str:
    return wording.listed(names, last="or") if len(names) <= 3 else f"each of {len(names):,} terms"


def _mean_text(frame: pl.DataFrame) -> str:
    half = frame["half_width"][0]
    neighbors = "its two neighbors" if half == 1 else f"{half} periods on either side"
    return f"Lines: means of each period and {neighbors}"


def _trend_tooltip(smoothed: bool) -> list[alt.Tooltip]:
    mean = [alt.Tooltip("smoothed:Q", title="mean around it", format=".1%")] if smoothed else []
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("period:N", title="period"),
        alt.Tooltip("papers_with_term:Q", title="papers with the term", format=","),
        alt.Tooltip("papers:Q", title="papers in the period", format=","),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        *mean,
        alt.Tooltip("interval:N", title="95% interval"),
        alt.Tooltip("partial:N", title="partial period"),
    ]
