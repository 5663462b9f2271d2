"""Piles of invented dumps on disk, and what is in a folder of tables."""

from __future__ import annotations

from pathlib import Path

from pages import packed, papers, spaced

PILE = {
    "a.txt": spaced(papers(1, 2, 3, 4), "Mar 10"),
    "b.txt": spaced(papers(3, 2, 5), "Mar 17"),
    "deep/c.txt": packed(papers(5, 1, 6)),
}


def pile(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write dumps into a folder."""
    for name, text in (PILE if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def tables_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder of tables, without what later loads take over."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def whole(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
