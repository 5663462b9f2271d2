"""The names of what is in an archive: each once, none outside of the archive."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..errors import DumpError

MAX_MEMBERS = 100_000
UNPACK = "unpack it yourself and put what it holds into the folder"


class Names:
    """The names met in one archive.

    Parameters
    ----------
    path
        Of the archive.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: set[str] = set()

    def of(self, member: str) -> str | DumpError | None:
        """Return a member's path, what is wrong with it, or None where it is no dump."""
        parts = PurePosixPath(member.replace("\\", "/")).parts
        label = "/".join(parts).encode("utf-8", "backslashreplace").decode("utf-8")
        name = f"{self._path}!{label}"
        if member.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            return DumpError(name, "has a name that leads out of the archive", UNPACK)
        if any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX":
            return None
        if not is_text(member):
            return DumpError(name, "has a name that is not UTF-8", UNPACK)
        if name in self._seen:
            return DumpError(name, "stands in the archive more than once", UNPACK)
        if len(self._seen) == MAX_MEMBERS:
            raise DumpError(self._path, f"holds more than {MAX_MEMBERS:,} files", UNPACK)
        self._seen.add(name)
        return name


def is_text(name: str) -> bool:
    """Say whether a file name can be written as UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
