"""Arrow files: a table unpacked from Parquet, and opened without reading it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ..errors import TablesError
from .store import flush

_ROWS_TOGETHER = 1 << 20


def unpack(folder: Path, table: str, columns: list[str], out: Path) -> None:
    """Write a table of a folder as an Arrow file, some rows at a time.

    Raises
    ------
    TablesError
        It is missing or damaged, or has other columns than these.
    OSError
        The file cannot be written.
    """
    path = folder / f"{table}.parquet"
    mend = f"run: workbench load RAW --out {folder}"
    if not path.exists():
        raise TablesError(f"{path}: missing; {mend}")
    try:
        packed = pl.scan_parquet(path)
        found = packed.collect_schema().names()
        if found == columns:
            packed.sink_ipc(out, compression="uncompressed", record_batch_size=_ROWS_TOGETHER)
    except pl.exceptions.PolarsError as error:
        raise TablesError(f"{path}: damaged ({error}); {mend}") from error
    if found != columns:
        raise TablesError(f"{path}: has other columns than declared; {mend}")
    flush(out)


def open_mapped(path: Path) -> pl.DataFrame:
    """Open an Arrow file without reading it.

    Raises
    ------
    TablesError
        It is missing, or damaged.
    """
    # imported where files are mapped: a load does without
    import pyarrow as pa

    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
    except (OSError, pa.ArrowInvalid) as error:
        raise TablesError(
            f"{path}: damaged ({error}); delete the folder {path.parent} and open the tables again"
        ) from error
    return pl.DataFrame(pl.from_arrow(table, rechunk=False))
