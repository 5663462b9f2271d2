"""The raw folder: which files are dumps, and what the readers make of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..dumps import Reading, Source, balance, read_dump
from ..errors import DumpError, InputError
from ..settings import FILE


@dataclass(frozen=True)
class DumpRead:
    """A dump that was read: its source, what was found, and its bytes by kind."""

    source: Source
    reading: Reading
    ledger: dict[str, int]


def dump_paths(raw: Path) -> list[str]:
    """Return the dumps of a raw folder, relative and POSIX, sorted.

    Dot files, files in dot folders and the settings file are no dumps.

    Raises
    ------
    InputError
        No such folder, or no file in it.
    """
    if not raw.is_dir():
        found = "is a file" if raw.exists() else "no such folder"
        raise InputError(f"{raw}: {found}; name the folder that holds the dumps")
    paths = (path.relative_to(raw) for path in raw.rglob("*") if path.is_file())
    names = sorted(
        path.as_posix()
        for path in paths
        if path.as_posix() != FILE and not any(part.startswith(".") for part in path.parts)
    )
    if not names:
        raise InputError(f"{raw}: holds no dumps; put saved pages (.txt) into it")
    return names


def read_source(raw: Path, path: str) -> Source:
    """Read the bytes of a dump.

    Raises
    ------
    DumpError
        The file cannot be read.
    """
    try:
        return Source(path, (raw / path).read_bytes())
    except OSError as error:
        raise DumpError(
            path, f"cannot be read ({error.strerror})", "check its permissions or move it away"
        ) from None


def read_one(raw: Path, path: str) -> DumpRead:
    """Read one dump of a raw folder; raises what :func:`workbench.dumps.read_dump` raises."""
    source = read_source(raw, path)
    reading = read_dump(source)
    return DumpRead(source, reading, balance(source, reading))


def read_all(raw: Path) -> tuple[list[DumpRead], dict[str, str]]:
    """Read all dumps of a raw folder.

    Returns
    -------
    reads : list of DumpRead
        In order of their paths.
    failed : dict of str to str
        By path: the line that says why a file could not be read. Such a file fails alone.
    """
    reads: list[DumpRead] = []
    failed: dict[str, str] = {}
    for path in dump_paths(raw):
        try:
            reads.append(read_one(raw, path))
        except DumpError as error:
            failed[path] = str(error)
    return reads, failed
