"""The raw folder: which of its files may hold dumps."""

from __future__ import annotations

import os
from pathlib import Path

from ..dumps import is_text
from ..errors import DumpError, InputError
from ..settings import FILE


def dump_files(raw: Path) -> tuple[list[str], dict[str, str]]:
    """Return the files of a raw folder that may hold dumps.

    Dot files, files in dot folders and the settings file are no dumps. Links to files are followed,
    links to folders are not: they could lead anywhere, and in circles.

    Returns
    -------
    files : list of str
        Relative, POSIX, sorted.
    failed : dict of str to str
        What is there and cannot be a dump, with the reason.

    Raises
    ------
    InputError
        No such folder, or nothing in it.
    """
    if not raw.is_dir():
        found = "is a file" if raw.exists() else "no such folder"
        raise InputError(f"{raw}: {found}; name the folder that holds the dumps")
    files: list[str] = []
    failed: dict[str, str] = {}
    for folder, folders, names in os.walk(raw):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        inside = Path(folder).relative_to(raw).parts
        for name in [*names, *linked]:
            path = "/".join((*inside, name))
            if name.startswith(".") or path == FILE:
                continue
            if wrong := _no_file(Path(folder, name)):
                shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
                failed[shown] = str(DumpError(shown, *wrong))
            else:
                files.append(path)
    if not files and not failed:
        raise InputError(f"{raw}: holds no dumps; put saved pages, feeds or exports into it")
    return sorted(files), failed


def _no_file(file: Path) -> tuple[str, str] | None:
    """Say what is wrong with a name in a folder, and what to do; None for a file."""
    if not is_text(file.name):
        return "has a name that is not UTF-8", "rename it"
    if file.is_file():
        return None
    if file.is_symlink() and file.is_dir():
        return "is a link to a folder", "put the folder itself here, or load it on its own"
    if file.is_symlink() and not file.exists():
        return "is a link to nothing", "remove it or mend it"
    return "is no regular file", "remove it"
