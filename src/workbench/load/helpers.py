"""Dumps read by further processes, where they are many.

Reading is Python, and a process runs one thread of Python at a time. A helper is told in one line
what to read. It writes the listings into a file, as a layer holds them, and prints what else is
known of the dumps. What a helper does not do, for whatever reason, is read here again: no answer
and no error depends on helpers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from threading import Thread
from time import perf_counter
from types import TracebackType
from typing import NamedTuple, Self

import polars as pl

from ..dumps import RECORD_SCHEMA
from ..settings import Settings, read_settings
from ..tables import empty
from .facts import DumpFacts
from .reading import FilesRead, read_files
from .segment import Segment

# Seconds: what is left to read must take this long to be shared, and what a helper's imports take.
WORTH, HEAD_START = 4.0, 0.5
# Bytes of files that stay together: neighbors are often alike, and pack the better for it.
TOGETHER = 8 * 1024**2
_MOST = 3  # each holds a hundred megabytes

# neither the main module nor the folder at hand is imported: this is safe in scripts and notebooks
CODE = (
    "import sys; job = sys.stdin.buffer.readline(); sys.path[:] = {path!r};"
    " from workbench.load.helpers import serve; serve(job)"
)


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Block(NamedTuple):
    """Neighboring files, and how many bytes they are."""

    files: list[str]
    size: int


@dataclass(frozen=True)
class _Share:
    """The files that a helper reads."""

    files: list[str]
    process: subprocess.Popen[bytes]
    draft: Path

    def result(self) -> FilesRead | None:
        """Wait for what the helper has read; None if it did not read it all."""
        assert self.process.stdout is not None
        said = self.process.stdout.read()
        if self.process.wait():
            return None
        try:
            told = json.loads(said)
            read = [DumpFacts.from_json(plain) for plain in told["read"]]
            schema = empty("rejects").schema
            rejects = pl.DataFrame(told["rejects"], schema=schema, orient="row")
            records = pl.read_parquet(self.draft) if self.draft.exists() else None
        except (ValueError, KeyError, TypeError, OSError, pl.exceptions.PolarsError):
            return None
        if records is None:
            records = RECORD_SCHEMA.to_frame()
        if records.schema != RECORD_SCHEMA or records.height != sum(one.n_listings for one in read):
            return None
        return FilesRead(read, told["failed"], records, rejects)


class Helpers:
    """Processes that read along; used as a context, at whose end none is left.

    Parameters
    ----------
    draft
        Where they write, a number added. Nothing is left there when the context ends, unless a
        layer took it.
    """

    def __init__(self, draft: Path) -> None:
        self._draft = draft
        self._shares: list[_Share] = []
        self._context = ExitStack()
        self.segments: list[Segment] = []

    def __enter__(self) -> Self:
        # of a load that was killed
        for left in self._draft.parent.glob(f"{escape(self._draft.name)}-*"):
            left.unlink()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for share in self._shares:
            share.process.kill()
            share.process.communicate()
        self._context.close()

    def own(self, raw: Path, files: list[str], settings: Settings) -> Iterator[str]:
        """Give one after the other the files that are to be read here.

        Helpers get their share of the rest as soon as the speed of reading tells that it pays.
        Pages are read six times as fast as feeds: the size alone does not tell.
        """
        blocks = _blocks(raw, files)
        while blocks:
            block = blocks.popleft()
            began = perf_counter()
            yield from block.files
            speed = block.size / (perf_counter() - began)
            if not self._shares and sum(rest.size for rest in blocks) > speed * WORTH:
                blocks = self._shared(blocks, speed * HEAD_START, raw, settings)

    def _shared(
        self, blocks: deque[_Block], head_start: float, raw: Path, settings: Settings
    ) -> deque[_Block]:
        """Share blocks with helpers, and return those that are left."""
        n = min(cores() - 1, _MOST) if sys.executable else 0
        given: list[list[_Block]] = [[] for _ in range(1 + n)]
        held = [0.0] + [head_start] * n
        for block in blocks:
            least = held.index(min(held))
            given[least].append(block)
            held[least] += block.size
        own, *others = given
        for share in filter(None, others):
            files = [path for block in share for path in block.files]
            if not self._start(raw, files, settings):
                own += share
        return deque(own)

    def _start(self, raw: Path, files: list[str], settings: Settings) -> bool:
        """Start a helper; say whether that was possible."""
        draft = self._draft.with_name(f"{self._draft.name}-{len(self._shares)}")
        job = {"raw": str(raw), "files": files, "settings": settings.sha256, "draft": str(draft)}
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", CODE.format(path=sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return False
        self._shares.append(_Share(files, process, draft))
        self.segments.append(self._context.enter_context(Segment(draft)))
        assert process.stdin is not None
        with suppress(OSError):  # a helper that died at once: it is noticed when it is waited for
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
        return True

    def done(self) -> Iterator[tuple[list[str], FilesRead | None]]:
        """Wait for each helper: its files, and what it has read, or None if that did not work."""
        for share, segment in zip(self._shares, self.segments, strict=True):
            found = share.result()
            if found is None:
                segment.discard()
            yield share.files, found


def _blocks(raw: Path, files: list[str]) -> deque[_Block]:
    blocks: deque[_Block] = deque()
    size = TOGETHER
    for path in files:
        if size >= TOGETHER:
            blocks.append(_Block([], 0))
            size = 0
        with suppress(OSError):  # whoever reads it is told what is wrong
            size += (raw / path).stat().st_size
        blocks[-1].files.append(path)
        blocks[-1] = blocks[-1]._replace(size=size)
    return blocks


def serve(job: bytes) -> None:
    """Be a helper: read what one line tells, and print what was found."""
    Thread(target=_leave_if_left, daemon=True).start()
    told = json.loads(job)
    raw = Path(told["raw"])
    settings = read_settings(raw)
    if settings.sha256 != told["settings"]:
        raise SystemExit(1)
    segment = Segment(Path(told["draft"]))
    found = read_files(raw, told["files"], settings, segment.append, hold=False)
    segment.finish()
    said = {
        "read": [facts.as_json() for facts in found.read],
        "failed": found.failed,
        "rejects": found.rejects.rows(),
    }
    sys.stdout.write(json.dumps(said))


def _leave_if_left() -> None:
    """End when the process that asked is gone, and with it the other end of our input."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)
