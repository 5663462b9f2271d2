"""The stored notebooks: complete, thin, and true to what a rerun gives, to the letter."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from workbench.notebooks.clean import WIDGET
from workbench.notebooks.rerun import accept, rerun

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.notebooks


def nbval(folder: Path, processed: Path) -> subprocess.CompletedProcess[str]:
    """Run nbval on a folder of notebooks, on tables that this test run has built."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"),
            *("--nbval-sanitize-with", str(ROOT / "tests" / "nbval.cfg")),
            *("--nbval-cell-timeout", "300", "-p", "no:cacheprovider", "-q", "-c", os.devnull),
            *("--rootdir", str(folder), str(folder)),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | {"WORKBENCH_PROCESSED": str(processed), "PYTHONHASHSEED": "0", "TZ": "UTC"},
    )


def copies(folder: Path) -> Path:
    """Copy the notebooks, so that what they save lands in `folder`; return where they are."""
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    for path in NOTEBOOKS:
        shutil.copyfile(path, notebooks / path.name)
    return notebooks


def test_the_five_questions_and_the_first_look_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "00_dumps",
        "01_term_trends",
        "02_cooccurrence",
        "03_repeat_frequency",
        "04_topic_shares",
        "start_here",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_code_cell_has_its_count_and_the_notebook_its_outputs(path: Path) -> None:
    """Cells without a count are passed over by nbval: there must be none."""
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        # a cell that ends in an expression shows it; set-up and parameters show nothing
        assert bool(cell.outputs) == _shows(cell.source), cell.source
    assert not any(output.output_type == "error" for cell in cells for output in cell.outputs)


def _shows(source: str) -> bool:
    last = ast.parse(source).body[-1]
    return isinstance(last, ast.Expr) and source != "wb.charts.enable()" and "enable" not in source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_thin(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert 8 <= len(cells) <= 16
    assert all("def " not in source and "class " not in source for source in cells)
    statements = [len(_statements(source)) for source in cells]
    assert max(statements) <= 5
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert [cell.source for cell in tagged] == ['collection = "sample"']


def _statements(source: str) -> list[object]:
    return list(ast.parse(source).body)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_question_is_followed_by_what_answers_it(path: Path) -> None:
    """Each section opens with a question and shows something below it."""
    notebook = nbformat.read(path, as_version=4)
    kinds = "".join(
        "q" if cell.cell_type == "markdown" and cell.source.startswith("## ") else
        "m" if cell.cell_type == "markdown" else "c"
        for cell in notebook.cells
    )  # fmt: skip
    assert kinds.startswith("mccc")
    assert "qq" not in kinds
    assert not kinds.endswith("q")


def test_strict_nbval_passes_on_tables_built_here(sample_tables: Path, tmp_path: Path) -> None:
    run = nbval(copies(tmp_path), sample_tables.parent)
    assert run.returncode == 0, run.stdout[-4000:]
    cells = sum(
        cell.cell_type == "code"
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
    )
    assert f"{cells} passed" in run.stdout
    saved = tmp_path / "reports" / "sample" / "start_here.svg"
    assert "Share of papers with fog camera" in saved.read_text(encoding="utf-8")


def test_the_first_look_has_ten_cells_and_no_widget_is_stored() -> None:
    stored = nbformat.read(ROOT / "notebooks" / "start_here.ipynb", as_version=4)
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert len(code) == 10
    (explorer,) = [cell for cell in code if "explore_term" in cell.source]
    kinds = [set(output.data) for output in explorer.outputs]
    chart = {"application/vnd.vegalite.v5+json", "image/png", "text/plain"}
    assert kinds == [{"text/html", "text/plain"}, chart, {"text/html", "text/plain"}]
    assert WIDGET not in json.dumps(stored)


def test_a_rerun_of_the_explorer_changes_no_byte(sample_tables: Path, tmp_path: Path) -> None:
    path = copies(tmp_path) / "start_here.ipynb"
    assert accept(rerun([path], processed=sample_tables.parent)) == []


def _one_more(found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) + 1}"


def test_nbval_notices_one_changed_number(sample_tables: Path, tmp_path: Path) -> None:
    """Change one number in a stored chart and one in a stored reading: both cells must fail."""
    notebook = nbformat.read(ROOT / "notebooks" / "03_repeat_frequency.ipynb", as_version=4)
    changed = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "wb.charts.repeats(" in cell.source:
                text = json.dumps(data["application/vnd.vegalite.v5+json"])
                text, n = re.subn(r'("papers": )(\d+)', _one_more, text, count=1)
                data["application/vnd.vegalite.v5+json"] = json.loads(text)
                changed += n
            if "wb.readings.repeats(" in cell.source:
                text, n = re.subn(r"()(\d+)(?= papers of)", _one_more, data["text/html"], count=1)
                data["text/html"] = text
                changed += n
    assert changed == 2
    nbformat.write(notebook, tmp_path / "changed.ipynb")
    run = nbval(tmp_path, sample_tables.parent)
    assert run.returncode == 1
    assert "2 failed" in run.stdout
