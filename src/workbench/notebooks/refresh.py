"""Running stored notebooks again, in place: ``python -m workbench.notebooks.refresh [FILE...]``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import WorkbenchError
from .clean import clean_notebook, read_notebook, write_notebook
from .compare import compare_notebooks
from .locate import notebook_paths, notebooks_dir
from .run import run_notebooks


def refresh(
    paths: Sequence[Path],
    *,
    processed: Path | None = None,
    timeout: int = 600,
    begin: Callable[[str], None] = lambda name: None,
) -> list[Path]:
    """Run notebooks again and store them clean; with the same data no byte changes.

    Nothing is written before all of them have run.

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
    list of Path
        The notebooks whose bytes changed.

    Raises
    ------
    NotebookError
        A cell failed.
    """
    run = run_notebooks(paths, processed=processed, timeout=timeout, begin=begin)
    cleaned = {path: clean_notebook(notebook) for path, notebook in run.items()}
    return [path for path, notebook in cleaned.items() if write_notebook(notebook, path)]


def main(paths: Sequence[str]) -> int:
    """Run the given notebooks again, or all of Workbench's; say what changed."""
    try:
        chosen = [Path(path) for path in paths] or notebook_paths(notebooks_dir())
        stored = {path: read_notebook(path) for path in chosen}
        changed = refresh(chosen, begin=lambda name: sys.stderr.write(f"running {name}\n"))
    except WorkbenchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for path in chosen:
        sys.stdout.write(f"{path}: {'changed' if path in changed else 'as it was'}\n")
        for difference in compare_notebooks(stored[path], read_notebook(path), path.name):
            sys.stdout.write(f"  {difference}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
