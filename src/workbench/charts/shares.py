"""Shares over periods, the subject that trends and topics have in common: rows and words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import altair as alt
import polars as pl

from workbench.charts import wording
from workbench.charts.frames import rows
from workbench.errors import InputError

NO_SERIES = "Comparison of dumps, not a time series"


@dataclass(frozen=True)
class Shares:
    """Rows to draw, and what is said of them.

    Attributes
    ----------
    frame
        Rows `name, period, period_start, share, low, high, partial, alone` and what the tooltip
        reads; names, and periods that are no points in time, are drawn in the order in which
        they come.
    chart
        The public function's name, for errors.
    axis_title
        What the share is a share of.
    tooltip
        What a point says when pointed at.
    line
        The column that lines follow.
    """

    frame: pl.DataFrame
    chart: str
    axis_title: str
    tooltip: list[alt.Tooltip]
    line: str = "share"

    def __post_init__(self) -> None:
        undated = self.frame["period_start"].null_count()
        if 0 < undated < self.frame.height:
            raise InputError(
                f"charts.{self.chart}: period_start is null in {undated:,} of "
                f"{self.frame.height:,} rows; give it in every row, or in none for a comparison "
                "of dumps"
            )

    @property
    def names(self) -> list[str]:
        """The names in the order of the frame."""
        return self.frame["name"].unique(maintain_order=True).to_list()

    @property
    def periods(self) -> list[str]:
        """The periods: in time order, or in the order of the frame where they have none."""
        return (
            self.frame.sort("period_start", nulls_last=True, maintain_order=True)["period"]
            .unique(maintain_order=True)
            .to_list()
        )

    @property
    def starts(self) -> dict[str, date]:
        """The first day of each period."""
        return dict(self.frame.select("period", "period_start").iter_rows())

    @property
    def in_time(self) -> bool:
        """Whether the periods are points in time, so that a line may join them."""
        return self.frame["period_start"].null_count() == 0

    @property
    def top(self) -> float:
        """The upper end of a scale that holds every share and interval."""
        highest = self.frame.select(pl.max_horizontal("share", "high").max()).item() or 0
        return highest * 1.05 or 0.1

    def in_order(self, names: list[str]) -> Shares:
        """Return the same with the names in another order."""
        order = pl.DataFrame({"name": names}).with_row_index("place")
        placed = self.frame.join(order, on="name", how="left", maintain_order="left")
        return replace(self, frame=placed.sort("place", maintain_order=True).drop("place"))

    def data(self, frame: pl.DataFrame | None = None) -> alt.InlineData:
        """Return the rows, or those of another frame, as data of a chart."""
        advice = "choose fewer names or longer periods"
        return rows(self.frame if frame is None else frame, self.chart, advice)


def by_change(shares: Shares) -> list[str]:
    """Return the names in the order of their change: the largest rise first, the largest fall last.

    The change is that from the mean share of the first half of the whole periods to that of the
    second; names without a share in one of them stand in the middle.
    """
    whole = shares.frame.filter(~pl.col("partial")).drop_nulls("share")
    starts = whole["period_start"].unique().sort()
    later = pl.col("period_start") >= starts[len(starts) // 2] if len(starts) else pl.lit(False)
    share = pl.col("share")
    changes = dict(
        whole.group_by("name")
        .agg((share.filter(later).mean() - share.filter(~later).mean()).fill_null(0))
        .iter_rows()
    )
    return sorted(shares.names, key=lambda name: -changes.get(name, 0.0))


def interval_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with a column `interval` in words, for tooltips: `8.1% to 12.4%`."""
    texts = [
        "none" if low is None or high is None else f"{low:.1%} to {high:.1%}"
        for low, high in frame.select("low", "high").iter_rows()
    ]
    return frame.with_columns(pl.Series("interval", texts, dtype=pl.String))


def lone_points(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with a column `alone`: no neighbor in time that a line could lead to."""
    known = pl.col("share").is_not_null()
    joined = known.shift(1, fill_value=False) | known.shift(-1, fill_value=False)
    return frame.with_columns((known & ~joined.over("name")).alias("alone"))


def periods_text(shares: Shares) -> str:
    """Return how many periods there are, and which: `12 periods, 2024-01 to 2024-12`."""
    periods = shares.periods
    if shares.in_time:
        return f"{wording.count(len(periods), 'period')}, {wording.span(periods)}"
    return wording.count(len(periods), "dump")


def papers_text(frame: pl.DataFrame) -> str:
    """Return how many papers the periods hold: `31 to 227 papers each`."""
    papers = frame.filter(pl.col("papers") > 0).unique("period")["papers"]
    if papers.is_empty():
        return "no papers"
    least, most = papers.min(), papers.max()
    if least == most:
        return wording.count(most, "paper") + (" each" if papers.len() > 1 else "")
    return f"{least:,} to {most:,} papers each"


def reading_text(shares: Shares, interval: str) -> str:
    """Return the sentences of a subtitle that say what the marks mean.

    Parameters
    ----------
    shares
        What is drawn.
    interval
        What a band or a rule spans, such as `95% intervals`.
    """
    frame = shares.frame
    has_interval = frame["low"].null_count() < frame.height
    lone = frame.filter("alone").height
    banded = shares.in_time and lone < frame["share"].count()
    mark = ("Bands and rules" if lone else "Bands") if banded else "Rules"
    return wording.sentences(
        f"{mark}: {interval}" if has_interval else None,
        "Hollow points: partial periods" if frame["partial"].any() else None,
        "Gaps: periods without papers" if frame["share"].has_nulls() else None,
    )


def course_text(shares: Shares, most: int = 6) -> str:
    """Return first and last share of each name in words, for the alternative text."""
    told = []
    for name in shares.names[:most]:
        known = shares.frame.filter(pl.col("name") == name).drop_nulls("share")
        if known.is_empty():
            told.append(f"{name}: no share")
        elif shares.in_time:
            points = known.sort("period_start")
            first, last = points.row(0, named=True), points.row(-1, named=True)
            told.append(
                f"{name}: {first['share']:.1%} in {first['period']}, "
                f"{last['share']:.1%} in {last['period']}"
            )
        else:
            least, most_ = known["share"].min(), known["share"].max()
            told.append(f"{name}: {least:.1%} to {most_:.1%}")
    more = len(shares.names) - most
    return wording.sentences(*told, f"And {more:,} more" if more > 0 else None)
