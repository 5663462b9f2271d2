"""A dump's bytes and its lines, with their places."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from ..errors import DumpError

_BOM = b"\xef\xbb\xbf"
# control characters that no saved page holds; tab, line feed, form feed and return are text
_BINARY = bytes(set(range(32)) - {9, 10, 12, 13})
_SAVE_AGAIN = "save the page again as plain text in UTF-8, or move the file out of the folder"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: number from 1, text without line end, bytes from `start` up to `end`."""

    number: int
    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not self.text.strip()


@dataclass(frozen=True)
class Source:
    """A dump as bytes.

    Parameters
    ----------
    path
        Relative to the raw folder, POSIX.
    data
        The file's content.
    """

    path: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def dump_id(self) -> str:
        """The dump's id: from path and content, since real piles hold files with equal bytes."""
        return hashlib.sha256(f"{self.path}\0{self.sha256}".encode()).hexdigest()[:16]

    @cached_property
    def lines(self) -> list[Line]:
        """All lines. A line ends at LF, CRLF or, where the file has no LF, at CR.

        Raises
        ------
        DumpError
            The file is empty, is no text, or is not UTF-8 (says in which line).
        """
        if not self.data.strip():
            raise DumpError(self.path, "the file is empty", "save it again or remove it")
        if any(byte in self.data for byte in _BINARY):
            raise DumpError(self.path, "is binary, no text", _SAVE_AGAIN)
        end = b"\n" if b"\n" in self.data else b"\r"
        lines: list[Line] = []
        start = len(_BOM) if self.data.startswith(_BOM) else 0
        offset = 0
        for number, raw in enumerate(self._split(end), start=1):
            try:
                text = raw[start if number == 1 else 0 :].decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                byte = raw[error.start]
                raise DumpError(
                    self.path, f"line {number} is not UTF-8 (byte 0x{byte:02X})", _SAVE_AGAIN
                ) from None
            lines.append(Line(number, text, offset, offset + len(raw)))
            offset += len(raw)
        return lines

    def _split(self, end: bytes) -> list[bytes]:
        pieces = [piece + end for piece in self.data.split(end)]
        pieces[-1] = pieces[-1].removesuffix(end)
        return pieces if pieces[-1] else pieces[:-1]
