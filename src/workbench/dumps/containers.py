"""Compressed files and archives read as if they were not: what is in a file, dump by dump.

Nothing is ever unpacked onto the disk, and nothing is unpacked beyond stated limits.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from ..errors import DumpError
from .large import SPLIT, Large
from .member_names import UNPACK, Names

# A dump is read in memory, a larger one in parts if its format allows that. Text compresses 3 to
# 20 times, captures of one feed perhaps 100 times.
MAX_BYTES, MAX_IN_PARTS = 2 * 1024**3, 16 * 1024**3
LARGE_BYTES = 64 * 1024**2
_MAX_RATIO, _RATIO_FROM, _MAX_RATIO_IN_PARTS = 1000, 64 * 1024**2, 100

_MAGIC = {
    b"\x1f\x8b": "gzip",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bzip2",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
}
_BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error, tarfile.TarError, zipfile.BadZipFile)
_OFFICE = "[Content_Types].xml"


class Content(NamedTuple):
    """A dump's path and its bytes, or what gives them if they are many, or why there are none.

    `sha256` is the hash of the bytes, where it is known.
    """

    path: str
    data: bytes | Large | DumpError
    sha256: str | None = None


def contents(path: str, file: Path, data: bytes | None = None) -> Iterator[Content]:
    """Give what a file holds.

    Parameters
    ----------
    path
        How the file is called, relative and POSIX.
    file
        Where it is. Plain, compressed (gzip, xz, zstd, bzip2), a zip or a tar, told by its first
        bytes; members of archives may be compressed themselves.
    data
        Its bytes, where they were read already.

    Yields
    ------
    Content
        One for a plain or compressed file, under its own path; one for each file in an archive,
        as `path!member`. Folders and dot files in archives are no dumps. What is a link, leaves the
        archive (`../x`), is encrypted, damaged, or unpacks beyond the limits stands with its error.

    Raises
    ------
    DumpError
        The file cannot be opened.
    """
    try:
        with file.open("rb") if data is None else io.BytesIO(data) as handle:
            kind = _kind(handle)
            if kind == "zip":
                yield from _zip(path, file, handle)
                return
            if data is not None and kind is None and not _is_tar(data[:512]):
                yield Content(path, data)
                return
            limit = _Limit(path, file.stat().st_size)
            with _unpacked(handle, kind) as stream:
                if _is_tar(head := stream.read(512)):
                    yield from _tar(path, _Counted(head, stream, limit), limit)
                else:
                    yield limit.content(path, stream, head, partial(_again, path, file, kind))
    except DumpError as error:
        yield Content(error.path, error)
    except PermissionError as error:
        hint = "check its permissions or move it away"
        yield Content(path, DumpError(path, f"cannot be read ({error.strerror})", hint))
    except _broken() as error:
        yield Content(path, _damaged(path, error))


_Again = Callable[[], AbstractContextManager[IO[bytes]]]


class _Limit:
    """How much may come out of a file, which follows from its size."""

    def __init__(self, path: str, packed: int) -> None:
        self._path, self._packed = path, packed
        self._left = max(_RATIO_FROM, _MAX_RATIO * packed)

    def count(self, n_bytes: int) -> None:
        """Count bytes that came out."""
        self._left -= n_bytes
        if self._left < 0:
            self._refuse(self._path, f"more than {_MAX_RATIO:,} times its size")

    def content(self, name: str, stream: IO[bytes], head: bytes, again: _Again) -> Content:
        """Read a dump to its end if that comes soon; else leave it to be opened again."""
        most = min(MAX_BYTES, self._left)
        data = head + stream.read(min(most, LARGE_BYTES) + 1 - len(head))
        if len(data) <= min(most, LARGE_BYTES):
            return Content(name, data)
        in_parts = min(MAX_IN_PARTS, _MAX_RATIO_IN_PARTS * self._packed)
        return Content(name, Large(name, again, most, max(most, in_parts)))

    def dump(self, name: str, stream: IO[bytes], head: bytes = b"") -> bytes:
        """Read a dump to its end."""
        most = min(MAX_BYTES, self._left)
        data = head + stream.read(most + 1 - len(head))
        if len(data) > most:
            self._refuse(name, f"more than {most // 1024**2:,} MB")
        return data

    def _refuse(self, name: str, much: str) -> NoReturn:
        raise DumpError(name, f"unpacks to {much}", SPLIT)


class _Counted:
    """A stream whose beginning was read already, and that counts what is read of it."""

    def __init__(self, head: bytes, stream: IO[bytes], limit: _Limit) -> None:
        self._head, self._stream, self._limit = head, stream, limit

    def read(self, size: int) -> bytes:
        head, self._head = self._head[:size], self._head[size:]
        data = head + self._stream.read(size - len(head)) if len(head) < size else head
        self._limit.count(len(data))
        return data


def _kind(handle: IO[bytes]) -> str | None:
    head = handle.read(8)
    handle.seek(0)
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


def _unpacked(handle: IO[bytes], kind: str | None) -> IO[bytes]:
    if kind == "gzip":
        return gzip.open(handle)
    if kind == "xz":
        return lzma.open(handle)
    if kind == "bzip2":
        return bz2.open(handle)
    if kind == "zstd":
        # imported here, and where tables are written: a load that finds nothing new needs it not
        import pyarrow as pa

        return pa.CompressedInputStream(pa.PythonFile(handle, "r"), "zstd")
    return handle


def _broken() -> tuple[type[Exception], ...]:
    """Return what reading a damaged file raises."""
    pyarrow = sys.modules.get("pyarrow")
    return (*_BROKEN, pyarrow.ArrowException) if pyarrow else _BROKEN


@contextmanager
def _again(path: str, file: Path, kind: str | None) -> Iterator[IO[bytes]]:
    """Open a file once more at its beginning, for who knows nothing of packing."""
    try:
        with file.open("rb") as handle, _unpacked(handle, kind) as stream:
            yield stream
    except _broken() as error:
        raise _damaged(path, error) from error


@contextmanager
def _member_again(name: str, file: Path, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    try:
        with zipfile.ZipFile(file) as archive, archive.open(member) as stream:
            yield stream
    except _BROKEN as error:
        raise _damaged(name, error) from error


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _tar(path: str, stream: _Counted, limit: _Limit) -> Iterator[Content]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        names = Names(path)
        for member in archive:
            if member.isdir() or (name := names.of(member.name)) is None:
                continue
            if isinstance(name, DumpError):
                yield Content(name.path, name)
            elif not member.isreg():
                yield Content(name, DumpError(name, "is a link or a device, no file", UNPACK))
            else:
                taken = archive.extractfile(member)
                yield _member(name, taken, limit)


def _zip(path: str, file: Path, handle: IO[bytes]) -> Iterator[Content]:
    with zipfile.ZipFile(handle) as archive:
        if _OFFICE in archive.namelist():
            raise DumpError(path, "is an office document", "save it as CSV or as plain text")
        names = Names(path)
        for member in archive.infolist():
            if member.is_dir() or (name := names.of(member.filename)) is None:
                continue
            if isinstance(name, DumpError):
                yield Content(name.path, name)
            elif member.flag_bits & 1:
                yield Content(name, DumpError(name, "is encrypted", UNPACK))
            else:
                try:
                    with archive.open(member) as taken:
                        again = partial(_member_again, name, file, member)
                        yield _member(name, taken, _Limit(name, member.compress_size), again)
                except NotImplementedError as error:
                    # zipfile's word for a method of packing that it does not know: no damage
                    yield Content(
                        name, DumpError(name, f"cannot be unpacked here ({error})", UNPACK)
                    )
                except _BROKEN as error:
                    yield Content(name, _damaged(name, error))


def _member(name: str, stream: IO[bytes], limit: _Limit, again: _Again | None = None) -> Content:
    """Read a member, which may be compressed itself; `again` opens it once more, if that can be."""
    head = stream.read(512)
    kind = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)
    if kind == "zip" or _is_tar(head):
        return Content(name, DumpError(name, "is an archive within an archive", UNPACK))
    if kind is None and again:
        return limit.content(name, stream, head, again)
    data = limit.dump(name, stream, head)
    if kind is None:
        return Content(name, data)
    try:
        with _unpacked(io.BytesIO(data), kind) as inner:
            return Content(name, _Limit(name, len(data)).dump(name, inner))
    except DumpError as error:
        return Content(name, error)
    except _broken() as error:
        return Content(name, _damaged(name, error))


def _damaged(path: str, error: Exception) -> DumpError:
    why = " ".join(str(error).split()) or type(error).__name__
    return DumpError(path, f"cannot be unpacked ({why[:80]})", "it is damaged: get it again")
