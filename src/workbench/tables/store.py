"""Tables on disk: written beside, then switched; read only when whole.

The folder `NAME` is replaced as a whole. A load writes `.NAME.new` (manifest last, all of it
flushed), renames `NAME` to `.NAME.old` and `.NAME.new` to `NAME`. Whoever opens the tables first
calls :func:`recover`, which finishes or undoes a switch that was cut between the two renames.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from ..errors import LockedError, TablesError
from .manifest import FILE, Manifest
from .parts import write_parts
from .schemas import TABLES, declared, refuse_missing, refuse_strays, validate

# Folder beside the tables for what later loads take over.
LAYER = "layer"
# Tables that are written part by part.
LONG = ("postings",)
# Rows with an abstract that are packed together, some 40 MB: such groups are packed side by side.
_TEXTS_TOGETHER = 2**15


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
    ours = {FILE, LAYER, *(f"{name}.parquet" for name in TABLES)}
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


def flush(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def save(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as Parquet and wait until it is on the disk.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    together = _TEXTS_TOGETHER if "abstract" in frame.columns else None
    try:
        # the fastest level: files a tenth larger, written in half the time
        frame.write_parquet(path, compression="zstd", compression_level=1, row_group_size=together)
    except pl.exceptions.PolarsError as error:
        # polars wraps what the system said
        raise OSError(errno.EIO, " ".join(str(error).split()), str(path)) from error
    flush(path)


def file_sha256(path: Path) -> str:
    """Return the hash of a file on disk."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


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
    tables: Mapping[str, pl.DataFrame | Iterable[pl.DataFrame]],
    manifest: Manifest,
    out: Path,
    add: Callable[[Path], None] | None = None,
) -> Manifest:
    """Validate all tables, write them beside `out` and switch.

    Parameters
    ----------
    tables
        All tables by name; those of :data:`LONG` may come as frames with some rows each.
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
    frames = {name: table for name, table in tables.items() if isinstance(table, pl.DataFrame)}
    short = {name: frame for name, frame in frames.items() if name not in LONG}
    refuse_foreign(out)
    new, old = beside(out, "new"), beside(out, "old")
    if new.exists():
        shutil.rmtree(new)
    if old.exists():
        _retire(old, out)
    new.mkdir(parents=True)

    def write(name: str) -> dict[str, int | str]:
        path = new / f"{name}.parquet"
        if name in LONG:
            parts = [frames[name]] if name in frames else tables[name]
            return _write_long(name, parts, path, short)
        return _write(declared(name, short[name]), path)

    try:
        with ThreadPoolExecutor(2) as threads:
            # the longest first; all is proved before the switch, none of it before it is written
            longest = sorted(short, key=lambda name: -short[name].estimated_size())
            entries = {name: threads.submit(write, name) for name in (*LONG, *longest)}
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
