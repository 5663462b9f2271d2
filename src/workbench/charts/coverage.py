"""The chart of what the sources carry: which field is known of how many listings, since when."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, scales, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, rows, take

COVERAGE = {
    "series": pl.String,
    "field": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "listings": pl.Int64,
    "with_field": pl.Int64,
    "share": pl.Float64,
    "partial": pl.Boolean,
    "since": pl.String,
}
COMPARED = "dumps one by one"
MOST_PANELS = 10
"""Most panels; of more the first are drawn."""
MOST_DUMPS = 60
"""Most dumps compared; of more those with most listings are drawn."""
CELL = (60, 20)
"""Most pixels of a cell across, and its pixels down."""
TEXT_FROM = 40
"""Least pixels of a cell that holds a percentage."""
SINCE_ROOM = 110
PANEL_CHARACTERS, PANEL_LINE = 70, 80
ADVICE = "ask for longer periods, or narrow the dumps with Corpus.where"


@remembered
def coverage(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.VConcatChart:
    """Return the share of listings that carry each field, by period; a panel for each series.

    Fields that most listings carry come first; those that no listing of a panel carries are named
    above it. Beside a series that is laid on time stands since when a field is known at all.

    Parameters
    ----------
    frame
        As `workbench.coverage` returns it: series, field, period, period_start, listings,
        with_field, share, partial, since. A null `period_start` marks dumps that are compared.
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
    frame = take(frame, COVERAGE, "coverage")
    own_title = "Which fields the listings carry"
    if frame.is_empty():
        return parts.nothing(title or own_title, "No dump tells which fields it carries.")
    compared = pl.col("period_start").is_null()
    named = frame.with_columns(
        panel=pl.when(compared).then(pl.lit(COMPARED)).otherwise(pl.col("series").fill_null("")),
        compared=compared,
    )
    order = named.group_by("field").agg(pl.col("with_field").sum())
    fields = order.sort("with_field", "field", descending=[True, False])["field"].to_list()
    panels = named.partition_by("panel", maintain_order=True)
    drawn = [_fewer(panel) for panel in panels[:MOST_PANELS]]
    own_subtitle = _summary(panels, drawn, len(fields))
    return alt.vconcat(*(_panel(panel, fields) for panel in drawn), spacing=18).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(
            own_title, own_subtitle, *(_told(panel, fields) for panel in panels[:MOST_PANELS])
        ),
    )


def _fewer(panel: pl.DataFrame) -> pl.DataFrame:
    """Return the panel; of too many dumps compared, those with most listings."""
    if not panel["compared"][0] or panel["period"].n_unique() <= MOST_DUMPS:
        return panel
    dumps = panel.unique("period", maintain_order=True)
    largest = dumps.sort("listings", descending=True, maintain_order=True).head(MOST_DUMPS)
    return panel.join(largest, on="period", how="semi", maintain_order="left")


def _summary(panels: list[pl.DataFrame], drawn: list[pl.DataFrame], fields: int) -> str:
    each = [panel.unique("period") for panel in panels]
    listings = sum(periods["listings"].sum() for periods in each)
    left_out = len(panels) - len(drawn)
    dumps = sum(
        all_of["period"].n_unique() - some["period"].n_unique()
        for all_of, some in zip(panels, drawn, strict=False)
    )
    empty = any(panel["share"].null_count() for panel in drawn)
    return wording.sentences(
        f"{wording.count(fields, 'field')} of {wording.count(listings, 'listing')}",
        "Color: the share of a period's listings that carry the field"
        + ("; white: no listing" if empty else ""),
        f"Not drawn: {wording.count(left_out, 'more panel')}" if left_out else None,
        f"Not drawn: {wording.count(dumps, 'dump')} with fewer listings" if dumps else None,
    )


def _heading(panel: pl.DataFrame) -> str | list[str]:
    periods = panel.unique("period")
    counts = wording.count(periods["listings"].sum(), "listing")
    if panel["compared"][0]:
        counts = f"{wording.count(periods.height, 'dump')}, {counts}"
    return parts.panel_name(panel["panel"][0], counts, PANEL_CHARACTERS)


def _panel(panel: pl.DataFrame, fields: list[str]) -> alt.LayerChart:
    compared = panel["compared"][0]
    carried = set(panel.filter(pl.col("with_field") > 0)["field"])
    shown = [field for field in fields if field in carried] or fields
    lacking = ", ".join(_spaced(field) for field in fields if field not in shown)
    lines = (
        wording.lines(f"In no listing: {lacking}.", parts.characters(PANEL_LINE)) if lacking else []
    )
    columns = panel["period"].unique(maintain_order=True).to_list()
    most, down = CELL
    room = theme.width() - parts.gutter(shown) - (0 if compared else SINCE_ROOM)
    across = min(most, room / len(columns))
    x = alt.X(
        "period:N",
        scale=alt.Scale(domain=columns),
        axis=parts.column_axis(int(across), parts.dump_label() if compared else None),
    )
    y = alt.Y(
        "field:N",
        scale=alt.Scale(domain=shown),
        axis=parts.label_axis("replace(datum.label, /_/g, ' ')"),
    )
    legend = parts.gradient("share of listings", format=".0%", tickCount=3)
    steps = len(theme.SEQUENTIAL) - 1
    domain = [step / steps for step in range(steps + 1)]
    color = alt.Color(
        "share:Q", scale=alt.Scale(domain=domain, range=theme.SEQUENTIAL), legend=legend
    )
    base = alt.Chart().encode(x=x, y=y, tooltip=_tooltip())
    layers = [
        base.transform_filter("datum.share !== null")
        .mark_rect(stroke=theme.PAPER, strokeWidth=1 if across > 4 else 0)
        .encode(color=color)
    ]
    if across >= TEXT_FROM:
        shares = base.transform_filter("datum.share !== null").mark_text()
        dark = scales.on_dark("share", scales.DARK)
        layers.append(shares.encode(text=alt.Text("share:Q", format=".0%"), color=dark))
    width = round(across * len(columns))
    if not compared:
        since = (
            alt.Chart()
            .transform_filter(alt.FieldEqualPredicate(field="period", equal=columns[-1]))
            .mark_text(align="left", dx=8, limit=SINCE_ROOM)
            .encode(x=alt.value(width), y=y, text="told:N")
        )
        layers.append(since)
    told = pl.when(pl.col("since").is_null()).then(pl.lit("never"))
    cells = panel.filter(pl.col("field").is_in(shown)).select(
        *COVERAGE, told=told.otherwise(pl.format("since {}", "since"))
    )
    return alt.layer(*layers, data=rows(cells, "coverage", ADVICE)).properties(
        width=width,
        height=down * len(shown),
        title=parts.panel_heading(_heading(panel), lines),
    )


def _spaced(field: str) -> str:
    return field.replace("_", " ")


def _told(panel: pl.DataFrame, fields: list[str]) -> str:
    """Return in a sentence of how many listings each field is known, and since when."""
    totals = panel.group_by("field").agg(
        pl.col("with_field", "listings").sum(), pl.col("since").first()
    )
    found = {row["field"]: row for row in totals.iter_rows(named=True)}
    told = [
        f"{field} {found[field]['with_field']:,} of {found[field]['listings']:,}"
        + (f" (since {found[field]['since']})" if found[field]["since"] else "")
        for field in fields
        if field in found
    ]
    return f"{panel['panel'][0]}: {', '.join(told)}"


def _tooltip() -> list[alt.Tooltip]:
    words = {"series": "series", "field": "field", "period": "period", "partial": "partial period"}
    counts = {"with_field": "listings with it", "listings": "listings"}
    return [
        *(alt.Tooltip(f"{name}:N", title=text) for name, text in words.items()),
        *(alt.Tooltip(f"{name}:Q", title=text, format=",") for name, text in counts.items()),
        alt.Tooltip("share:Q", title="share", format=".1%"),
        alt.Tooltip("since:N", title="known since"),
    ]
