"""Where the notebooks lie: in the checkout, or carried inside an installed package."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError

PACKAGE = Path(__file__).resolve().parents[1]
CARRIED = "_notebooks"
START = "start_here.ipynb"
"""The notebook that JupyterLab opens on: the first five minutes, no section of a report."""


def notebooks_dir(package: Path = PACKAGE) -> Path:
    """Return the folder of the notebooks that belong to this installation.

    Parameters
    ----------
    package
        Folder of the package ``workbench``.

    Returns
    -------
    Path
        ``workbench/_notebooks`` of an installed wheel; in a checkout, also one that is installed
        editable, the repository's ``notebooks/``.

    Raises
    ------
    InputError
        Neither folder is there.
    """
    carried = package / CARRIED
    if carried.is_dir():
        return carried
    root = package.parents[1]
    if (root / "pyproject.toml").is_file() and (root / "notebooks").is_dir():
        return root / "notebooks"
    raise InputError(
        f"no notebooks in {carried} nor in {root / 'notebooks'}; "
        "install workbench again, or run it from a complete checkout"
    )


def is_carried(folder: Path) -> bool:
    """Return whether `folder` belongs to an installed wheel and is nobody's place to work in."""
    return folder.name == CARRIED


def notebook_paths(folder: Path) -> list[Path]:
    """Return the notebooks of `folder`, by name.

    Raises
    ------
    InputError
        The folder holds none.
    """
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise InputError(f"{folder}: no notebooks (*.ipynb) there; name the folder that has them")
    return paths


def report_paths(folder: Path) -> list[Path]:
    """Return the notebooks of `folder` that are sections of a report: all but the first look.

    Raises
    ------
    InputError
        The folder holds none.
    """
    paths = [path for path in notebook_paths(folder) if path.name != START]
    if not paths:
        raise InputError(f"{folder}: no notebooks there but {START}, which is no part of a report")
    return paths
