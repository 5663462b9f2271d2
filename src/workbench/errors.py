"""What can go wrong, said to the person who can mend it.

Every error carries one line: what was found, where, and what to do. The library raises; only the
command line turns an error into a line on standard error and an exit code.
"""

from __future__ import annotations

from pathlib import Path


class WorkbenchError(Exception):
    """Base of all errors that a user can mend; its text is one line for that user."""


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


class UnknownTermError(WorkbenchError):
    """A term that no paper of the corpus holds."""
