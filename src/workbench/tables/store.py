"""Tables on disk: written beside, then switched; read only when whole.

The folder `NAME` is replaced as a whole. A load writes `.NAME.new` (manifest last, all of it
flushed), renames `NAME` to `.NAME.old` and `.NAME.new` to `NAME`. Whoever opens the tables first
calls :func:`recover`, which finishes or undoes a switch that was cut between the two renames.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import polars as pl
from filelock import FileLock, Timeout

from ..errors import LockedError, TablesError
from .files import file_sha256, flush, save, take_over
from .manifest import FILE, Manifest
from .parts import write_parts
from .schemas import TABLES, declared, refuse_missing, refuse_strays, validate

# Folder beside the tables for what later loads take over.
LAYER = "layer"
# Folder beside the tables for their unpacked copies.
MAPPED = "mapped"
# Tables that are written part by part.
LONG = ("postings",)


def beside(out: Path, state: str) -> Path:
    """Return where a file or folder stands that belongs to the tables but is none of them."""
    return out.with_name(f".{out.name}.{state}")


class Lock:
    """Keeps two loads of one folder apart; used as a context.

    Raises
    ------
    LockedError
        On entry, where another load holds the lock.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lock = FileLock(beside(out, "lock"))

    def __enter__(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise LockedError(
                f"{self._out}: another load is writing these tables; wait for it to end"
            ) from None

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def recover(out: Path) -> None:
    """Finish or undo a switch that was cut short; does nothing to whole tables.

    The folder that is complete wins: the new one if its manifest was written, else the old one.
    """
    if out.exists() or not any(beside(out, state).exists() for state in ("new", "old")):
        return
    # A load that is just switching holds the lock for a moment: wait for it, then look again.
    with FileLock(beside(out, "lock"), timeout=30):
        for candidate in (beside(out, "new"), beside(out, "old")):
            if not out.exists() and (candidate / FILE).exists():
                candidate.rename(out)


def _retire(old: Path, out: Path) -> None:
    """Delete the tables that were replaced; what else lay among them moves on."""
    ours = {FILE, LAYER, MAPPED, *(f"{name}.parquet" for name in TABLES)}
    for entry in sorted(old.iterdir()):
        if entry.name not in ours and not (out / entry.name).exists():
            entry.rename(out / entry.name)
    shutil.rmtree(old)


def refuse_foreign(out: Path) -> None:
    """Refuse a folder that is not a folder of tables.

    Raises
    ------
    TablesError
        `out` is a file, or a folder of other things.
    """
    if out.exists() and not out.is_dir():
        raise TablesError(f"{out}: is a file; name a folder for the tables with --out")
    if out.exists() and not (out / FILE).exists():
        others = sorted(p.name for p in out.iterdir() if not p.name.startswith("."))
        if others:
            raise TablesError(
                f"{out}: holds other files ({', '.join(others[:3])}) and no tables;"
                " name an empty or a new folder with --out"
            )


class Kept(NamedTuple):
    """A table of earlier tables that stays as it is: its file, and what the manifest says of it."""

    file: Path
    entry: dict[str, int | str]

    @classmethod
    def of(cls, manifest: Manifest, folder: Path, name: str) -> Kept:
        """Keep the table of a folder, which must be whole, see :func:`is_whole`."""
        return cls(folder / f"{name}.parquet", manifest.tables[name])


def _write(table: pl.DataFrame, path: Path) -> dict[str, int | str]:
    save(table.rechunk(), path)
    return {"rows": table.height, "sha256": file_sha256(path)}


def _write_long(
    name: str, parts: Iterable[pl.DataFrame], path: Path, tables: Mapping[str, pl.DataFrame]
) -> dict[str, int | str]:
    rows = write_parts(name, parts, path, tables)
    flush(path)
    return {"rows": rows, "sha256": file_sha256(path)}


def write_tables(
    tables: Mapping[str, pl.DataFrame | Iterable[pl.DataFrame] | Kept],
    manifest: Manifest,
    out: Path,
    add: Callable[[Path], None] | None = None,
) -> Manifest:
    """Validate all tables, write them beside `out` and switch.

    Parameters
    ----------
    tables
        All tables by name; those of :data:`LONG` may come as frames with some rows each, and any
        of them as it was written before.
    manifest
        Where they come from; rows and hashes of the tables are filled in here.
    out
        The folder that will hold them. Files in it that are not ours are kept.
    add
        Called with the new folder before the switch, to write what belongs to these tables.

    Returns
    -------
    Manifest
        As written.

    Raises
    ------
    TablesError
        A table breaks its declaration, or `out` holds something that is no folder of tables.
        Nothing was changed then.
    """
    refuse_missing(tables)
    short = {
        name: table
        for name, table in tables.items()
        if isinstance(table, pl.DataFrame) and name not in LONG
    }
    refuse_foreign(out)
    new, old = beside(out, "new"), beside(out, "old")
    if new.exists():
        shutil.rmtree(new)
    if old.exists():
        _retire(old, out)
    new.mkdir(parents=True)

    def write(name: str) -> dict[str, int | str]:
        path, table = new / f"{name}.parquet", tables[name]
        if isinstance(table, Kept):
            take_over(table.file, path)
            return table.entry
        if name in LONG:
            parts = [table] if isinstance(table, pl.DataFrame) else table
            return _write_long(name, parts, path, short)
        return _write(declared(name, table), path)

    try:
        with ThreadPoolExecutor(2) as threads:
            # the longest first; all is proved before the switch, none of it before it is written
            longest = sorted(short, key=lambda name: -short[name].estimated_size())
            order = dict.fromkeys((*LONG, *longest, *tables))
            entries = {name: threads.submit(write, name) for name in order}
            known = threads.submit(refuse_strays, short)
            if add is not None:
                add(new)
            tables_written = {name: entries[name].result() for name in TABLES}
            known.result()
    except TablesError:
        shutil.rmtree(new)
        raise
    written = replace(manifest, tables=tables_written)
    # The manifest appears under its name only when whole: its presence marks a complete folder.
    draft = new / f"{FILE}.draft"
    draft.write_text(written.to_json(), encoding="utf-8")
    flush(draft)
    draft.rename(new / FILE)
    flush(new)
    if out.exists():
        out.rename(old)
    new.rename(out)
    if old.exists():
        _retire(old, out)
    return written


def previous(folder: Path) -> Manifest | None:
    """Return the manifest of the tables in a folder that this workbench can build on, if any."""
    try:
        return Manifest.read(folder)
    except TablesError:
        return None


def is_whole(folder: Path, manifest: Manifest, names: Iterable[str] = TABLES) -> bool:
    """Say whether tables are the files that were written."""
    paths = {name: folder / f"{name}.parquet" for name in names}
    return all(
        path.exists() and file_sha256(path) == manifest.tables[name]["sha256"]
        for name, path in paths.items()
    )


def read_columns(folder: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, pl.DataFrame]:
    """Read some columns of tables that are known to be whole, see :func:`is_whole`."""
    return {
        name: pl.read_parquet(folder / f"{name}.parquet", columns=list(columns))
        for name, columns in wanted.items()
    }


def read_tables(folder: Path, verify: bool = False) -> tuple[dict[str, pl.DataFrame], Manifest]:
    """Read all tables of a folder.

    Parameters
    ----------
    folder
        A folder that :func:`write_tables` made.
    verify
        Also hold every file to the hash and every table to the declarations of the manifest.

    Returns
    -------
    tables : dict of str to polars.DataFrame
    manifest : Manifest

    Raises
    ------
    TablesError
        Tables that are missing, damaged or of another version; names the command that mends them.
    """
    recover(folder)
    manifest = Manifest.read(folder)
    mend = f"run: workbench load RAW --out {folder}"
    tables = {}
    for name, schema in TABLES.items():
        path = folder / f"{name}.parquet"
        if not path.exists():
            raise TablesError(f"{path}: missing; {mend}")
        if verify and file_sha256(path) != manifest.tables[name]["sha256"]:
            raise TablesError(f"{path}: not the file that was written; {mend}")
        try:
            tables[name] = pl.read_parquet(path)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise TablesError(f"{path}: damaged ({error}); {mend}") from error
        if tables[name].columns != schema.column_names():
            raise TablesError(f"{path}: has other columns than declared; {mend}")
    return (validate(tables) if verify else tables), manifest
