"""What the readers make of a raw folder: each dump once, unless it is as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from ..dumps import RECORD_SCHEMA
from ..settings import Settings
from ..tables import empty, file_sha256
from .facts import DumpFacts, read_with
from .folder import dump_files
from .helpers import Helpers, cores
from .reading import read_files


@dataclass
class Scan:
    """What a raw folder holds.

    Attributes
    ----------
    kept
        Dumps that are as they were when they were read before.
    read
        Dumps that were read now.
    failed
        By path: the line that says why a file, or a member of an archive, could not be read.
    records
        The listings of `read`, columns of :data:`workbench.dumps.RECORD_SCHEMA`.
    rejects
        The rejects of `read`.
    """

    kept: list[DumpFacts] = field(default_factory=list)
    read: list[DumpFacts] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    records: pl.DataFrame = field(default_factory=RECORD_SCHEMA.to_frame)
    rejects: pl.DataFrame = field(default_factory=lambda: empty("rejects"))


def scan(
    raw: Path,
    settings: Settings,
    known: Iterable[DumpFacts] = (),
    failed: Iterable[str] = (),
    keep: Callable[[pl.DataFrame], None] = lambda records: None,
    helpers: Helpers | None = None,
) -> Scan:
    """Read a raw folder, except what was read before and is unchanged.

    Parameters
    ----------
    raw
        The folder.
    settings
        Of the collection.
    known
        Dumps that were read before with the present readers. A file is unchanged if its bytes are,
        and what the settings state of reading it.
    failed
        Paths that could not be read before: their files are tried again.
    keep
        Called with each batch of records that is read here, while the next is being read.
    helpers
        Processes that read some of it, if it is much.

    Returns
    -------
    Scan
        A file that cannot be read fails alone.

    Raises
    ------
    InputError
        No such folder, nothing in it, or settings for files that are not there.
    LedgerError
        A dump that does not balance.
    """
    files, wrong = dump_files(raw)
    found = Scan(failed=wrong)
    again = {path[: at.start()] for path in failed for at in re.finditer("!|$", path)}
    before: dict[str, list[DumpFacts]] = {}
    for facts in known:
        before.setdefault(facts.file, []).append(facts)
    hashes = _hashes(raw, [path for path in files if path in before and path not in again])
    new = []
    for path in files:
        same = before.get(path, [])
        if path in hashes and all(_unchanged(facts, hashes[path], settings) for facts in same):
            found.kept += same
        else:
            new.append(path)
    own = helpers.own(raw, new, settings) if helpers else new
    parts = [read_files(raw, own, settings, keep)]
    for files, theirs in helpers.done() if helpers else ():
        parts.append(theirs or read_files(raw, files, settings, keep))
    for part in parts:
        found.read += part.read
        found.failed |= part.failed
    settings.must_fit([*(facts.path for facts in (*found.kept, *found.read)), *found.failed])
    found.records = pl.concat(part.records for part in parts)
    found.rejects = pl.concat(part.rejects for part in parts)
    return found


def _hashes(raw: Path, paths: list[str]) -> dict[str, str]:
    """Return the hashes of files, those that can be read, by as many threads as there are cores."""

    def of_some(some: list[str]) -> dict[str, str]:
        found = {}
        for path in some:
            # whoever reads the file next is told why it cannot be
            with suppress(OSError):
                found[path] = file_sha256(raw / path)
        return found

    n = cores()
    with ThreadPoolExecutor(n) as threads:
        shares = threads.map(of_some, [paths[core::n] for core in range(n)])
        return {path: sha for share in shares for path, sha in share.items()}


def _unchanged(facts: DumpFacts, sha: str, settings: Settings) -> bool:
    own = settings.of(facts.path)
    return facts.file_sha256 == sha and facts.read_with == read_with(own.encoding, own.columns)
