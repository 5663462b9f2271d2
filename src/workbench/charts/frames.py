"""What goes into a chart: a frame with known columns, and few enough rows to be read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import altair as alt
import pandas as pd
import polars as pl

from workbench.errors import InputError

Frame = pl.DataFrame | pd.DataFrame
"""What a chart takes."""
LIMIT = 5_000
"""Most rows that a chart carries in its specification."""
DIGITS = 7
"""Significant digits kept: more than a picture shows, fewer than differ between processors."""


def take(frame: Frame, columns: Mapping[str, Any], chart: str) -> pl.DataFrame:
    """Return the columns that a chart needs, typed; the frame itself is left as it is.

    Parameters
    ----------
    frame
        A polars or pandas frame.
    columns
        The polars type of each column that the chart reads; None leaves a column as it is.
    chart
        The chart's name, for errors.

    Returns
    -------
    polars.DataFrame
        The named columns in the order of `columns`, NaN turned into null.

    Raises
    ------
    InputError
        If it is no frame, lacks a column or holds values of another type.
    """
    if not isinstance(frame, Frame):
        kind = type(frame).__name__
        raise InputError(f"charts.{chart}: found {kind!r}; give a polars or pandas frame")
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise InputError(
            f"charts.{chart}: the frame lacks {', '.join(missing)}; it holds "
            f"{', '.join(map(str, frame.columns)) or 'no column'}; the chart needs "
            f"{', '.join(columns)}"
        )
    kept = frame[list(columns)]
    if isinstance(kept, pd.DataFrame):
        kept = pl.from_pandas(kept)
    try:
        typed = kept.select(
            pl.col(name) if dtype is None else pl.col(name).cast(dtype)
            for name, dtype in columns.items()
        )
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f"charts.{chart}: a column holds values of another type ({reason}); "
            "give the frame as the analysis returns it"
        ) from None
    return typed.with_columns(pl.col(pl.Float64).fill_nan(None))


def basis(frame: Frame) -> str | None:
    """Return what a result stands on, in sentences; None where a frame does not say it.

    Parameters
    ----------
    frame
        As an analysis over time returns it: the column `basis` is alike in all rows.
    """
    if "basis" not in getattr(frame, "columns", ()):
        return None
    said = list(dict.fromkeys(text for text in frame["basis"] if isinstance(text, str)))
    return said[0] if len(said) == 1 else None


def rows(frame: pl.DataFrame, chart: str, advice: str) -> alt.InlineData:
    """Return a frame's rows as data of a chart.

    Parameters
    ----------
    frame
        The rows that will be drawn.
    chart
        The chart's name, for errors.
    advice
        What the user can do if there are too many, in the imperative.

    Returns
    -------
    altair.InlineData
        Dates as local midnights (a bare date would be read as UTC and shown a day early west of
        Greenwich), floats to `DIGITS` digits, infinite ones as null.

    Raises
    ------
    InputError
        If there are more than `LIMIT` rows.
    """
    at_most(frame.height, chart, advice)
    return alt.InlineData(
        values=[{name: _plain(value) for name, value in row.items()} for row in frame.to_dicts()]
    )


def at_most(height: int, chart: str, advice: str) -> None:
    """Raise an InputError if there are more rows than a chart can carry; advise what to do."""
    if height > LIMIT:
        raise InputError(
            f"charts.{chart}: {height:,} rows are more than the {LIMIT:,} that a chart can carry; "
            f"{advice}"
        )


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00"
    return value


def named(frame: pl.DataFrame, key: str, label: str = "label", name: str = "name") -> pl.DataFrame:
    """Return the frame with a column of names: the label, with its key where labels collide.

    Parameters
    ----------
    frame
        Rows with an identity and a label to show for it.
    key, label
        The columns that hold them.
    name
        The column to add.
    """
    shared = pl.col(key).n_unique().over(label) > 1
    long = pl.format("{} ({})", label, key)
    return frame.with_columns(pl.when(shared).then(long).otherwise(label).alias(name))


def at_least(value: int, least: int, name: str, chart: str) -> None:
    """Raise an InputError if an argument is below its least value."""
    if value < least:
        raise InputError(f"charts.{chart}: found {name}={value!r}; give {least} or more")
