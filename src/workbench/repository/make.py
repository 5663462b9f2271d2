"""Making a repository for a collection: dumps, settings, notebooks, and the CI that reruns them."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..notebooks.clean import clean_notebook, read_notebook, write_notebook
from ..notebooks.locate import notebook_paths, notebooks_dir
from ..notebooks.parameters import set_parameters
from .rerun import COLLECTION
from .source import WHEELS, constraints, source

FILES = Path(__file__).resolve().parent / "files"
# where each of our files goes; names with a dot would be passed over when a wheel is built
PLACES = {
    "readme.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "workflow.yml": ".github/workflows/workbench.yml",
    "run.sh": "ci/run.sh",
    "raw.md": "data/raw/README.md",
    "workbench.toml": "data/raw/@collection@/workbench.toml",
}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
# What may be in a folder that counts as empty: git itself and what programs leave anywhere.
NO_MATTER = frozenset([".git", ".DS_Store", "desktop.ini", "LICENSE", "LICENSE.md", "LICENSE.txt"])


@dataclass(frozen=True)
class Made:
    """A repository that was made: its folder, the folder for dumps, and whether CI can install."""

    folder: Path
    raw: Path
    installs: bool


def make_repository(folder: Path, collection: str = "mine", install: str | None = None) -> Made:
    """Make a repository for a collection in a folder that is new or empty.

    It is written beside and then moved in, so that a failure leaves nothing half-made. The
    notebooks are set to the collection and hold no outputs: nobody has accepted any yet.

    Parameters
    ----------
    folder
        The folder; one that holds nothing but ``.git`` and a license counts as empty.
    collection
        Name of the collection.
    install
        Where CI gets workbench from: a wheel, or an address with a tag.

    Returns
    -------
    Made
        What was made.

    Raises
    ------
    InputError
        The folder holds something, the name is no name of a folder, or the wheel or address will
        not do.
    """
    if not NAME.fullmatch(collection):
        raise InputError(
            f"{collection!r} cannot name a collection: use letters, digits, _ and - only"
        )
    _must_be_empty(folder)
    origin = source(install)
    folder.parent.mkdir(parents=True, exist_ok=True)
    inside = folder if folder.is_dir() else folder.parent
    beside = Path(tempfile.mkdtemp(prefix=".workbench-init-", dir=inside))
    try:
        new = beside / "new"
        _write_files(new, collection)
        _write_notebooks(new / "notebooks", collection)
        (new / "requirements.txt").write_text(origin.requirements(), encoding="utf-8", newline="\n")
        (new / "constraints.txt").write_text(constraints(), encoding="utf-8", newline="\n")
        if origin.wheel:
            (new / WHEELS).mkdir()
            shutil.copyfile(origin.wheel, new / WHEELS / origin.wheel.name)
        if folder.is_dir():
            _move_in(new, folder)
        else:
            new.rename(folder)
    finally:
        shutil.rmtree(beside)
    return Made(folder, folder / "data" / "raw" / collection, origin.requirement is not None)


def _must_be_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder that is new or empty")
    found = sorted(path.name for path in _there(folder) if path.name not in NO_MATTER)
    if found:
        more = ", …" if len(found) > 3 else ""
        raise InputError(
            f"{folder}: holds {', '.join(found[:3])}{more}; name a folder that is new or empty"
        )


def _there(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _write_files(folder: Path, collection: str) -> None:
    words = {"@collection@": collection, "@python@": "{}.{}".format(*sys.version_info)}
    for name, place in PLACES.items():
        text = (FILES / name).read_text(encoding="utf-8")
        for word, value in words.items():
            text, place = text.replace(word, value), place.replace(word, value)
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        if path.suffix == ".sh":
            path.chmod(0o755)


def _write_notebooks(folder: Path, collection: str) -> None:
    folder.mkdir()
    for path in notebook_paths(notebooks_dir()):
        notebook = set_parameters(read_notebook(path), {COLLECTION: collection}, path.name)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count, cell.outputs = None, []
        write_notebook(clean_notebook(notebook), folder / path.name)


def _move_in(new: Path, folder: Path) -> None:
    """Move all that was made into a folder that is there; on a failure take it out again."""
    moved: list[Path] = []
    try:
        for path in sorted(new.iterdir()):
            moved.append(path.rename(folder / path.name))
    except OSError:
        for path in moved:
            path.rename(new / path.name)
        raise
