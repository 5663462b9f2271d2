"""A dump's bytes, its text, and the places in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .encodings import Decoded, decode, decode_more


@dataclass(frozen=True)
class Source:
    """A dump as bytes, and what the settings state of it.

    Parameters
    ----------
    path
        Relative to the raw folder, POSIX; `pile.zip!member` for a member of an archive.
    data
        The content, after decompression.
    encoding
        Of the text, where the settings state it.
    columns
        Our field by the file's own column name, where the settings state it (tables only).
    known_sha256
        The hash of the content, where it is known already.

    Notes
    -----
    Places are offsets into `text` in characters, from `start` up to `end`; lines count from 1.
    """

    path: str
    data: bytes = field(repr=False)
    encoding: str | None = None
    columns: Mapping[str, str] | None = None
    known_sha256: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The hash of the content."""
        return self.known_sha256 or hashlib.sha256(self.data).hexdigest()

    @cached_property
    def dump_id(self) -> str:
        """The dump's id: from path and content, since real piles hold files with equal bytes."""
        return hashlib.sha256(f"{self.path}\0{self.sha256}".encode()).hexdigest()[:16]

    @cached_property
    def decoded(self) -> Decoded:
        """The text, its encoding and the bytes before it.

        Raises
        ------
        DumpError
            The file is empty, is no text, or is not in the encoding that it states or that the
            settings state (UTF-8 if neither does); says in which line.
        """
        return decode(self.path, self.data, self.encoding)

    @property
    def text(self) -> str:
        """The text, without a byte order mark; line ends as they are."""
        return self.decoded.text

    @cached_property
    def opening(self) -> str:
        """The first text of the file, for telling formats apart: up to 4,000 characters."""
        return self.text[:4000].lstrip()

    @property
    def line_end(self) -> str:
        """What ends the lines of this file."""
        return "\n" if "\n" in self.text else "\r"

    @cached_property
    def _line_starts(self) -> NDArray[np.int64]:
        """Where lines start. A line ends at LF or, where the file has no LF, at CR."""
        mark = self.decoded.mark
        if self.text.isascii() and len(self.text) == len(self.data) - len(mark):
            characters = np.frombuffer(self.data, dtype=np.uint8, offset=len(mark))
        else:
            characters = np.frombuffer(self.text.encode("utf-32-le"), dtype=np.uint32)
        ends = np.flatnonzero(characters == ord(self.line_end))
        return np.concatenate(([0], ends + 1))

    @property
    def n_lines(self) -> int:
        """Number of lines; a line end at the end of the file opens no further line."""
        starts = self._line_starts
        return len(starts) - int(len(starts) > 1 and starts[-1] == len(self.text))

    def lines_at(self, places: Iterable[int]) -> NDArray[np.int64]:
        """Return the number of the line in which each place lies."""
        offsets = np.fromiter(places, dtype=np.int64)
        return np.searchsorted(self._line_starts, offsets, side="right")

    def places_at(self, byte_offsets: Iterable[int]) -> list[int]:
        """Return the place of each offset into the text's UTF-8 bytes; offsets in rising order."""
        raw = self.text.encode("utf-8")
        if len(raw) == len(self.text):
            return list(byte_offsets)
        places, before, place = [], 0, 0
        for offset in byte_offsets:
            place += len(raw[before:offset].decode("utf-8"))
            before = offset
            places.append(place)
        return places


@dataclass(frozen=True)
class Part(Source):
    """Some whole lines of a dump that is too large to be held; its places are those in the part.

    Parameters
    ----------
    known_sha256
        The hash of the whole dump's content.
    known
        The encoding of the dump, known from its first part; None in that one.
    lines_before, records_before
        How many stand in the parts before this one.
    goes_on
        Whether there is more text behind this part.
    """

    known: str | None = None
    lines_before: int = 0
    records_before: int = 0
    goes_on: bool = False

    @cached_property
    def decoded(self) -> Decoded:
        """The text of the part, see :attr:`Source.decoded`."""
        if self.known is None:
            return super().decoded
        text = decode_more(self.path, self.data, self.known, self.lines_before)
        return Decoded(text, self.known, b"")

    @property
    def line_end(self) -> str:
        """Parts are made of lines that end at LF."""
        return "\n"

    def lines_at(self, places: Iterable[int]) -> NDArray[np.int64]:
        """Return the number of the line of the dump in which each place lies."""
        return super().lines_at(places) + self.lines_before
