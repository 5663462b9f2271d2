"""Invented notebooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


@pytest.fixture(scope="session")
def notebook() -> Callable[..., NotebookNode]:
    """Return a maker of notebooks: a title, then the code cells given."""

    def make(*sources: str, parameters: str = 'collection = "sample"') -> NotebookNode:
        cells = [
            new_markdown_cell("# Counting ferries", id="title"),
            new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
            *(new_code_cell(source, id=f"code-{n}") for n, source in enumerate(sources)),
        ]
        return new_notebook(cells=cells)

    return make


@pytest.fixture
def stored(tmp_path: Path, notebook: Callable[..., NotebookNode]) -> Callable[..., Path]:
    """Return a maker of notebooks in files."""

    def store(*sources: str, name: str = "ferries.ipynb", **options: str) -> Path:
        path = tmp_path / name
        nbformat.write(notebook(*sources, **options), path)
        return path

    return store
