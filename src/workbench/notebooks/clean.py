"""The one form in which notebooks are stored, so that running one again changes no byte.

Outputs and execution counts stay: they are what a reader sees and what a rerun is compared with.
Only what differs from run to run, or from editor to editor, is taken out.

As a pre-commit hook: ``python -m workbench.notebooks.clean FILE...``
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..errors import InputError, WorkbenchError

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
CELL_METADATA = ("tags",)
WIDGET = "application/vnd.jupyter.widget-view+json"
"""What a widget shows while its kernel runs, found by an id that each run makes anew."""
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Switching the charts on is the one call of a notebook that is meant to show nothing.
SILENT_CALLS = ("enable",)


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of nbformat 4 and give every cell a valid id of its own.

    Raises
    ------
    InputError
        The file is missing or no notebook of nbformat 4.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"{path}: no such notebook; check the path") from None
    try:
        major = json.loads(text)["nbformat"]
        if major != 4:
            raise InputError(
                f"{path}: nbformat {major}, not 4; open it in JupyterLab and save it there"
            )
        notebook = _settle_ids(nbformat.v4.reads(text))
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        found = str(error).strip().partition("\n")[0]
        raise InputError(
            f"{path}: no readable notebook ({found}); take it from git again"
        ) from error
    return notebook


def clean_notebook(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of `notebook` in the stored form.

    Metadata are the kernel's name and the language; a cell keeps its tags; counts run from 1;
    neighboring pieces of one stream are one output. Of a widget stays what it shows without a
    kernel. Sources and all other outputs stay as they are.
    """
    clean = _settle_ids(deepcopy(notebook))
    clean.metadata = nbformat.from_dict(METADATA)
    count = 0
    for cell in clean.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
        )
        if cell.cell_type != "code":
            continue
        if cell.execution_count is not None:
            count += 1
            cell.execution_count = count
        cell.outputs = _merge_streams(_without_widgets(cell.outputs))
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count
    return clean


def write_notebook(notebook: NotebookNode, path: Path) -> bool:
    """Write `notebook` beside `path`, then switch; return whether the file's bytes changed."""
    new = (nbformat.writes(notebook) + "\n").encode()
    if path.is_file() and path.read_bytes() == new:
        return False
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(new)
    beside.replace(path)
    return True


def not_run(notebook: NotebookNode) -> list[str]:
    """Return the code cells that hold no result, as lines for a reader; none when all is there.

    A cell must hold a count, and if it ends in an expression, an output: a rerun is compared with
    what is stored, so that a cell without them would be checked against nothing.
    """
    lines = []
    for number, cell in enumerate(code_cells(notebook), start=1):
        where = f"cell [{number}] `{first_line(cell.source)}`"
        if cell.execution_count is None:
            lines.append(f"{where}: was not run (no execution count)")
        elif not cell.outputs and _shows(cell.source):
            lines.append(f"{where}: ends in an expression but holds no output")
    return lines


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells that are not empty; the first is `[1]` to a reader in Jupyter."""
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def first_line(source: str) -> str:
    """Return the first line of `source` that says something."""
    return next((line.strip() for line in source.splitlines() if line.strip()), "")


def _settle_ids(notebook: NotebookNode) -> NotebookNode:
    seen: set[str] = set()
    for position, cell in enumerate(notebook.cells, start=1):
        cell_id = cell.get("id", "")
        if not CELL_ID.fullmatch(cell_id) or cell_id in seen:
            cell_id = f"cell-{position}"
            while cell_id in seen:
                cell_id += "-again"
            cell.id = cell_id
        seen.add(cell_id)
    notebook.nbformat_minor = 5
    return notebook


def _without_widgets(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    kept = []
    for output in outputs:
        if WIDGET in output.get("data", {}):
            del output.data[WIDGET]
            if not output.data:
                continue
        kept.append(output)
    return kept


def _merge_streams(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    merged: list[NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def _shows(source: str) -> bool:
    """Return whether Jupyter would show the value of the last expression of `source`."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # a magic such as %timeit: no statement of Python
        return False
    if not body or not isinstance(body[-1], ast.Expr) or source.rstrip().endswith(";"):
        return False
    value = body[-1].value
    called = ast.unparse(value.func) if isinstance(value, ast.Call) else ""
    return called.rpartition(".")[2] not in SILENT_CALLS


def main(paths: Sequence[str]) -> int:
    """Clean the files in place, as a hook does: 1 when a file was changed or is not whole."""
    failed = False
    for path in map(Path, paths):
        try:
            notebook = clean_notebook(read_notebook(path))
        except WorkbenchError as error:
            sys.stderr.write(f"{error}\n")
            failed = True
            continue
        if write_notebook(notebook, path):
            sys.stdout.write(f"{path}: cleaned\n")
            failed = True
        for line in not_run(notebook):
            sys.stdout.write(f"{path}: {line}; run the notebook from top to bottom\n")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
