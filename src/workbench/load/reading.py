"""Files read: dump by dump, each proved, their rows gathered into few frames."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ..dumps import (
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
from .facts import DumpFacts

# Dumps are gathered until they hold this much text: few large frames instead of one a dump.
_BATCH_BYTES = 8 * 1024**2
_COLLECT_EVERY = 10_000_000


@dataclass(frozen=True)
class FilesRead:
    """What some files hold.

    Attributes
    ----------
    read
        Their dumps.
    failed
        By path: the line that says why a file, or a member of an archive, could not be read.
    records
        The listings, columns of :data:`workbench.dumps.RECORD_SCHEMA`.
    rejects
        The rejects.
    """

    read: list[DumpFacts]
    failed: dict[str, str]
    records: pl.DataFrame
    rejects: pl.DataFrame


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
def read_files(
    raw: Path,
    files: Iterable[str],
    settings: Settings,
    keep: Callable[[pl.DataFrame], None] = lambda records: None,
    *,
    hold: bool = True,
) -> FilesRead:
    """Read files of a raw folder.

    Parameters
    ----------
    raw
        The folder.
    files
        Relative to it.
    settings
        Of the collection.
    keep
        Called with each batch of records, in order, while the next is being read.
    hold
        Whether to return the records too.

    Returns
    -------
    FilesRead
        A file that cannot be read fails alone.

    Raises
    ------
    LedgerError
        A dump that does not balance.
    """
    read: list[DumpFacts] = []
    failed: dict[str, str] = {}
    pieces = _Pieces(keep, hold)
    for path in files:
        try:
            data, sha = _look(raw / path)
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            failed[path] = str(DumpError(path, reason, "check its permissions"))
            continue
        empty_archive = True
        for content in contents(path, raw / path, data):
            empty_archive = False
            if content.data is data:
                content = content._replace(sha256=sha)
            try:
                parts = read_parts(content, settings.of(content.path), path, sha)
                read.append(DumpFacts.joined(map(pieces.add, parts)))
            except DumpError as error:
                failed[content.path] = str(error)
        if empty_archive:
            failed[path] = str(DumpError(path, "is an archive without files", "remove it"))
    return FilesRead(read, failed, *pieces.gathered())


def _look(file: Path) -> tuple[bytes | None, str]:
    """Return the bytes of a file, unless they are many, and their hash."""
    if file.stat().st_size > _BATCH_BYTES:
        return None, file_sha256(file)
    data = file.read_bytes()
    return data, hashlib.sha256(data).hexdigest()


class _Pieces:
    """Rows of many dumps, gathered into few frames; lets go of the dumps' texts.

    A batch becomes a frame in a thread of its own while the next dumps are read.
    """

    def __init__(self, keep: Callable[[pl.DataFrame], None], hold: bool) -> None:
        self._keep, self._hold = keep, hold
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
        # not in the thread: both need the interpreter here, and would only wait for each other
        records, rejects = _as_read(self._batch)
        self._frames.append(self._thread.submit(self._finished, records, rejects))
        self._batch, self._size = [], 0

    def gathered(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        self._finish()
        self._thread.shutdown()
        records, rejects = zip(*(future.result() for future in self._frames), strict=True)
        return pl.concat(records), pl.concat(rejects)

    def _finished(
        self, records: pl.DataFrame, rejects: pl.DataFrame
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        records = finish(records)
        self._keep(records)
        return records if self._hold else records.clear(), rejects


def _as_read(batch: list[DumpRead]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the listings of dumps, not tidied yet, and their rejects."""
    rejects = [row for one in batch for row in one.rejects]
    return (
        to_frame([one.listings for one in batch]),
        pl.DataFrame(rejects, schema=empty("rejects").schema, orient="row"),
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
            facts, frames = zip(*((part.facts, _as_read([part])) for part in parts), strict=True)
        except DumpError as error:
            yield error
        else:
            records, rejects = zip(*frames, strict=True)
            records = finish(pl.concat(records))
            yield ReadAgain(DumpFacts.joined(facts), records, pl.concat(rejects))
