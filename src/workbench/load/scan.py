"""What the readers make of a raw folder: each dump once, unless it is as it was."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ..dumps import (
    RECORD_SCHEMA,
    Content,
    Listed,
    Reading,
    Source,
    contents,
    finish,
    listed,
    read_content,
    to_frame,
)
from ..errors import DumpError
from ..settings import DumpSettings, Settings
from ..tables import empty, file_sha256
from .facts import DumpFacts, read_with
from .folder import dump_files

# Dumps are gathered until they hold this much text: few large frames instead of one a dump.
_BATCH_BYTES = 8 * 1024**2
_COLLECT_EVERY = 10_000_000


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


class DumpRead(NamedTuple):
    """A dump, or a part of one that is too large to be held, just read: its facts and its rows."""

    facts: DumpFacts
    listings: Listed
    rejects: list[tuple[object, ...]]


def read_parts(content: Content, settings: DumpSettings, file: str, sha: str) -> Iterator[DumpRead]:
    """Read one dump, see :func:`workbench.dumps.read_content`; mostly it is one part."""
    for source, reading, ledger in read_content(content, settings.encoding, settings.columns):
        facts = DumpFacts.of(source, reading, ledger, file, sha)
        yield DumpRead(facts, listed(source, reading.listings), _rejects(source, reading))


def _rejects(source: Source, reading: Reading) -> list[tuple[object, ...]]:
    """Return the rejects of a dump as rows of the table `rejects`."""
    starts = source.lines_at(reject.start for reject in reading.rejects).tolist()
    ends = source.lines_at(max(each.start, each.end - 1) for each in reading.rejects).tolist()
    return [
        (source.dump_id, start, end, reject.rule, reject.text)
        for reject, start, end in zip(reading.rejects, starts, ends, strict=True)
    ]


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the garbage collector run rarely: reading makes millions of objects, hardly a cycle."""
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_EVERY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@_rare_collections()
def scan(
    raw: Path,
    settings: Settings,
    known: Iterable[DumpFacts] = (),
    failed: Iterable[str] = (),
    keep: Callable[[pl.DataFrame], None] = lambda records: None,
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
        Called with each batch of records, in order, while the next is being read.

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
    pieces = _Pieces(keep)
    for path in files:
        same = before.get(path, [])
        if path in hashes and all(_unchanged(facts, hashes[path], settings) for facts in same):
            found.kept += same
            continue
        try:
            data, sha = _look(raw / path)
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            found.failed[path] = str(DumpError(path, reason, "check its permissions"))
            continue
        empty_archive = True
        for content in contents(path, raw / path, data):
            empty_archive = False
            if content.data is data:
                content = content._replace(sha256=sha)
            try:
                parts = read_parts(content, settings.of(content.path), path, sha)
                found.read.append(DumpFacts.joined(map(pieces.add, parts)))
            except DumpError as error:
                found.failed[content.path] = str(error)
        if empty_archive:
            found.failed[path] = str(DumpError(path, "is an archive without files", "remove it"))
    settings.must_fit([*(facts.path for facts in (*found.kept, *found.read)), *found.failed])
    found.records, found.rejects = pieces.gathered()
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

    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as threads:
        shares = threads.map(of_some, [paths[core::cores] for core in range(cores)])
        return {path: sha for share in shares for path, sha in share.items()}


def _look(file: Path) -> tuple[bytes | None, str]:
    """Return the bytes of a file, unless they are many, and their hash."""
    if file.stat().st_size > _BATCH_BYTES:
        return None, file_sha256(file)
    data = file.read_bytes()
    return data, hashlib.sha256(data).hexdigest()


def _unchanged(facts: DumpFacts, sha: str, settings: Settings) -> bool:
    own = settings.of(facts.path)
    return facts.file_sha256 == sha and facts.read_with == read_with(own.encoding, own.columns)


class _Pieces:
    """Rows of many dumps, gathered into few frames; lets go of the dumps' texts.

    A batch becomes a frame in a thread of its own while the next dumps are read.
    """

    def __init__(self, keep: Callable[[pl.DataFrame], None]) -> None:
        self._keep = keep
        self._thread = ThreadPoolExecutor(1)
        self._frames: list[Future[tuple[pl.DataFrame, pl.DataFrame]]] = []
        self._batch: list[DumpRead] = []
        self._size = 0

    def add(self, one: DumpRead) -> DumpFacts:
        self._batch.append(one)
        self._size += one.facts.n_bytes
        if self._size > _BATCH_BYTES:
            self._finish()
        return one.facts

    def _finish(self) -> None:
        if len(self._frames) > 1:
            self._frames[-1].result()  # never more than one batch waits
        self._frames.append(self._thread.submit(self._frames_of, self._batch))
        self._batch, self._size = [], 0

    def gathered(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        self._finish()
        self._thread.shutdown()
        records, rejects = zip(*(future.result() for future in self._frames), strict=True)
        return pl.concat(records), pl.concat(rejects)

    def _frames_of(self, batch: list[DumpRead]) -> tuple[pl.DataFrame, pl.DataFrame]:
        records, rejects = frames_of(batch)
        self._keep(records)
        return records, rejects


def frames_of(batch: list[DumpRead]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the listings and the rejects of dumps."""
    rejects = [row for one in batch for row in one.rejects]
    schema = empty("rejects").schema
    return (
        finish(to_frame([one.listings for one in batch])),
        pl.DataFrame(rejects, schema=schema, orient="row"),
    )


class ReadAgain(NamedTuple):
    """One dump, read once more: its facts and its rows."""

    facts: DumpFacts
    records: pl.DataFrame
    rejects: pl.DataFrame


def read_again(raw: Path, path: str, settings: Settings) -> Iterator[ReadAgain | DumpError]:
    """Read a file of a raw folder once more, dump by dump, for the proof."""
    sha = file_sha256(raw / path)
    for content in contents(path, raw / path):
        try:
            parts = read_parts(content, settings.of(content.path), path, sha)
            facts, frames = zip(*((part.facts, frames_of([part])) for part in parts), strict=True)
        except DumpError as error:
            yield error
        else:
            records, rejects = zip(*frames, strict=True)
            yield ReadAgain(DumpFacts.joined(facts), pl.concat(records), pl.concat(rejects))
