"""The rows that a chart holds, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from ..errors import InputError

MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00")
"""A day as a chart holds it."""


def rows_of(spec: dict[str, Any]) -> pl.DataFrame:
    """Return the rows that a specification draws.

    A chart may hold several sets of rows: those of its panels, and small ones for single marks.
    The largest is taken, and those that have the same columns.

    Raises
    ------
    InputError
        The specification holds no rows, but leads to a file.
    """
    sets = [rows for rows in _sets(spec) if rows and isinstance(rows[0], dict)]
    if not sets:
        raise InputError("save: the chart holds no rows of its own, so there is no data to write")
    largest = max(sets, key=lambda rows: (len(rows), len(rows[0])))
    alike = [row for rows in sets if rows[0].keys() == largest[0].keys() for row in rows]
    plain = [{name: _plain(value) for name, value in row.items()} for row in alike]
    return pl.DataFrame(plain, infer_schema_length=None, strict=False)


def _sets(spec: dict[str, Any]) -> Iterator[list[Any]]:
    """Yield the sets of rows, in the order in which the specification names or holds them."""
    yield from spec.get("datasets", {}).values()
    inline = spec.get("data", {}).get("values")
    if isinstance(inline, list):
        yield inline


def _plain(value: Any) -> Any:
    day = MIDNIGHT.fullmatch(value) if isinstance(value, str) else None
    return day[1] if day else value
