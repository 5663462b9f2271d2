"""A repository from its first day: nothing accepted, accepted, a number changed, dumps arrived.

Run for real: the script that CI runs, under the shell, with kernels.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.notebooks.clean import not_run, read_notebook, write_notebook
from workbench.repository.make import make_repository

RAW = Path("data/raw/fog")
NOTEBOOK = Path("notebooks/01_term_trends.ipynb")
pytestmark = pytest.mark.notebooks

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository, and leave in it one notebook with one table: that is quick."""
    folder = tmp_path_factory.mktemp("flow") / "fog"
    make_repository(folder, "fog")
    for path in (folder / "notebooks").iterdir():
        if path.name != NOTEBOOK.name:
            path.unlink()
    notebook = read_notebook(folder / NOTEBOOK)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = [*code[:3], *(cell for cell in code if "wb.term_trends(" in cell.source)]
    write_notebook(notebook, folder / NOTEBOOK)
    return folder


@pytest.fixture(autouse=True)
def here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the repository, as whoever works in it does."""
    monkeypatch.chdir(repository)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    return repository


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a runner of the script of CI, with the workbench that is tested on the path."""
    command = tmp_path / "workbench"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m workbench "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])

    def script(shell: str = "bash", installed: str = "1") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [shell, "ci/run.sh"],
            env=os.environ | {"PATH": path, "WORKBENCH_INSTALLED": installed},
            capture_output=True,
            text=True,
            check=False,
        )

    return script


def put_dumps(root: Path, *months: int) -> None:
    for month in months:
        shutil.copy(root / "data" / "raw" / "sample" / f"trending-0{month}.txt", RAW)


@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_without_dumps_there_is_nothing_to_run(run: Run, shell: str) -> None:
    done = run(shell)
    assert done.returncode == 1
    assert done.stderr == (
        "workbench: data/raw/fog: holds no dumps; put saved pages, feeds or exports into it\n"
    )


def test_nothing_is_installed_while_nobody_said_what(run: Run) -> None:
    Path("requirements.txt").write_text("# a remark\n\n", encoding="utf-8")
    done = run(installed="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("requirements.txt does not say where workbench comes from")
    assert not Path(".venv").exists()


def test_what_nobody_accepted_does_not_pass_and_can_be_looked_at(root: Path, run: Run) -> None:
    put_dumps(root, 1, 2, 3, 4, 5, 6, 7)
    told = '[dumps]\nyear = 2025\nseries = "trending"\n'
    (RAW / "workbench.toml").write_text(told, encoding="utf-8")
    before = NOTEBOOK.read_bytes()
    done = run()
    assert done.returncode == 1
    assert f"{NOTEBOOK}: never accepted, so there is nothing to compare with" in done.stdout
    assert done.stderr.endswith(
        f"workbench: 1 of 1 notebooks not as accepted; look at them, then run:"
        f" workbench accept {NOTEBOOK}\n"
    )
    assert NOTEBOOK.read_bytes() == before
    assert "Report on fog" in Path("reports/fog/report.html").read_text("utf-8")


def test_accepting_stores_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept"]) == 0
    assert capsys.readouterr().out.endswith("Accepted: 1 of 1 notebooks changed.\n")
    assert not_run(read_notebook(NOTEBOOK)) == []


def test_a_number_that_is_not_as_accepted_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    stored = NOTEBOOK.read_text("utf-8")
    assert stored.count('\\">60.5%</td>') == 1
    NOTEBOOK.write_text(stored.replace('\\">60.5%</td>', '\\">59.5%</td>'), encoding="utf-8")
    assert main(["rerun"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        f"{NOTEBOOK}: not as accepted, in 1 place",
        "  cell [4] `trends = wb.term_trends(corpus)`",
        "    share of *rain gauge* in 2025-01: 59.5% → 60.5%",
    ]
    assert "1 of 1 notebooks not as accepted" in told.err
    NOTEBOOK.write_text(stored, encoding="utf-8")


def test_new_dumps_have_to_be_loaded_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_dumps(root, 8)
    assert main(["rerun"]) == 1
    assert capsys.readouterr().err == (
        "workbench: trending-08.txt: is new since the load;"
        " run: workbench load data/raw/fog --out data/processed/fog\n"
    )


def test_new_dumps_fail_until_they_are_accepted_and_then_nothing_changes(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(RAW), "--strict"]) == 0
    assert main(["rerun"]) == 1
    told = capsys.readouterr().out.splitlines()
    came = "    row *fog camera* in 2025-08: not there → share 75.0%, papers 40"
    assert any(line.startswith(came) for line in told)
    assert main(["accept"]) == 0
    before = NOTEBOOK.read_bytes()
    passed = run()
    assert (passed.returncode, passed.stderr) == (0, "")
    assert f"{NOTEBOOK}: as accepted\n" in passed.stdout
    assert NOTEBOOK.read_bytes() == before
