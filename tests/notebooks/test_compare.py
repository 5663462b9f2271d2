from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import altair as alt
import polars as pl
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from workbench.charts.render import MIME, bundle
from workbench.notebooks.compare import compare_notebooks

Make = Callable[..., NotebookNode]


def showing(make: Make, *outputs: NotebookNode) -> NotebookNode:
    notebook = make("show()")
    notebook.cells[2].outputs = list(outputs)
    return notebook


def shown(**data: Any) -> NotebookNode:
    return new_output(
        "display_data", data={kind.replace("_", "/"): value for kind, value in data.items()}
    )


def chart(*shares: float) -> NotebookNode:
    frame = pl.DataFrame({"term": [f"t{n}" for n in range(len(shares))], "share": shares})
    drawn = alt.Chart(frame, title="Shares").mark_point().encode(x="share:Q", y="term:N")
    data, metadata = bundle(drawn.to_dict())
    return new_output("display_data", data=data, metadata=metadata)


def lines(make: Make, was: list[NotebookNode], now: list[NotebookNode]) -> list[str]:
    found = compare_notebooks(showing(make, *was), showing(make, *now), "ferries")
    return [str(difference) for difference in found]


def test_equal_notebooks_have_no_differences(notebook: Make) -> None:
    outputs = [chart(0.1, 0.2), shown(text_plain="1"), new_output("stream", text="a")]
    assert lines(notebook, outputs, deepcopy(outputs)) == []


def test_counts_ids_and_split_streams_are_no_differences(notebook: Make) -> None:
    stored = showing(notebook, new_output("stream", text="a\nb\n"))
    rerun = showing(notebook, new_output("stream", text="a\n"), new_output("stream", text="b\n"))
    rerun.cells[2].execution_count = 5
    rerun.cells[2].id = "another"
    assert compare_notebooks(stored, rerun, "ferries") == []


def test_pictures_are_left_out(notebook: Make) -> None:
    was, now = chart(0.1), chart(0.1)
    now.data["image/png"] = "AAAA"
    assert lines(notebook, [was], [now]) == []


CASES = [
    (
        shown(text_plain="a\nb 1\nc"),
        shown(text_plain="a\nb 2\nc"),
        "output 1, text/plain: was b 1, is b 2",
    ),
    (
        shown(text_html="<table><tr><td>9</td><td>10</td></tr></table>"),
        shown(text_html="<table><tr><td>9</td><td>11</td></tr></table>"),
        "output 1, text/html: was 10, is 11",
    ),
    (
        shown(text_markdown="*two* ferries"),
        shown(text_markdown="*three* ferries"),
        "output 1, text/markdown: was *two* ferries, is *three* ferries",
    ),
    (
        new_output("stream", name="stdout", text="a"),
        new_output("stream", name="stderr", text="a"),
        "output 1, stderr: was nothing, is a",
    ),
    (
        shown(application_json={"n": 1, "deep": [True]}),
        shown(application_json={"n": 1.0, "deep": [1]}),
        "output 1, application/json.deep[0]: was true, is 1",
    ),
    (
        new_output("error", ename="KeyError", evalue="a", traceback=[]),
        new_output("error", ename="KeyError", evalue="b", traceback=[]),
        "output 1, error: was KeyError: a, is KeyError: b",
    ),
]


@pytest.mark.parametrize(("was", "now", "line"), CASES)
def test_a_difference_is_one_readable_line(
    notebook: Make, was: NotebookNode, now: NotebookNode, line: str
) -> None:
    found = lines(notebook, [was], [now])
    assert f"ferries, cell [2] `show()`, {line}" in found


def test_markup_alone_is_a_difference(notebook: Make) -> None:
    (line,) = lines(notebook, [shown(text_html="<b>a</b>")], [shown(text_html="<i>a</i>")])
    assert "spacing or markup differs" in line


def test_one_changed_figure_of_a_chart_is_one_line_with_its_place(notebook: Make) -> None:
    (line,) = lines(notebook, [chart(0.1, 0.25)], [chart(0.1, 0.5)])
    assert line == (
        f"ferries, cell [2] `show()`, output 1, {MIME}.datasets.data-1[1].share: was 0.25, is 0.5"
    )


def test_many_changed_figures_are_few_lines(notebook: Make) -> None:
    found = lines(notebook, [chart(*[0.1] * 40)], [chart(*[0.2] * 40)])
    assert len(found) == 6
    assert found[-1].endswith("further places: was 35 other values, is different")


def test_outputs_and_cells_that_came_or_went(notebook: Make) -> None:
    assert lines(notebook, [shown(text_plain="1")], []) == [
        "ferries, cell [2] `show()`, output 1, text/plain: was 1, is nothing"
    ]
    found = compare_notebooks(notebook("a"), notebook("a", "b"), "ferries")
    assert [str(d) for d in found] == ["ferries, cell [3] `b`, cell: was nothing, is there"]


def test_a_changed_source_is_a_difference(notebook: Make) -> None:
    (found,) = compare_notebooks(notebook("a = 1\nb = 2"), notebook("a = 1\nb = 3"), "ferries")
    assert (found.where, found.was, found.now) == ("source", "b = 2", "b = 3")
