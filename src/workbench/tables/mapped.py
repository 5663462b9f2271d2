"""Tables opened without reading them: the system brings in the parts that are looked at.

Parquet is packed, so the tables are unpacked once, into Arrow files that can be mapped into memory.
They lie in a folder beside the tables that is named by the manifest: whatever changes a table
changes the name. The folder appears whole or not at all, and the next load drops it.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import polars as pl
from filelock import FileLock

from ..errors import TablesError
from .arrow_files import open_mapped, unpack
from .by_term import ByTerm, open_by_term, write_by_term
from .manifest import FILE, Manifest
from .schemas import TABLES
from .store import MAPPED, flush, recover

# Part of the folder's name: to be raised with whatever changes the files.
_LAYOUT = 1


def map_tables(folder: Path) -> tuple[dict[str, pl.DataFrame], Manifest, ByTerm]:
    """Open all tables of a folder as files mapped into memory; unpack them first, if need be.

    Parameters
    ----------
    folder
        A folder that :func:`write_tables` made.

    Returns
    -------
    tables : dict of str to polars.DataFrame
        Equal to what :func:`read_tables` returns.
    manifest : Manifest
    by_term : ByTerm
        For each term the papers that hold it.

    Raises
    ------
    TablesError
        Tables that are missing, damaged or of another version, or no room for their copies.
    """
    recover(folder)
    manifest = Manifest.read(folder)
    files = _unpacked(folder, _name(folder))
    held = {name: open_mapped(files / f"{name}.arrow") for name in TABLES}
    return held, manifest, open_by_term(files)


def _name(folder: Path) -> str:
    """Return how the folder for these tables is called; the manifest has the hash of each."""
    return f"{_LAYOUT}-{hashlib.sha256((folder / FILE).read_bytes()).hexdigest()[:16]}"


def _unpacked(folder: Path, name: str) -> Path:
    """Return where the Arrow files of the tables are; makes them if they are not there."""
    place = folder / MAPPED
    made = place / name
    if made.is_dir():
        return made
    try:
        place.mkdir(exist_ok=True)
        # whoever comes second waits, and finds them made
        with FileLock(place / "lock"):
            if not made.is_dir():
                _make(folder, place, name)
    except OSError as error:
        reason = error.strerror or error
        raise TablesError(
            f"{place}: cannot be written ({reason}), and memory_map keeps unpacked copies of the"
            " tables there; open them once where they can be written, or without memory_map"
        ) from error
    return made


def _make(folder: Path, place: Path, name: str) -> None:
    for stale in sorted(place.iterdir()):
        if stale.is_dir():
            shutil.rmtree(stale)
    new = place / f"{name}.new"
    new.mkdir()
    try:
        for table, schema in TABLES.items():
            unpack(folder, table, schema.column_names(), new / f"{table}.arrow")
        write_by_term(folder, new)
        if _name(folder) != name:
            raise TablesError(f"{folder}: another load has just replaced these tables; open again")
        flush(new)
        new.rename(place / name)
    finally:
        if new.exists():
            shutil.rmtree(new)
