"""What can go wrong, said to the person who can mend it.

Every error carries one line: what was found, where, and what to do. The library raises; only the
command line turns an error into a line on standard error and an exit code.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# control characters, separators of lines, and what turns the direction of writing around
_UNSHOWN = [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
_ESCAPED = {code: chr(code).encode("unicode_escape").decode("ascii") for code in _UNSHOWN}


def one_line(text: str) -> str:
    """Return a text as one line that is safe to print, whatever names of files are in it.

    File names may hold line ends, and codes that a terminal obeys; these are spelled out.
    """
    return text.translate(_ESCAPED)


class WorkbenchError(Exception):
    """Base of all errors that a user can mend; its text is one line for that user."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class InputError(WorkbenchError):
    """An argument, a frame or a settings file that does not fit."""


class DumpError(WorkbenchError):
    """A file that cannot be read as a dump.

    Parameters
    ----------
    path
        The file, as the user would name it.
    found
        What was found in it.
    hint
        What to do about it.
    """

    def __init__(self, path: str | Path, found: str, hint: str) -> None:
        super().__init__(f"{path}: {found}; {hint}")
        self.path = str(path)
        self.found = found
        self.hint = hint


class LedgerError(WorkbenchError):
    """A dump whose bytes are not all accounted for: nothing is written."""


class TablesError(WorkbenchError):
    """Tables that are missing, damaged, of another version or older than their dumps."""


class LockedError(WorkbenchError):
    """Another load is writing the same tables."""


class NotFoundError(WorkbenchError):
    """Something asked for by name that the corpus does not hold.

    Parameters
    ----------
    message
        What was asked for, and why there is none.
    close
        What is there and looks like it, the nearest first.
    """

    def __init__(self, message: str, close: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.close = list(close)


class UnknownTermError(NotFoundError):
    """A term that no paper of the corpus holds."""


class UnknownPaperError(NotFoundError):
    """A paper that the corpus does not hold, or not under this name alone."""
