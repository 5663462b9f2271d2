"""A table too long for memory: written part by part, each held to the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import dataframely as dy
import polars as pl

from ..errors import TablesError
from .schemas import REFERENCES, TABLES

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_GROUP = 1 << 20
_DICTIONARY = 1 << 24


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
    # imported where a table is written: a load that finds nothing new does without
    import pyarrow.parquet as pq

    schema = TABLES[name]
    known = {
        column: (other, tables[other][key].sort())
        for (table, column), (other, key) in REFERENCES.items()
        if table == name
    }
    rows, last = 0, schema.create_empty()
    layout = last.to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    writer = pq.ParquetWriter(
        path,
        layout,
        compression="zstd",
        compression_level=1,
        dictionary_pagesize_limit=_DICTIONARY,
    )
    with writer:
        for group in _regrouped(parts):
            if group.columns != last.columns:
                raise TablesError(
                    f"table {name} breaks its declaration: it has columns {group.columns}"
                )
            # with the row before, for rules that look at neighbors
            try:
                held = schema.validate(pl.concat([last, group]))[len(last) :]
            except (dy.exc.ValidationError, dy.exc.SchemaError) as error:
                rules = " ".join(str(error).split())
                raise TablesError(f"table {name} breaks its declaration: {rules}") from error
            for column, (other, keys) in known.items():
                _refuse_strays(name, held[column], other, keys)
            writer.write_table(_arrow(held, layout))
            rows, last = rows + held.height, held.tail(1)
    return rows


def _arrow(held: pl.DataFrame, layout: pa.Schema) -> pa.Table:
    return held.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest()).cast(layout)


def _regrouped(parts: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Divide a table anew, so that its row groups do not tell how it came."""
    waiting: list[pl.DataFrame] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting)) >= ROWS_A_GROUP:
            *whole, rest = pl.concat(waiting).iter_slices(ROWS_A_GROUP)
            if rest.height == ROWS_A_GROUP:
                whole, rest = [*whole, rest], rest.clear()
            yield from whole
            waiting = [rest]
    if any(map(len, waiting)):
        yield pl.concat(waiting)


def _refuse_strays(name: str, values: pl.Series, other: str, keys: pl.Series) -> None:
    distinct = values.unique()
    places = keys.search_sorted(distinct).clip(0, max(len(keys) - 1, 0))
    held = keys.gather(places) == distinct if len(keys) else distinct.is_null()
    if not held.all():
        value = distinct.filter(~held).min()
        raise TablesError(
            f"table {name} names {values.name} {value!r}, which table {other} does not hold"
        )
