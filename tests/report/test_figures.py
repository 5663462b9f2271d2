from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode

from workbench.report.figures import write_figures
from workbench.report.pictures import pictures


def test_figures_are_named_after_notebook_order_and_title(
    notebooks: dict[str, NotebookNode], tmp_path: Path
) -> None:
    drawn = {name: list(pictures(notebook)) for name, notebook in notebooks.items()}
    written = write_figures(drawn, tmp_path)
    assert written == [path for path in written if path.is_file()]
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in written}
    assert [path.name for path in written[:2]] == [
        "01-ferries-01-ferries-by-month.png",
        "01-ferries-01-ferries-by-month.svg",
    ]
    hostile = written[2].name
    assert hostile.startswith("02-titles-01-script-window-ran-script")
    assert len(hostile) < 100
    assert written[0].read_bytes().startswith(b"\x89PNG\r\n")
    assert written[1].read_text("utf-8").startswith("<svg ")


def test_charts_of_one_title_do_not_overwrite_each_other(
    notebooks: dict[str, NotebookNode], tmp_path: Path
) -> None:
    drawn = list(pictures(notebooks["01_ferries"]))
    written = write_figures({"01_ferries": [*drawn, *drawn]}, tmp_path)
    assert len({path.name for path in written}) == 4
