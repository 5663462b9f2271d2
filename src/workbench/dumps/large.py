"""Dumps that are too large to be held: read in parts of whole lines, where they are lines.

Such a dump is gone through twice. The first time tells its hash (from which its id comes), and
that all of it can be had and is text; so nothing is given away of a dump that then fails. The
second time gives its parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO

from ..errors import DumpError, LedgerError
from .encodings import encoding_of
from .source import Part

# The text of a part, the records in it and what is made of them take about ten times as much.
PART_BYTES = 16 * 1024**2
# Records of real sources have some thousand bytes, those with all authors some hundred thousand.
LONGEST_LINE = 256 * 1024**2

SPLIT = "split it, or unpack it yourself if you trust it"
# line ends in these are more than one byte
_WIDE = ("utf-16", "utf-32")


@dataclass(frozen=True)
class Large:
    """The content of a large dump, not read yet.

    Parameters
    ----------
    path
        Of the dump.
    opened
        Opens it, unpacked, at its beginning; turns damage into a :class:`DumpError`.
    most
        Bytes that it may have to be held as a whole.
    most_in_parts
        Bytes that it may have to be read in parts.
    """

    path: str
    opened: Callable[[], AbstractContextManager[IO[bytes]]] = field(repr=False)
    most: int
    most_in_parts: int

    def whole(self) -> bytes:
        """Read all of it.

        Raises
        ------
        DumpError
            It is damaged or too large.
        """
        with self.opened() as stream:
            data = stream.read(self.most + 1)
        self._hold(len(data), self.most)
        return data

    def first(self, stated: str | None) -> Part | None:
        """Return the first part, by which it is told what the dump is; None if it has no lines.

        Lines that are all blank tell nothing.

        Raises
        ------
        DumpError
            It is damaged, or no text.
        """
        with self.opened() as stream:
            data = stream.read(PART_BYTES)
        end = data.rfind(b"\n") + 1
        if not data[:end].strip() or encoding_of(self.path, data, stated).startswith(_WIDE):
            return None
        return Part(self.path, data[:end], stated)

    def parts(self, first: Part) -> Iterator[Part]:
        """Give the dump part by part; how many records came before is left to who counts them.

        Raises
        ------
        DumpError
            Before the first part: it is damaged, too large, or somewhere no text.
        LedgerError
            It is not the same the second time.
        """
        known = first.decoded.encoding
        sha256, filled = self._survey(first.encoding, known)
        again, n_bytes, n_lines = hashlib.sha256(), 0, 0
        try:
            for data in self._blocks():
                again.update(data)
                n_bytes += len(data)
                yield Part(
                    self.path,
                    data,
                    first.encoding,
                    known_sha256=sha256,
                    known=known if n_lines else None,
                    lines_before=n_lines,
                    goes_on=n_bytes < filled,
                )
                n_lines += data.count(b"\n")
        except DumpError as error:
            raise self._changed(str(error)) from error
        if again.hexdigest() != sha256:
            raise self._changed(f"{self.path}: is another file now")

    def _survey(self, stated: str | None, known: str) -> tuple[str, int]:
        """Return the hash of it all, and how many bytes there are up to the last text."""
        digest, n_bytes, n_lines, filled = hashlib.sha256(), 0, 0, 0
        for data in self._blocks():
            digest.update(data)
            n_bytes += len(data)
            self._hold(n_bytes, self.most_in_parts)
            part = Part(
                self.path, data, stated, known=known if n_lines else None, lines_before=n_lines
            )
            filled = filled if part.text.isspace() else n_bytes
            n_lines += data.count(b"\n")
        return digest.hexdigest(), filled

    def _blocks(self) -> Iterator[bytes]:
        """Give all bytes in blocks of whole lines."""
        held, n_lines = b"", 0
        with self.opened() as stream:
            while more := stream.read(PART_BYTES):
                held += more
                end = held.rfind(b"\n") + 1
                if end:
                    yield held[:end]
                    n_lines += held.count(b"\n", 0, end)
                    held = held[end:]
                elif len(held) > LONGEST_LINE:
                    found = f"line {n_lines + 1} has more than {LONGEST_LINE // 1024**2:,} MB"
                    raise DumpError(self.path, found, "no record is that long; save it again")
        if held:
            yield held

    def _hold(self, n_bytes: int, most: int) -> None:
        if n_bytes > most:
            raise DumpError(self.path, f"unpacks to more than {most // 1024**2:,} MB", SPLIT)

    def _changed(self, found: str) -> LedgerError:
        return LedgerError(
            f"{found}; it has changed since the load began, and nothing was written: load again"
        )
