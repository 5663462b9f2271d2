"""Rerunning a repository's notebooks on tables that fit its dumps, with a report if wanted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..corpus.locate import find_tables
from ..errors import InputError
from ..load import must_be_fresh
from ..notebooks.clean import read_notebook
from ..notebooks.locate import START
from ..notebooks.parameters import parameter
from ..notebooks.rerun import Rerun, chosen_notebooks, rerun
from ..report.build import write_run
from ..report.progress import progress_bar

COLLECTION = "collection"


def rerun_notebooks(
    paths: Sequence[Path], report: Path | None = None, *, progress: bool = True
) -> list[Rerun]:
    """Run copies of notebooks on fresh tables and compare them with what was accepted.

    Parameters
    ----------
    paths
        Notebooks, or folders of them.
    report
        Folder for a report of this very run, or None.
    progress
        Whether to show a bar at a terminal.

    Returns
    -------
    list of Rerun
        In the order of `paths`.

    Raises
    ------
    TablesError
        No tables, or older ones than the dumps in ``data/raw``.
    InputError
        No notebooks, one without code, or a report on several collections.
    NotebookError
        A cell failed.
    """
    chosen = chosen_notebooks(paths)
    tables = {folder: None for path in chosen if (folder := _fresh_tables(path))}
    # the first look is there to be worked with: it is no section of a report
    sections = [path for path in chosen if path.name != START]
    if report and (len(tables) != 1 or not sections):
        raise InputError(
            f"a report is on one collection, and these notebooks are on {len(tables)};"
            " name those of one"
            if sections
            else f"{START} alone makes no report; name other notebooks too"
        )
    with progress_bar(len(chosen) + bool(report), progress) as begin:
        reruns = rerun(chosen, begin=lambda name: begin(f"running {name}"))
        if report:
            begin("writing the report")
            run = {each.path: each.notebook for each in reruns if each.path in sections}
            write_run(run, next(iter(tables)), report)
    return reruns


def _fresh_tables(path: Path) -> Path | None:
    """Return the tables that a notebook opens, if it names a collection.

    They must fit the dumps, where these lie where a collection's dumps do: ``raw/NAME`` beside
    ``processed/NAME``.
    """
    name = parameter(read_notebook(path), COLLECTION)
    if not isinstance(name, str):
        return None
    tables = find_tables(name, start=path.parent)
    raw = tables.parent.parent / "raw" / tables.name
    if tables.parent.name == "processed" and raw.is_dir():
        must_be_fresh(_from_here(raw), _from_here(tables))
    return tables


def _from_here(folder: Path) -> Path:
    """Return a folder as a reader in the current one would name it."""
    near = folder.resolve().is_relative_to(Path.cwd().resolve())
    return Path(os.path.relpath(folder)) if near else folder
