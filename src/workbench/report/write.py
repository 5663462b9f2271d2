"""Writing a report so that an old one stays whole until the new one is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from nbformat import NotebookNode

from ..errors import InputError
from .export import GENERATOR, export_page
from .figures import write_figures
from .pictures import pictures
from .sections import Section
from .sheets import write_sheets

PAGE = "report.html"
FIGURES = "figures"
TABLES = "tables"
PARTS = (PAGE, FIGURES, TABLES)


def write_report(
    notebooks: Mapping[str, NotebookNode],
    folder: Path,
    title: str,
    facts: Mapping[str, str],
    frames: Mapping[str, pl.DataFrame] | None = None,
    front: Section | None = None,
    back: Section | None = None,
) -> Path:
    """Write ``report.html``, ``figures/`` and ``tables/`` into a folder.

    All is written beside, then switched. An old report in the folder is replaced as a whole, or,
    if anything fails, stays as it was; other files in the folder are left alone.

    Parameters
    ----------
    notebooks
        Notebooks that have run, by name (without folder and ending), in the order of the page.
    folder
        Folder of the report; made if it is not there.
    title
        The page's title.
    facts
        What was read, by name, for the page's head.
    frames
        Frames for ``tables/``, by file name without ending.
    front, back
        Sections to stand before and behind those of the notebooks; their charts are figures too.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    InputError
        The folder holds figures or tables that no report of ours put there.
    """
    _check_ours(folder)
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".report-", dir=folder))
    try:
        new, old = beside / "new", beside / "old"
        for part in (new / FIGURES, new / TABLES, old):
            part.mkdir(parents=True)
        page = export_page(notebooks, title, facts, front, back)
        (new / PAGE).write_text(page, encoding="utf-8", newline="\n")
        drawn = {part.place: part.pictures for part in (front, back) if part}
        drawn |= {name: list(pictures(notebook)) for name, notebook in notebooks.items()}
        write_figures(drawn, new / FIGURES)
        write_sheets(frames or {}, new / TABLES)
        _switch(new, folder, old)
    finally:
        shutil.rmtree(beside)
    return folder / PAGE


def _check_ours(folder: Path) -> None:
    """Refuse to replace what a report did not write."""
    page = folder / PAGE
    if page.is_file() and f'content="{GENERATOR}"' in page.read_text("utf-8", errors="replace"):
        return
    found = [name for name in PARTS if (folder / name).exists()]
    if found:
        raise InputError(
            f"{folder}: holds {', '.join(found)} that no report wrote; "
            "name another folder, or move them away"
        )


def _switch(new: Path, folder: Path, old: Path) -> None:
    """Move the new parts in and the old ones out; on a failure move the old ones back."""
    done = []
    try:
        for part in PARTS:
            done.append(part)
            if (folder / part).exists():
                (folder / part).rename(old / part)
            (new / part).rename(folder / part)
    except OSError:
        for part in done:
            if (old / part).exists():
                if (folder / part).exists():
                    (folder / part).rename(new / part)
                (old / part).rename(folder / part)
        raise
