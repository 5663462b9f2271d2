"""JupyterLab on the notebooks, set up so that it neither needs nor asks for a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .locate import START, is_carried, notebook_paths, notebooks_dir

CONFIG = Path(__file__).resolve().parent / "jupyter"


def lab(extra: Sequence[str] = (), folder: Path | None = None) -> int:
    """Start JupyterLab on the notebooks and wait until it ends.

    Parameters
    ----------
    extra
        Further arguments for JupyterLab, such as ``--no-browser``.
    folder
        Folder to work in where the notebooks come out of an installed wheel; by default the
        current one.

    Returns
    -------
    int
        JupyterLab's exit code.
    """
    notebooks = workplace(notebooks_dir(), folder or Path.cwd())
    command = lab_command(notebooks, extra)
    return subprocess.run(command, env=lab_environment(os.environ), check=False).returncode


def workplace(notebooks: Path, folder: Path) -> Path:
    """Return the notebooks to work on: a checkout's own, or a copy of an installed wheel's.

    The copy is made in ``notebooks/`` of `folder` when there is no such folder yet. What is there
    is never overwritten.
    """
    if not is_carried(notebooks):
        return notebooks
    copy = folder / "notebooks"
    if not copy.exists():
        copy.mkdir(parents=True)
        for path in notebook_paths(notebooks):
            shutil.copyfile(path, copy / path.name)
    return copy


def lab_command(notebooks: Path, extra: Sequence[str] = ()) -> list[str]:
    """Return the command line: rooted beside the notebooks, so that data and reports show too.

    JupyterLab opens on the notebook for the first look; on the folder, where that is not there.
    """
    first = f"{notebooks.name}/{START}" if (notebooks / START).is_file() else notebooks.name
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={notebooks.resolve().parent}",
        f"--LabApp.default_url=/lab/tree/{first}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        *extra,
    ]


def lab_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return `environment` with our defaults for JupyterLab's settings on Jupyter's path.

    They answer the question about news that JupyterLab asks at its first start. Being on the path
    they need no write into the installation, and a user's own settings come before them.
    """
    paths = [path for path in [environment.get("JUPYTER_CONFIG_PATH", "")] if path]
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join([*paths, str(CONFIG)])}
