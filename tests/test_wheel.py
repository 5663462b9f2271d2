"""The wheel carries all that an installed `workbench report` needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_notebooks_and_data_files_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"workbench/_notebooks/{path.name}" in names
    for path in (ROOT / "src" / "workbench").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert f"workbench/{path.relative_to(ROOT / 'src' / 'workbench').as_posix()}" in names


def test_what_is_inside_is_found_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import workbench, workbench.notebooks.locate as n;"
        "print(workbench.__file__); print(len(n.notebook_paths(n.notebooks_dir())))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    file, notebooks = run.stdout.split()
    assert Path(file).is_relative_to(tmp_path)
    assert notebooks == "6"
