"""Poor collections: every notebook still runs, and says in words what cannot be answered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbformat import NotebookNode

from pages import Paper, packed, paper, papers, spaced
from workbench.load import load
from workbench.notebooks.locate import notebook_paths
from workbench.notebooks.run import run_notebooks

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.notebooks


def varied(n: int) -> Paper:
    """Return an invented paper with words of its own, so that there are terms to count."""
    words = ["tide", "reef", "ferry", "storm", "seal", "buoy", "lamp", "rope", "gull", "pier"]
    mine = [words[n % 10], words[(n * 3 + 1) % 10], words[(n * 7 + 2) % 10]]
    title, abstract = paper(n)
    return f"{mine[0].title()} and {mine[1].title()}: {title}", f"{abstract} {' '.join(mine * 3)}."


PILES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "undated": (
        {
            "a.txt": packed([varied(n) for n in range(12)]),
            "b.txt": spaced([varied(n) for n in range(8, 20)], "Mar 12"),
        },
        {
            "00_dumps": "No dump has a date",
            "01_term_trends": "no time series",
            "04_topic_shares": "no time series",
            "start_here": "no time series",
        },
    ),
    "one_dump": (
        {"a.txt": spaced([varied(n) for n in range(12)], "Mar 12, 2025")},
        {
            "00_dumps": "nothing can be said about change",
            "01_term_trends": "one period only",
            "03_repeat_frequency": "one dump only",
            "start_here": "There is one dump only",
        },
    ),
    "one_paper": (
        {"a.txt": spaced(papers(1), "Mar 12, 2025")},
        {
            "00_dumps": "1 dump holds 1 listing of 1 paper",
            "01_term_trends": "No term stands in two papers",
            "02_cooccurrence": "No two terms share two papers",
            "03_repeat_frequency": "one dump only",
            "04_topic_shares": "too few to tell topics apart",
            "start_here": "stands in 1 of 1 paper",
        },
    ),
    "no_repeats": (
        {
            f"2025-0{month}-10.txt": spaced([varied(n) for n in range(month * 10, month * 10 + 9)])
            for month in range(1, 8)
        },
        {"03_repeat_frequency": "nothing repeats here"},
    ),
}


def shown(notebook: NotebookNode) -> str:
    """Return all that a notebook shows, as text."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(output.data["text/plain"] for output in outputs if "data" in output)


@pytest.mark.parametrize("name", PILES)
def test_every_notebook_runs_and_says_what_cannot_be_answered(name: str, tmp_path: Path) -> None:
    files, said = PILES[name]
    raw = tmp_path / "raw" / name
    raw.mkdir(parents=True)
    for file, text in files.items():
        (raw / file).write_text(text, encoding="utf-8")
    load(raw, tmp_path / "processed" / name)

    notebooks = tmp_path / "notebooks"  # copies, for what they save lands beside them
    shutil.copytree(ROOT / "notebooks", notebooks)
    paths = notebook_paths(notebooks)
    run = run_notebooks(paths, {"collection": name}, processed=tmp_path / "processed")
    outputs = {path.stem: shown(notebook) for path, notebook in run.items()}
    assert len(outputs) == 6
    for notebook, words in said.items():
        assert words in outputs[notebook], f"{notebook} of {name} says:\n{outputs[notebook]}"
