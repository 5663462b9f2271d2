"""The chart of dumps on a calendar: which days are there, which are missing, how full they are."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl

from workbench.charts import parts, scales, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, rows, take

CALENDAR = {
    "path": pl.String,
    "series": pl.String,
    "captured_on": pl.Date,
    "listed_on": pl.Date,
    "n_listings": pl.Int64,
    "n_rejects": pl.Int64,
}
WEEKS = list(range(54))
"""Columns of a year: a leap year that begins on a Sunday touches 54 weeks."""
WEEKDAYS_ROOM = 46
"""Pixels beside the grid."""
NAMED_FROM = 9
"""Least pixels of a day for months of three letters and every other weekday."""
EVERY_OTHER = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}
MOST_PANELS = 18
"""Most years of series that are drawn, each as a panel."""
PANEL_CHARACTERS = 84
NO_SERIES = "no series"
ADVICE = "narrow the dumps with Corpus.where"
UNDATED = (
    "Give the year with --year, or the days under [dumps] in workbench.toml, and load again: "
    "nothing is guessed."
)


@remembered
def calendar(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.VConcatChart:
    """Return the dumps on a calendar: a panel for each year of each series, a square for each day.

    Columns are weeks, rows are weekdays, color is the number of listings. Series with most dumps
    come first.

    Parameters
    ----------
    frame
        The table `dumps`; read are path, series, captured_on, listed_on, n_listings, n_rejects.
        A dump's day is `listed_on`, else `captured_on`; dumps without either are counted in words.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.VConcatChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or has more days than a chart can carry.
    """
    frame = take(frame, CALENDAR, "calendar")
    own_title = "Dumps on the calendar"
    if frame.is_empty():
        return parts.nothing(title or own_title, "No dump was loaded.")
    days = _by_day(frame)
    if days.is_empty():
        held = f"{wording.count(frame.height, 'dump')}, none of them with a full date."
        return parts.nothing(title or own_title, f"{held} {UNDATED}")
    panels = days.group_by("series", "year", maintain_order=True).agg(
        pl.col("dumps", "listings").sum(), days=pl.len()
    )
    own_subtitle = _summary(frame, days, panels)
    drawn = days.join(
        panels.head(MOST_PANELS).select("series", "year"),
        on=["series", "year"],
        how="semi",
        maintain_order="left",
    )
    rows(drawn, "calendar", ADVICE)  # as one chart they may be too many
    color = _color(drawn["listings"].max())
    return alt.vconcat(
        *(_panel(panel, color) for panel in drawn.partition_by("series", "year")), spacing=14
    ).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *_told(panels)),
    )


def _by_day(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each series and day, with its place in the grid of its year."""
    named = frame.with_columns(
        series=pl.col("series").fill_null(NO_SERIES), day=pl.coalesce("listed_on", "captured_on")
    ).filter(pl.col("day").is_not_null())
    first_weekday = pl.date(pl.col("day").dt.year(), 1, 1).dt.weekday().cast(pl.Int64) - 1
    cell = pl.col("day").dt.ordinal_day().cast(pl.Int64) - 1 + first_weekday
    size = pl.len().over("series")
    return (
        named.with_columns(size=size)
        .sort("size", "series", "day", "path", descending=[True, False, False, False])
        .group_by("series", "day", maintain_order=True)
        .agg(
            dumps=pl.len().cast(pl.Int64),
            listings=pl.col("n_listings").sum(),
            rejects=pl.col("n_rejects").sum(),
            path=pl.col("path").first(),
        )
        .with_columns(year=pl.col("day").dt.year().cast(pl.Int64), week=cell // 7, weekday=cell % 7)
    )


def _summary(frame: pl.DataFrame, days: pl.DataFrame, panels: pl.DataFrame) -> str:
    undated = frame.height - days["dumps"].sum()
    span = wording.span([str(days["day"].min()), str(days["day"].max())])
    beyond = panels.height - MOST_PANELS
    return wording.sentences(
        f"{wording.count(days['dumps'].sum(), 'dump')} on "
        f"{wording.count(days['day'].n_unique(), 'day')}, {span}, with "
        f"{wording.count(days['listings'].sum(), 'listing')}",
        "A square is a day; an empty one has no dump",
        f"{undated:,} without a full date" if undated else None,
        f"Not drawn: {beyond:,} more years of series" if beyond > 0 else None,
    )


def _told(panels: pl.DataFrame, most: int = 8) -> list[str]:
    told = [f"{row['series']}, {_counts(row)}" for row in panels.head(most).iter_rows(named=True)]
    more = panels.height - most
    return [*told, f"And {more:,} more"] if more > 0 else told


def _counts(panel: dict) -> str:
    return (
        f"{panel['year']}: {wording.count(panel['dumps'], 'dump')} on "
        f"{wording.count(panel['days'], 'day')}, {wording.count(panel['listings'], 'listing')}"
    )


def _panel(panel: pl.DataFrame, color: alt.Color) -> alt.LayerChart:
    """Return the grid of a year: all its days, those with dumps in color."""
    cell = (theme.width() - WEEKDAYS_ROOM) // len(WEEKS)
    year = panel["year"][0]
    first = date(year, 1, 1)
    shift = first.weekday()
    length = (date(year + 1, 1, 1) - first).days
    months = [date(year, month, 1) for month in range(1, 13)]
    starts = {((day - first).days + shift) // 7: f"{day:%b}" for day in months}
    letters = 1 if cell < NAMED_FROM else 3
    names = ", ".join(f"{week}: '{name[:letters]}'" for week, name in starts.items())
    weekdays = {0: "Mon", 6: "Sun"} if cell < NAMED_FROM else EVERY_OTHER
    x = alt.X(
        "week:O",
        scale=alt.Scale(domain=WEEKS, paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            values=list(starts),
            labelExpr=f"({{{names}}})[datum.value]",
            labelAngle=0,
            labelAlign="left",
            labelOffset=-cell // 2,
            title=None,
            ticks=False,
            domain=False,
        ),
    )
    y = alt.Y(
        "weekday:O",
        scale=alt.Scale(domain=list(range(7)), paddingInner=0, paddingOuter=0),
        axis=parts.label_axis(f"({weekdays})[datum.value]", values=list(weekdays)),
    )
    every_day = (
        alt.Chart(alt.sequence(0, length, as_="number"))
        .transform_calculate(
            week=f"floor((datum.number + {shift}) / 7)", weekday=f"(datum.number + {shift}) % 7"
        )
        .mark_rect(color=theme.PAPER, stroke=theme.FAINT, strokeWidth=1)
        .encode(x=x, y=y)
    )
    dumps = (
        alt.Chart(rows(panel, "calendar", ADVICE))
        .mark_rect(stroke=theme.PAPER, strokeWidth=1)
        .encode(x=x, y=y, color=color, tooltip=_tooltip())
    )
    counts = {"dumps": panel["dumps"].sum(), "listings": panel["listings"].sum()}
    told = _counts({"year": year, "days": panel.height, **counts})
    heading = parts.panel_name(panel["series"][0], told, PANEL_CHARACTERS, ", ")
    return alt.layer(every_day, dumps).properties(
        width=cell * len(WEEKS),
        height=cell * 7,
        title=parts.panel_heading(heading),
    )


def _color(most: int) -> alt.Color:
    domain, colors = scales.amounts(most)
    legend = parts.gradient("listings on a day", tickCount=4, format=",d")
    return alt.Color("listings:Q", scale=alt.Scale(domain=domain, range=colors), legend=legend)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("day:T", title="day", format="%a %Y-%m-%d"),
        alt.Tooltip("series:N", title="series"),
        alt.Tooltip("path:N", title="dump, or the first of them"),
        alt.Tooltip("dumps:Q", title="dumps", format=","),
        alt.Tooltip("listings:Q", title="listings", format=","),
        alt.Tooltip("rejects:Q", title="rejects", format=","),
    ]
