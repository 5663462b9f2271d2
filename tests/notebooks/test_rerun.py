from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.notebooks.clean import not_run, read_notebook
from workbench.notebooks.rerun import Rerun, accept, chosen_notebooks, rerun
from workbench.notebooks.run import NotebookError

Store = Callable[..., Path]


def told(path: Path) -> list[str]:
    (again,) = rerun([path])
    return [line.replace(str(path), path.name) for line in again.lines()]


def test_what_was_accepted_passes_and_a_further_rerun_changes_no_byte(stored: Store) -> None:
    path = stored("print('a')\n1 + 1")
    assert told(path) == ["ferries.ipynb: never accepted, so there is nothing to compare with"]
    assert accept(rerun([path])) == [path]
    first = path.read_bytes()
    assert not_run(read_notebook(path)) == []
    assert told(path) == ["ferries.ipynb: as accepted"]
    assert accept(rerun([path])) == []
    assert path.read_bytes() == first


def test_what_changed_is_told_cell_by_cell_and_nothing_is_written(stored: Store) -> None:
    path = stored("print(1)\n6 * 7", "6 * 8")
    accept(rerun([path]))
    text = path.read_text("utf-8").replace('"42"', '"41"').replace('"48"', '"41"')
    path.write_text(text, encoding="utf-8")
    before = path.read_bytes()
    assert told(path) == [
        "ferries.ipynb: not as accepted, in 2 places",
        "  cell [2] `print(1)`",
        "    text: 41 → 42",
        "  cell [3] `6 * 8`",
        "    text: 41 → 48",
    ]
    assert path.read_bytes() == before


def test_a_cell_that_was_never_run_does_not_pass(stored: Store) -> None:
    path = stored("1 + 1", "2 + 2")
    accept(rerun([path]))
    half = read_notebook(path)
    half.cells[3].execution_count, half.cells[3].outputs = None, []
    accept([Rerun(path, half)])
    lines = told(path)
    assert lines[0] == "ferries.ipynb: not as accepted, in 2 places"
    assert lines[1] == "  cell [3] `2 + 2`: was not run (no execution count)"


def test_a_notebook_without_code_does_not_pass(stored: Store) -> None:
    with pytest.raises(InputError, match=r"ferries\.ipynb: holds no code, .*leave it out"):
        rerun([stored(parameters="")])


def test_nothing_is_accepted_when_one_fails(stored: Store) -> None:
    good, bad = stored("1 + 1", name="1.ipynb"), stored("1 / 0", name="2.ipynb")
    before = good.read_bytes()
    with pytest.raises(NotebookError, match=r"2\.ipynb, cell \[2\] `1 / 0`: ZeroDivisionError"):
        accept(rerun([good, bad]))
    assert good.read_bytes() == before


def test_folders_mean_their_notebooks_and_each_runs_once(stored: Store, tmp_path: Path) -> None:
    one, two = stored("1", name="1.ipynb"), stored("2", name="2.ipynb")
    assert chosen_notebooks([two, tmp_path]) == [two, one]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no notebooks"):
        chosen_notebooks([tmp_path / "empty"])
