from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.notebooks.locate import (
    START,
    is_carried,
    notebook_paths,
    notebooks_dir,
    report_paths,
)


def checkout(folder: Path) -> Path:
    package = folder / "src" / "workbench"
    package.mkdir(parents=True)
    (folder / "pyproject.toml").touch()
    (folder / "notebooks").mkdir()
    return package


def test_a_checkout_uses_its_own_notebooks(tmp_path: Path) -> None:
    found = notebooks_dir(checkout(tmp_path))
    assert found == tmp_path / "notebooks"
    assert not is_carried(found)


def test_this_checkout_is_found(root: Path) -> None:
    assert notebooks_dir() == root / "notebooks"


def test_an_installed_wheel_uses_those_that_it_carries(tmp_path: Path) -> None:
    package = checkout(tmp_path)
    (package / "_notebooks").mkdir()
    found = notebooks_dir(package)
    assert found == package / "_notebooks"
    assert is_carried(found)


def test_notebooks_beside_site_packages_are_not_ours(tmp_path: Path) -> None:
    package = checkout(tmp_path)
    (tmp_path / "pyproject.toml").unlink()
    with pytest.raises(InputError, match=r"no notebooks in .*install workbench again"):
        notebooks_dir(package)


def test_notebooks_are_listed_by_name_without_checkpoints(tmp_path: Path) -> None:
    for name in ("2_b.ipynb", "1_a.ipynb", "notes.md"):
        (tmp_path / name).touch()
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "1_a-checkpoint.ipynb").touch()
    assert [path.name for path in notebook_paths(tmp_path)] == ["1_a.ipynb", "2_b.ipynb"]


def test_a_folder_without_notebooks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no notebooks"):
        notebook_paths(tmp_path)


def test_the_first_look_is_no_section_of_a_report(root: Path, tmp_path: Path) -> None:
    every = notebook_paths(root / "notebooks")
    assert [path for path in every if path not in report_paths(root / "notebooks")] == [
        root / "notebooks" / START
    ]
    (tmp_path / START).touch()
    with pytest.raises(InputError, match=f"no notebooks there but {START}"):
        report_paths(tmp_path)
