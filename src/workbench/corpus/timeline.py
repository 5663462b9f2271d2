"""What is counted in which period: the ground of every trend and every share over time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt
import polars as pl

from ..errors import InputError
from ..text import html_table
from . import periods as cal

AXES = ("listed_on", "captured_on", "published_on", "first_listed")
_MOST_SHOWN = 40
COUNTS = ("distinct", "first_listed", "exposure")


@dataclass(frozen=True)
class Timeline:
    """Units of counting, laid on periods.

    Attributes
    ----------
    period, axis, count
        The resolved period length, the time axis (of dumps as periods always their lists') and the
        counting mode.
    dated
        True where the periods are points in time of one series; False where they are dumps that
        are compared.
    units
        `period`, `paper_id`: what is counted, in order of time (rows repeat under `exposure`).
    periods
        `period`, `period_start` (null where not `dated`), `papers` (units, the denominator),
        `partial`; in order of time, periods without papers included.
    thin_below
        Papers below which a period is called thin, and with that partial; 0 for short periods.
    left_out
        Listings left out because they have no date on the axis, or one too coarse for the periods.
    at_hand
        The papers of the corpus, sorted, `Corpus.paper_ids`, where `Corpus.timeline` made it.
    """

    period: str
    axis: str
    count: str
    dated: bool
    units: pl.DataFrame
    periods: pl.DataFrame
    left_out: int
    thin_below: int = 0
    at_hand: pl.Series | None = None

    def __repr__(self) -> str:
        return f"<Timeline: {self._told()}>"

    def _repr_html_(self) -> str:
        shown = self.periods.head(_MOST_SHOWN)
        rest = self.periods.height - shown.height
        more = f"<p>And {rest:,} more.</p>" if rest else ""
        return f"<p>{self._told()}.</p>{html_table(shown.to_dicts(), ('papers',))}{more}"

    @cached_property
    def papers(self) -> pl.Series:
        """The papers that are counted in any period, each once, sorted."""
        return self.units["paper_id"].unique().sort()

    @cached_property
    def places(self) -> pl.DataFrame:
        """The units as numbers: `row`, a place in `papers`, and `column`, one in `periods`."""
        return self._placed(self.papers)

    def _placed(self, papers: pl.Series) -> pl.DataFrame:
        rows = pl.DataFrame({"paper_id": papers}).with_row_index("row")
        columns = self.periods.select("period").with_row_index("column")
        units = self.units.join(rows, on="paper_id").join(columns, on="period")
        return units.select("row", "column")

    @cached_property
    def columns_of(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """The units of each paper at hand as places in `periods`, after where they begin.

        There is one beginning more than papers: where the last ones end.
        """
        assert self.at_hand is not None, "a timeline of no corpus"
        units = self._placed(self.at_hand).sort("row", "column")
        many = np.bincount(units["row"].to_numpy(), minlength=len(self.at_hand))
        return np.cumsum([0, *many]), units["column"].cast(pl.Int32).to_numpy()

    def _told(self) -> str:
        kind = f"by {self.period}" if self.dated else "dumps side by side, no time series"
        return (
            f"{self.periods.height:,} periods ({kind}, {self.axis}, {self.count});"
            f" {self.left_out:,} listings left out"
        )


def label_dumps(dumps: pl.DataFrame) -> pl.DataFrame:
    """Add the column `dump`: a dump's name in results, its path without the ending.

    Where two paths differ in nothing else the ending stays. Rows come in order of time, then path.
    """
    stems = [str(PurePosixPath(path).with_suffix("")) for path in dumps["path"].to_list()]
    labeled = dumps.with_columns(pl.Series("dump", stems, dtype=pl.String))
    labeled = labeled.with_columns(
        dump=pl.when(pl.col("dump").is_duplicated()).then("path").otherwise("dump")
    )
    return labeled.sort("listed_on", "path", nulls_last=True)


def _is_series(dumps: pl.DataFrame) -> bool:
    """Whether the dated dumps all answer one question, at more than one day."""
    dated = dumps.filter(pl.col("listed_on").is_not_null())
    return (
        dated.get_column("listed_on").n_unique() > 1
        and dated.get_column("series").null_count() == 0
        and dated.get_column("series").n_unique() == 1
    )


def _count(rows: pl.DataFrame, count: str) -> pl.DataFrame:
    """Keep what the counting mode counts; `rows` are listings in order of time."""
    if count == "distinct":
        return rows.unique(["period", "paper_id"], keep="first", maintain_order=True)
    if count == "first_listed":
        return rows.unique("paper_id", keep="first", maintain_order=True)
    return rows


def lay_out(
    listings: pl.DataFrame,
    dumps: pl.DataFrame,
    papers: pl.DataFrame,
    period: str,
    axis: str,
    count: str,
) -> Timeline:
    """Lay listings on periods; see :meth:`Corpus.timeline`."""
    cal.check_period(period)
    for value, known, argument in ((axis, AXES, "axis"), (count, COUNTS, "count")):
        if value not in known:
            raise InputError(f"{argument} {value!r} is none of: {', '.join(known)}")
    labeled = label_dumps(dumps).with_row_index("order")
    rows = _placed(listings, labeled, papers, axis)
    # The paper's own date is a time axis whatever the dumps answer; the dumps' dates are one only
    # where the dumps are a series.
    dated = axis == "published_on" or _is_series(dumps)
    if period == "auto":
        days = rows.get_column("day").drop_nulls()
        several = dated and days.n_unique() > 1
        period = cal.choose(days, _usual_precision(rows, axis)) if several else "dump"
    if period == "dump":
        return _by_dump(rows, labeled, axis, count)
    kept = rows.filter(pl.col("day").is_not_null() & told_apart(axis, period))
    if kept.is_empty():
        raise InputError(
            f"no listing has a date on the axis {axis}, so there are no {period}s to count by;"
            " give the year (--year, or year in workbench.toml) or use period='dump'"
        )
    if not dated:
        named = ", ".join(sorted({str(s) for s in dumps["series"].to_list()})[:4])
        raise InputError(
            f"these dumps are no time series (series: {named}), so a trend by {period} would"
            " compare different questions; use period='dump', narrow with"
            " corpus.where(series=…), or declare [dumps] series in workbench.toml"
        )
    kept = kept.with_columns(period=cal.name(cal.start(pl.col("day"), period), period))
    units = _count(kept, count).select("period", "paper_id")
    # days without anything new are no hole among days of first listing
    seen = kept.get_column("listed_on" if axis == "first_listed" else "day").drop_nulls()
    frame = cal.span(seen, period).to_frame()
    frame = frame.with_columns(period=cal.name(pl.col("period_start"), period))
    papers_of = _distinct(kept, frame)
    frame = frame.with_columns(partial=_partial(papers_of, frame, seen, period))
    return Timeline(
        period=period,
        axis=axis,
        count=count,
        dated=True,
        units=units,
        periods=_with_papers(frame, units),
        left_out=rows.height - kept.height,
        thin_below=math.ceil(cal.least_papers(papers_of, period)),
    )


def _placed(
    listings: pl.DataFrame, labeled: pl.DataFrame, papers: pl.DataFrame, axis: str
) -> pl.DataFrame:
    """Return the listings in order of time, with their `day` on the axis and their dumps."""
    rows = listings.join(
        labeled.select("dump_id", "dump", "order", "listed_on", "captured_on"), on="dump_id"
    ).join(papers.select("paper_id", "published_on", "published_precision"), on="paper_id")
    rows = rows.with_columns(day=day_on(axis))
    if axis == "first_listed":
        # dumps are in order of time: a paper's first one is where it was first listed
        first = pl.col("dump", "order").sort_by("order").first().over("paper_id")
        rows = rows.with_columns(first)
    return rows.sort("day", "order", "rank", nulls_last=True)


def day_on(axis: str) -> pl.Expr:
    """Return the day of a listing on an axis; the rows are listings with days of dump and paper."""
    first = pl.col("listed_on").min().over("paper_id")
    return first if axis == "first_listed" else pl.col(axis)


def told_apart(axis: str, period: str) -> pl.Expr:
    """Return which listings have a day that is exact enough to say in which period it lies."""
    if axis != "published_on":
        return pl.lit(True)
    return pl.col("published_precision").fill_null("day").is_in(cal.precise_enough(period))


def _usual_precision(rows: pl.DataFrame, axis: str) -> str:
    """Return the coarsest precision that it takes to keep at least half of the dated listings."""
    if axis != "published_on":
        return "day"
    known = rows.drop_nulls("day").get_column("published_precision").fill_null("day")
    fine = {"day": (known == "day").mean() or 0, "month": (known != "year").mean() or 0}
    return next((name for name, part in fine.items() if part >= 0.5), "year")


def _by_dump(rows: pl.DataFrame, labeled: pl.DataFrame, axis: str, count: str) -> Timeline:
    """Take each dump as a period: a point in time where dumps are a series, else a side by side.

    A series leaves its undated dumps out; a comparison takes them all.
    """
    dated = _is_series(labeled)
    has_day = pl.col("listed_on").is_not_null() | pl.lit(not dated)
    kept = rows.filter(has_day).sort("order", "rank").rename({"dump": "period"})
    units = _count(kept, count).select("period", "paper_id")
    frame = (
        labeled.filter(has_day)
        .rename({"dump": "period"})
        .with_columns(period_start=pl.when(dated).then("listed_on"), partial=pl.lit(False))
    )
    return Timeline(
        period="dump",
        axis=axis if axis == "first_listed" else "listed_on",
        count=count,
        dated=dated,
        units=units,
        periods=_with_papers(frame, units),
        left_out=rows.height - kept.height,
    )


def _distinct(rows: pl.DataFrame, frame: pl.DataFrame) -> pl.Series:
    """Return how many papers are listed in each period, whatever the counting mode."""
    papers = rows.group_by("period").agg(papers=pl.col("paper_id").n_unique())
    held = frame.join(papers, on="period", how="left", maintain_order="left")
    return held["papers"].fill_null(0).cast(pl.Int64)


def _partial(papers: pl.Series, frame: pl.DataFrame, days: pl.Series, period: str) -> pl.Series:
    """Say which periods lack days, or hold too little."""
    on = days.unique().to_frame("day").with_columns(period_start=cal.start(pl.col("day"), period))
    held = frame.join(
        on.group_by("period_start").len("days"),
        on="period_start",
        how="left",
        maintain_order="left",
    )
    thin = pl.Series(cal.thin(papers, held["days"].fill_null(0), period), dtype=pl.Boolean)
    return thin | pl.Series(cal.partial(days, frame["period_start"], period), dtype=pl.Boolean)


def _with_papers(frame: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    counted = units.group_by("period").agg(papers=pl.len().cast(pl.Int64))
    return frame.join(counted, on="period", how="left", maintain_order="left").select(
        "period", "period_start", pl.col("papers").fill_null(0), "partial"
    )
