from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from pages import papers, spaced
from workbench.errors import InputError, TablesError
from workbench.load import load
from workbench.repository.rerun import rerun_notebooks


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the collections `a` and `b` and a notebook on each."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    (tmp_path / "notebooks").mkdir()
    for name in ("a", "b"):
        raw = Path("data", "raw", name)
        raw.mkdir(parents=True)
        (raw / "page.txt").write_text(spaced(papers(1, 2), "Mar 10"), encoding="utf-8")
        load(raw)
        on(name, f"{name}.ipynb")
    return tmp_path


def on(collection: str, name: str) -> Path:
    told = new_code_cell(f'collection = "{collection}"', metadata={"tags": ["parameters"]})
    path = Path("notebooks", name)
    nbformat.write(new_notebook(cells=[told, new_code_cell("1 + 1")]), path)
    return path


def test_a_report_is_on_one_collection(here: Path) -> None:
    with pytest.raises(InputError, match="on one collection, and these notebooks are on 2"):
        rerun_notebooks([Path("notebooks")], Path("out"))
    first = on("a", "start_here.ipynb")
    with pytest.raises(InputError, match=r"start_here\.ipynb alone makes no report"):
        rerun_notebooks([first], Path("out"))
    assert not Path("out").exists()


def test_stale_and_missing_tables_are_refused_before_anything_runs(here: Path) -> None:
    Path("data/raw/b/page.txt").write_text(spaced(papers(3), "Mar 10"), encoding="utf-8")
    with pytest.raises(TablesError, match=r"^page\.txt: has changed since the load; run: .*raw/b "):
        rerun_notebooks([Path("notebooks")])
    path = on("c", "c.ipynb")
    with pytest.raises(TablesError, match="run: workbench load data/raw/c"):
        rerun_notebooks([path])


def test_what_stands_elsewhere_is_found_from_the_notebook(
    here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    (again,) = rerun_notebooks([here / "notebooks" / "a.ipynb"], progress=False)
    assert again.untouched
