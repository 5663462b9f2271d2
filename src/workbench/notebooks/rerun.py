"""Running stored notebooks again: what differs from what was accepted, and accepting it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from ..errors import InputError
from .clean import clean_notebook, code_cells, not_run, read_notebook, write_notebook
from .compare import Difference, compare_notebooks
from .locate import notebook_paths
from .run import run_notebooks


@dataclass(frozen=True)
class Rerun:
    """A stored notebook, and how it came out when it ran again.

    Attributes
    ----------
    path
        The stored notebook.
    notebook
        The rerun, in the form in which notebooks are stored.
    missing
        Cells of the stored notebook that hold no result to compare with, a line each.
    untouched
        Whether no cell of it holds one: it was never accepted.
    differences
        What the rerun shows differently.
    """

    path: Path
    notebook: NotebookNode
    missing: list[str] = field(default_factory=list)
    untouched: bool = False
    differences: list[Difference] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        """Whether all that the rerun shows is what was stored."""
        return not (self.missing or self.differences)

    def lines(self) -> Iterator[str]:
        """Yield what a reader should know: the verdict, then what differs, cell by cell."""
        if self.accepted:
            yield f"{self.path}: as accepted"
            return
        if self.untouched:
            yield f"{self.path}: never accepted, so there is nothing to compare with"
            return
        number = len(self.missing) + len(self.differences)
        yield f"{self.path}: not as accepted, in {number} place{'' if number == 1 else 's'}"
        for line in self.missing:
            yield f"  {line}"
        place = ""
        for difference in self.differences:
            if difference.place != place:
                place = difference.place
                yield f"  {place}"
            yield f"    {difference.told}"


def chosen_notebooks(paths: Sequence[Path]) -> list[Path]:
    """Return the notebooks that paths mean: files themselves, folders what they hold.

    Raises
    ------
    InputError
        Nothing there, or a folder without notebooks.
    """
    found: list[Path] = []
    for path in paths:
        found += notebook_paths(path) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def rerun(
    paths: Sequence[Path],
    *,
    processed: Path | None = None,
    timeout: int = 600,
    begin: Callable[[str], None] = lambda name: None,
) -> list[Rerun]:
    """Run copies of notebooks and compare them with what is stored; no file is written.

    Parameters
    ----------
    paths
        The notebooks.
    processed
        Folder of tables by collection; by default where the notebooks look anyway.
    timeout
        Seconds that one cell may take.
    begin
        Called with a notebook's name before it runs.

    Returns
    -------
    list of Rerun
        In the order of `paths`.

    Raises
    ------
    InputError
        A file is no notebook, or holds no code: a rerun would compare nothing.
    NotebookError
        A cell failed.
    """
    stored = {path: read_notebook(path) for path in paths}
    for path, notebook in stored.items():
        if not code_cells(notebook):
            raise InputError(
                f"{path}: holds no code, so a rerun would compare nothing; leave it out"
            )
    run = run_notebooks(paths, processed=processed, timeout=timeout, begin=begin)
    return [_judged(path, stored[path], clean_notebook(run[path])) for path in stored]


def _judged(path: Path, stored: NotebookNode, again: NotebookNode) -> Rerun:
    missing = not_run(stored)
    if all(cell.execution_count is None for cell in code_cells(stored)):
        return Rerun(path, again, missing, untouched=True)
    return Rerun(path, again, missing, differences=compare_notebooks(stored, again, path.name))


def accept(reruns: Sequence[Rerun]) -> list[Path]:
    """Store what reruns show; with the same data a further rerun changes no byte.

    Returns
    -------
    list of Path
        The notebooks whose bytes changed.
    """
    return [rerun.path for rerun in reruns if write_notebook(rerun.notebook, rerun.path)]
