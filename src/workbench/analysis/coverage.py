"""Which fields the sources carry, and since when."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ..corpus import Corpus
from ..corpus import periods as calendar
from ..errors import InputError

AXES = ("listed_on", "captured_on")
SCHEMA = {
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


def coverage(corpus: Corpus, period: str = "auto", axis: str = "listed_on") -> pl.DataFrame:
    """Return the share of listings that carry each field, by period.

    Each series is laid on periods of its own; dumps that are in no series of several days, or have
    no day, are compared one by one. So no listing is left out.

    Parameters
    ----------
    corpus
        The dumps at hand.
    period
        ``dump``, ``day``, ``week``, ``month``, ``quarter``, ``year``, or ``auto``: the length that
        gives a series 6 to 36 periods.
    axis
        ``listed_on`` or ``captured_on``.

    Returns
    -------
    polars.DataFrame
        A row for each series, field and period; series by name, fields by name, periods in order
        of time, what is compared dump by dump at the end:

        - ``series``, ``field``;
        - ``period``, ``period_start``: name and first day; the day is null where dumps are compared
          that are no time series;
        - ``listings``, ``with_field``, ``share``: all of them, those that carry the field, and
          their ratio, null without listings;
        - ``partial``: whether the dumps leave a part of the period open;
        - ``since``: the first period in which any listing of the series carries the field; null
          where none does, or where dumps are compared.

    Raises
    ------
    InputError
        If a period or an axis is unknown (a paper's own day is no axis of dumps), or calendar
        periods are asked of dumps that are no time series.
    """
    if axis not in AXES:
        raise InputError(f"axis {axis!r} is none of: {', '.join(AXES)}")
    calendar.check_period(period)
    day = pl.col(axis)
    several = pl.col("series").is_not_null() & (day.drop_nulls().n_unique().over("series") > 1)
    dumps = corpus.dumps.with_columns(in_time=several & day.is_not_null())
    in_time = dumps.filter("in_time").sort("series", maintain_order=True)
    if in_time.is_empty() and period not in ("auto", "dump"):
        corpus.timeline(period, axis)  # says why these dumps have no such periods
    laid = [
        _in_time(_only(corpus, series.drop("in_time")), period, axis)
        for series in in_time.partition_by("series", maintain_order=True)
    ]
    compared = _dump_by_dump(dumps.filter(~pl.col("in_time")), pl.lit(None, pl.Date))
    return pl.concat(
        [pl.DataFrame(schema=SCHEMA), *(_counted(corpus, one) for one in [*laid, compared])]
    )


def _only(corpus: Corpus, dumps: pl.DataFrame) -> Corpus:
    """Return the corpus of some dumps, as far as its timeline needs it."""
    listings = corpus.listings.join(dumps, on="dump_id", how="semi")
    return replace(corpus, dumps=dumps, listings=listings)


def _in_time(corpus: Corpus, period: str, axis: str) -> pl.DataFrame:
    """Lay the dumps of one series on periods: see :func:`_dump_by_dump`."""
    timeline = corpus.timeline(period, axis, count="exposure")
    if timeline.period == "dump":
        return _dump_by_dump(corpus.dumps, pl.col(axis))
    name = calendar.name(calendar.start(pl.col(axis), timeline.period), timeline.period)
    held = corpus.dumps.select("dump_id", "n_listings", period=name)
    return (
        timeline.periods.select("period", "period_start", "partial")
        .join(held, on="period", how="left", maintain_order="left")
        .with_columns(series=pl.lit(corpus.dumps["series"][0]))
    )


def _dump_by_dump(dumps: pl.DataFrame, start: pl.Expr) -> pl.DataFrame:
    """Take each dump as a period.

    Returns
    -------
    polars.DataFrame
        ``series``, ``period``, ``period_start``, ``partial``, ``dump_id``, ``n_listings``: a row
        for each dump of a period, in order of time; a period without dumps has one with nulls.
    """
    return dumps.select(
        "series",
        "dump_id",
        "n_listings",
        period="dump",
        period_start=start,
        partial=pl.lit(False),
    )


def _counted(corpus: Corpus, laid: pl.DataFrame) -> pl.DataFrame:
    """Count the listings that carry each field in periods of one series, or of dumps compared."""
    periods = laid.group_by("series", "period", "period_start", "partial", maintain_order=True).agg(
        listings=pl.col("n_listings").sum()
    )
    known = corpus.coverage.rename({"n_listings": "with_field"})
    carried = (
        laid.select("dump_id", "period")
        .join(known, on="dump_id")
        .group_by("period", "field")
        .agg(pl.col("with_field").sum())
    )
    fields = corpus.coverage.select("field").unique().sort("field")
    counted = fields.join(periods, how="cross", maintain_order="left_right").join(
        carried, on=["field", "period"], how="left", maintain_order="left"
    )
    counted = counted.with_columns(pl.col("with_field").fill_null(0))
    carrying = pl.col("period").filter(pl.col("with_field") > 0)
    dated = pl.col("period_start").is_not_null()
    return counted.with_columns(
        share=pl.when(pl.col("listings") > 0).then(pl.col("with_field") / pl.col("listings")),
        since=pl.when(dated).then(carrying.first().over("field")),
    ).select(*SCHEMA)
