"""A table too long for memory: written part by part, each held to the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from ..errors import TablesError
from .files import save_parts
from .schemas import REFERENCES, declared, empty

ROWS_A_GROUP = 1 << 20


def write_parts(
    name: str, parts: Iterable[pl.DataFrame], path: Path, tables: Mapping[str, pl.DataFrame]
) -> int:
    """Write a table that comes in parts; the file is the same however it was divided.

    Parameters
    ----------
    name
        Of the table.
    parts
        Its rows in order.
    path
        Where to write it.
    tables
        Those that it refers to.

    Returns
    -------
    int
        How many rows it has.

    Raises
    ------
    TablesError
        A part breaks the declaration of the table, or names what another table does not hold.
    OSError
        The file cannot be written.
    """
    return save_parts(_proved(name, parts, tables), empty(name).schema, path, ROWS_A_GROUP)


def _proved(
    name: str, parts: Iterable[pl.DataFrame], tables: Mapping[str, pl.DataFrame]
) -> Iterator[pl.DataFrame]:
    """Give the parts of a table, none very long, each held to what is declared of it."""
    last = empty(name)
    known = {
        other: tables[other][key].sort()
        for (table, _), (other, key) in REFERENCES.items()
        if table == name
    }
    for part in (some for each in parts for some in each.iter_slices(ROWS_A_GROUP)):
        if part.columns != last.columns:
            raise TablesError(f"table {name} breaks its declaration: it has columns {part.columns}")
        # with the row before, for rules that look at neighbors
        held = declared(name, pl.concat([last, part]))[len(last) :]
        _refuse_strays(name, held, known)
        yield held
        last = held.tail(1)


def _refuse_strays(name: str, held: pl.DataFrame, known: Mapping[str, pl.Series]) -> None:
    """Refuse values that another table does not hold; `known` has what each of them holds."""
    for other, keys in known.items():
        columns = [
            mine for (table, mine), (to, _) in REFERENCES.items() if (table, to) == (name, other)
        ]
        first, *more = (held[column] for column in columns)
        # the columns that refer to one table say the same in most rows
        for values in (first, *(each.filter(each != first) for each in more)):
            distinct = values.unique()
            places = keys.search_sorted(distinct).clip(0, max(len(keys) - 1, 0))
            found = keys.gather(places) == distinct if len(keys) else distinct.is_null()
            if not found.all():
                value = distinct.filter(~found).min()
                raise TablesError(
                    f"table {name} names {values.name} {value!r}, which table {other} does not hold"
                )
