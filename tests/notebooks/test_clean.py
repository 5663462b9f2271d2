from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from workbench.errors import InputError
from workbench.notebooks import clean

Make = Callable[..., NotebookNode]


def as_an_editor_leaves_it(make: Make) -> NotebookNode:
    """Return a notebook that ran twice in an editor: high counts, times, a split stream."""
    notebook = make("print('a')\nprint('b')\n1 + 1", "")
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"name": "mine", "display_name": "Mine", "language": "python"},
            "language_info": {"name": "python", "version": "3.13.1"},
            "widgets": {},
        }
    )
    notebook.cells[1].execution_count = 7
    notebook.cells[1].metadata["execution"] = {"iopub.execute_input": "2025-01-01T00:00:00Z"}
    notebook.cells[2].execution_count = 9
    notebook.cells[2].outputs = [
        new_output("stream", name="stdout", text="a\n"),
        new_output("stream", name="stdout", text="b\n"),
        new_output("stream", name="stderr", text="c\n"),
        new_output("execute_result", data={"text/plain": "2"}, execution_count=9),
    ]
    return notebook


def test_the_stored_form(notebook: Make) -> None:
    given = as_an_editor_leaves_it(notebook)
    before = json.dumps(given, sort_keys=True)
    cleaned = clean.clean_notebook(given)
    assert cleaned.metadata == clean.METADATA
    assert [cell.get("execution_count") for cell in cleaned.cells] == [None, 1, 2, None]
    assert cleaned.cells[1].metadata == {"tags": ["parameters"]}
    stdout, stderr, result = cleaned.cells[2].outputs
    assert (stdout.text, stderr.text) == ("a\nb\n", "c\n")
    assert result.execution_count == 2
    assert [cell.id for cell in cleaned.cells] == ["title", "parameters", "code-0", "code-1"]
    assert json.dumps(given, sort_keys=True) == before, "the notebook given was changed"
    assert clean.clean_notebook(cleaned) == cleaned


def test_writing_what_is_there_changes_nothing(tmp_path: Path, notebook: Make) -> None:
    path = tmp_path / "a.ipynb"
    cleaned = clean.clean_notebook(as_an_editor_leaves_it(notebook))
    assert clean.write_notebook(cleaned, path)
    assert not clean.write_notebook(clean.clean_notebook(clean.read_notebook(path)), path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.ipynb"]


@pytest.mark.parametrize("minor", [4, 5])
def test_missing_and_repeated_ids_are_settled_the_same_way_every_time(
    tmp_path: Path, notebook: Make, minor: int
) -> None:
    data = json.loads(nbformat.writes(notebook("1", "2")))
    data["nbformat_minor"] = minor
    for cell in data["cells"]:
        del cell["id"]
    data["cells"][0]["id"] = "cell-2"
    data["cells"][3]["id"] = "cell-2"
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(data), encoding="utf-8")
    ids = [[cell.id for cell in clean.read_notebook(path).cells] for _ in range(2)]
    assert ids[0] == ids[1] == ["cell-2", "cell-2-again", "cell-3", "cell-4"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no readable notebook"),
        ("[]", "no readable notebook"),
        ("{}", "no readable notebook"),
        ('{"nbformat": 3, "worksheets": []}', "nbformat 3, not 4; open it in JupyterLab"),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}', "no readable"),
    ],
)
def test_what_is_no_notebook_is_an_error_that_names_it(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        clean.read_notebook(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.ipynb: no such notebook"):
        clean.read_notebook(tmp_path / "gone.ipynb")


@pytest.mark.parametrize(
    ("source", "count", "problem"),
    [
        ("frame", None, "was not run"),
        ("frame", 1, "holds no output"),
        ("charts.term_trends(frame)", 1, "holds no output"),
        ("charts.term_trends(frame);", 1, None),
        ("import workbench as wb\nwb.charts.enable()", 1, None),
        ("enable()", 1, None),
        ("n = 3", 1, None),
        ("%timeit 1", 1, None),
        ("# nothing but a remark", 1, None),
        ("   ", None, None),
    ],
)
def test_cells_without_results_are_named(
    notebook: Make, source: str, count: int | None, problem: str | None
) -> None:
    given = notebook(source)
    given.cells[1].execution_count = 1
    given.cells[2].execution_count = count
    lines = clean.not_run(given)
    if problem is None:
        assert lines == []
    else:
        assert len(lines) == 1
        assert problem in lines[0]
        assert f"cell [2] `{source}`" in lines[0]


def test_the_hook_cleans_says_so_and_then_is_content(tmp_path: Path, notebook: Make) -> None:
    path = tmp_path / "a.ipynb"
    nbformat.write(as_an_editor_leaves_it(notebook), path)
    command = [sys.executable, "-W", "error", "-m", "workbench.notebooks.clean", str(path)]
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (first.returncode, first.stdout, first.stderr) == (1, f"{path}: cleaned\n", "")
    cleaned = path.read_bytes()
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert path.read_bytes() == cleaned


def test_the_hook_refuses_stripped_and_broken_notebooks(
    tmp_path: Path, notebook: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    stripped, broken = tmp_path / "stripped.ipynb", tmp_path / "broken.ipynb"
    clean.write_notebook(clean.clean_notebook(notebook("1 + 1")), stripped)
    broken.write_text("{", encoding="utf-8")
    assert clean.main([str(broken), str(stripped)]) == 1
    told = capsys.readouterr()
    assert "broken.ipynb: no readable notebook" in told.err
    assert told.out.count("was not run") == 2


def test_of_a_widget_stays_what_it_shows_without_a_kernel(notebook: Make) -> None:
    stored = notebook("explorer", "bare")
    view = {clean.WIDGET: {"model_id": "0123", "version_major": 2, "version_minor": 0}}
    stored.cells[2].outputs = [
        new_output("display_data", data={**view, "text/html": "<p>a</p>", "text/plain": "a"}),
        new_output("display_data", data={"text/plain": "b"}),
    ]
    stored.cells[3].outputs = [new_output("display_data", data=view)]
    cleaned = clean.clean_notebook(stored)
    kept = [output.data for cell in cleaned.cells[2:] for output in cell.outputs]
    assert kept == [{"text/html": "<p>a</p>", "text/plain": "a"}, {"text/plain": "b"}]
    assert clean.WIDGET in stored.cells[2].outputs[0].data
