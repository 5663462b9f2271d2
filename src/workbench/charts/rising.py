"""The chart of rising and falling terms."""

from __future__ import annotations

import math

import altair as alt
import polars as pl

from workbench.charts import axes, parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, basis, named, rows, take

RISING = {
    "term": pl.String,
    "label": pl.String,
    "kind": pl.String,
    "papers": pl.Int64,
    "first_share": pl.Float64,
    "last_share": pl.Float64,
    "slope": pl.Float64,
    "odds_ratio": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "dispersion": pl.Float64,
    "verdict": pl.String,
}
VERDICTS = {
    "rising": (theme.BLUE, "triangle-up"),
    "peaked": (theme.PURPLE, "diamond"),
    "saturated": (theme.GREEN, "square"),
    "falling": (theme.VERMILION, "triangle-down"),
    "unstable": (theme.MUTED, "triangle-right"),
    "flat": (theme.GREY, "circle"),
}
OTHER_VERDICT = (theme.MUTED, "cross")
WAYS = [["rising", "saturated"], ["falling"], ["peaked"]]
CALLED = ["rising", "saturated", "falling", "peaked"]
STYLE = "style"
FEWEST_SHOWN = 10
SHARES_ROOM = 126
NO_TREND = (
    "No term has a trend here: the dumps are no time series, or the periods or terms too few."
)
NO_STYLE = "No word of style has a trend here; of fewer than 500 papers none can be told."
REACH = 0.5
"""How far beyond the ratios the axis goes for the ends of intervals, in spans of the ratios."""


@remembered
def rising_terms(
    frame: Frame, *, top: int = 15, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return a ranked dot plot of the odds ratio per period of terms that rise and that fall.

    Parameters
    ----------
    frame
        As `workbench.rising_terms` returns it: term, label, kind, papers, first_share,
        last_share, slope, odds_ratio, low, high, p_value, q_value, dispersion, verdict. Words of
        style are left to `style_drift`; terms without a ratio and without a bound (too few papers)
        are left out and counted in the subtitle; an interval that is open on one side, or goes
        beyond the axis, ends in an arrow.
    top
        Terms to show of those that rise, of those that fall, and of those that peaked: the first
        of the frame. Where these are fewer than ten, those with the smallest q-values join them.
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
    at_least(top, 1, "top", "rising_terms")
    told = basis(frame)
    frame = named(take(frame, RISING, "rising_terms"), "term")
    style = pl.col("kind").eq_missing(STYLE)
    return _dot_plot(
        frame.filter(~style),
        frame.filter(style & pl.col("verdict").is_in(CALLED)).height,
        top,
        title or "How the odds of meeting a term change per period",
        subtitle,
        told,
    )


@remembered
def style_drift(
    frame: Frame, *, top: int = 15, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return the dot plot of `rising_terms` of words of style: how writing changes, not subjects.

    Parameters
    ----------
    frame
        As `workbench.rising_terms` returns it.
    top
        Words to show of those that rise, of those that fall, and of those that peaked.
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
    at_least(top, 1, "top", "style_drift")
    told = basis(frame)
    frame = named(take(frame, RISING, "style_drift"), "term")
    words = frame.filter(pl.col("kind").eq_missing(STYLE))
    own_title = "How the odds of meeting a word of style change per period"
    if words.is_empty():
        return parts.nothing(title or own_title, NO_STYLE)
    return _dot_plot(words, 0, top, title or own_title, subtitle, told)


def _dot_plot(
    frame: pl.DataFrame, left: int, top: int, title: str, subtitle: str | None, told: str | None
) -> alt.Chart | alt.LayerChart:
    known = frame.filter(
        pl.any_horizontal(pl.col("odds_ratio", "low", "high").is_finite().fill_null(False))
    )
    if known.is_empty():
        why = NO_TREND if frame.is_empty() else "Every term has too few papers for a trend."
        return parts.nothing(title, why)
    shown = _chosen(known, top)
    low, high = _domain(shown)
    few = frame.height - known.height
    own_subtitle = wording.sentences(
        wording.part(shown.height, known.height, "term")
        + (", those whose share changed most" if shown.height < known.height else ""),
        f"{few:,} with too few papers left out" if few else None,
        f"{wording.count(left, 'word')} of style left out" if left else None,
        "Rules: 95% intervals; right: share in the first and the last period",
    )
    own_subtitle = wording.below(own_subtitle, told)
    return _draw(shown, low, high).properties(
        title=parts.heading(title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(title, own_subtitle, _told(shown)),
    )


def _chosen(known: pl.DataFrame, top: int) -> pl.DataFrame:
    """Return the first terms of each way, filled up where they are few, ranked by their ratio."""
    first = pl.concat(known.filter(pl.col("verdict").is_in(way)).head(top) for way in WAYS)
    rest = known.join(first, on="term", how="anti", maintain_order="left")
    rest = rest.sort("q_value", "p_value", "term", nulls_last=True)
    filled = pl.concat([first, rest.head(max(0, min(FEWEST_SHOWN, 2 * top) - first.height))])
    # A term without a ratio of its own stands at its bound.
    return filled.with_columns(
        rank_at=pl.coalesce(_finite("odds_ratio"), _finite("low"), _finite("high"))
    ).sort("rank_at", "term", descending=[True, False])


def _finite(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_finite()).then(column)


def _domain(shown: pl.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis: all ratios, 1, and intervals as far as `REACH` allows."""
    places = [*shown["rank_at"], 1.0]
    reach = (max(1.1, max(places) / min(places))) ** REACH
    floor, ceiling = min(places) / reach, max(places) * reach
    ends = [
        value
        for column in ("low", "high")
        for value in shown[column].drop_nulls().to_list()
        if math.isfinite(value)
    ]
    low = max(floor, min([*places, *ends]))
    high = min(ceiling, max([*places, *ends]))
    margin = max(1.02, (high / low) ** 0.04)
    return low / margin, high * margin


def _draw(shown: pl.DataFrame, low: float, high: float) -> alt.LayerChart:
    bounded = shown["low"].is_not_null() | shown["high"].is_not_null()
    drawn = shown.with_columns(
        rule_low=pl.when(bounded).then(pl.col("low").fill_null(0).clip(low, high)),
        rule_high=pl.when(bounded).then(pl.col("high").fill_null(math.inf).clip(low, high)),
        open_low=bounded & (shown["low"].fill_null(0) < low),
        open_high=bounded & (shown["high"].fill_null(math.inf) > high),
        odds_ratio=_finite("odds_ratio"),
        interval=_interval(shown),
        shares=pl.Series(
            [
                f"{wording.percent(a)} → {wording.percent(b)}"
                for a, b in shown.select("first_share", "last_share").iter_rows()
            ],
            dtype=pl.String,
        ),
    )
    names = drawn["name"].to_list()
    width = theme.width() - parts.gutter(names) - SHARES_ROOM
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    axis = alt.Axis(
        title="odds ratio per period (log scale; 1 is no change)",
        values=axes.ratio_ticks(low, high),
        format="~g",
        labelOverlap="greedy",
        labelSeparation=6,
    )
    color, shape = _verdict_marks(drawn["verdict"], parts.gutter(names))
    y = alt.Y("name:N", sort=names, axis=parts.label_axis())
    base = alt.Chart().encode(y=y, color=color, tooltip=_tooltip())
    rule_low = alt.X("rule_low:Q", scale=scale, axis=axis)
    rule_high = alt.X("rule_high:Q", scale=scale, axis=axis)
    arrow = {"filled": True, "size": 60, "opacity": 1}
    layers = [
        alt.Chart(alt.InlineData(values=[{"one": 1}]))
        .mark_rule(color=theme.MUTED, strokeWidth=1, strokeDash=[4, 3])
        .encode(x=alt.X("one:Q", scale=scale, axis=axis)),
        base.mark_rule(opacity=0.55).encode(x=rule_low, x2="rule_high:Q"),
        base.transform_filter(alt.datum.open_low)
        .mark_point(shape="triangle-left", **arrow)
        .encode(x=rule_low),
        base.transform_filter(alt.datum.open_high)
        .mark_point(shape="triangle-right", **arrow)
        .encode(x=rule_high),
        base.mark_point(filled=True, opacity=1, size=90).encode(
            x=alt.X("odds_ratio:Q", scale=scale, axis=axis), shape=shape
        ),
        alt.Chart()
        .mark_text(align="left", color=theme.MUTED)
        .encode(x=alt.value(width + 10), y=y, text="shares:N"),
    ]
    data = rows(drawn.drop("rank_at"), "rising_terms", "ask for fewer terms with top=")
    return alt.layer(*layers, data=data).properties(width=width, height=alt.Step(22))


def _verdict_marks(verdicts: pl.Series, beside: int) -> tuple[alt.Color, alt.Shape]:
    """Return color and shape of the verdicts at hand, told in one legend."""
    present = verdicts.unique().sort().to_list()
    order = [name for name in VERDICTS if name in present]
    order += [name for name in present if name not in VERDICTS]
    colors, shapes = zip(*(VERDICTS.get(name, OTHER_VERDICT) for name in order), strict=True)
    legend = parts.legend(order, beside=beside)
    return (
        alt.Color("verdict:N", scale=alt.Scale(domain=order, range=colors), legend=legend),
        alt.Shape("verdict:N", scale=alt.Scale(domain=order, range=shapes), legend=legend),
    )


def _interval(shown: pl.DataFrame) -> pl.Series:
    def text(low: float | None, high: float | None) -> str:
        has_low, has_high = (v is not None and math.isfinite(v) for v in (low, high))
        if has_low and has_high:
            return f"{low:.3g} to {high:.3g}"
        if has_low:
            return f"at least {low:.3g}"
        return f"at most {high:.3g}" if has_high else "none"

    return pl.Series([text(*ends) for ends in shown.select("low", "high").iter_rows()])


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="term"),
        alt.Tooltip("kind:N", title="kind"),
        alt.Tooltip("verdict:N", title="verdict"),
        alt.Tooltip("papers:Q", title="papers with the term", format=","),
        alt.Tooltip("first_share:Q", title="first share", format=".1%"),
        alt.Tooltip("last_share:Q", title="last share", format=".1%"),
        alt.Tooltip("odds_ratio:Q", title="odds ratio per period", format=".3~g"),
        alt.Tooltip("interval:N", title="95% interval"),
        alt.Tooltip("slope:Q", title="slope (log odds)", format=".3~g"),
        alt.Tooltip("p_value:Q", title="p-value", format=".2~g"),
        alt.Tooltip("q_value:Q", title="q-value", format=".2~g"),
        alt.Tooltip("dispersion:Q", title="dispersion", format=".3~g"),
    ]


def _told(shown: pl.DataFrame, most: int = 3) -> str:
    told = [
        f"{row['name']}: {row['rank_at']:.3g} ({row['verdict']})"
        for row in shown.iter_rows(named=True)
    ]
    if len(told) <= 2 * most:
        return wording.sentences(*told)
    return wording.sentences(
        f"Highest: {'; '.join(told[:most])}", f"Lowest: {'; '.join(told[-most:])}"
    )
