from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import altair as alt
import polars as pl
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from workbench.charts.render import bundle
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
        shown(text_plain="a\nb 2\nc\nd"),
        "text, line 2: b 1 → b 2 (and 1 more line)",
    ),
    (
        shown(text_html="<table><tr><td>9</td><td>10</td></tr></table>"),
        shown(text_html="<table><tr><td>9</td><td>11</td></tr></table>"),
        "column 2 of row 1: 10 → 11",
    ),
    (
        shown(text_html="<p>9 dumps hold <strong>326</strong> listings.</p>"),
        shown(text_html="<p>9 dumps hold <strong>327</strong> listings.</p>"),
        "text: 9 dumps hold 326 listings. → 9 dumps hold 327 listings.",
    ),
    (
        shown(text_markdown="*two* ferries"),
        shown(text_markdown="*three* ferries"),
        "text/markdown: *two* ferries → *three* ferries",
    ),
    (
        new_output("stream", name="stdout", text="a"),
        new_output("stream", name="stderr", text="a"),
        "stderr: not there → a",
    ),
    (
        shown(application_json={"n": 1, "deep": [True]}),
        shown(application_json={"n": 1.0, "deep": [1]}),
        "application/json.deep[0]: true → 1",
    ),
    (
        new_output("error", ename="KeyError", evalue="a", traceback=[]),
        new_output("error", ename="KeyError", evalue="b", traceback=[]),
        "error: KeyError: a → KeyError: b",
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
    assert "markup: as stored → other tags or gaps" in line


def test_one_changed_figure_of_a_chart_is_one_line_that_names_it(notebook: Make) -> None:
    (line,) = lines(notebook, [chart(0.1, 0.25)], [chart(0.1, 0.5)])
    assert line == "ferries, cell [2] `show()`, share of *t1*: 0.25 → 0.5"


def test_many_changed_figures_are_few_lines(notebook: Make) -> None:
    found = lines(notebook, [chart(*[0.1] * 40)], [chart(*[0.2] * 40)])
    assert len(found) == 6
    assert found[-1].endswith("35 more places of this output: as stored → different")


def test_a_table_and_its_plain_text_are_told_once(notebook: Make) -> None:
    was = shown(text_html="<table><tr><td>a</td><td>1</td></tr></table>", text_plain="a 1")
    now = shown(text_html="<table><tr><td>a</td><td>2</td></tr></table>", text_plain="a 2")
    assert lines(notebook, [was], [now]) == [
        "ferries, cell [2] `show()`, column 2 of *a*: 1 → 2",
    ]


def test_plain_text_is_compared_where_the_table_is_the_same(notebook: Make) -> None:
    was, now = (
        shown(text_html="<p>a</p>", text_plain="a"),
        shown(text_html="<p>a</p>", text_plain="b"),
    )
    assert lines(notebook, [was], [now]) == ["ferries, cell [2] `show()`, text: a → b"]


def test_outputs_and_cells_that_came_or_went(notebook: Make) -> None:
    assert lines(notebook, [shown(text_plain="1")], []) == [
        "ferries, cell [2] `show()`, text/plain: 1 → not there"
    ]
    found = compare_notebooks(notebook("a"), notebook("a", "b"), "ferries")
    assert [str(d) for d in found] == ["ferries, cell [3] `b`, cell: not there → there"]


def test_a_changed_source_is_a_difference(notebook: Make) -> None:
    (found,) = compare_notebooks(notebook("a = 1\nb = 2"), notebook("a = 1\nb = 3"), "ferries")
    assert (found.what, found.was, found.now) == ("source, line 2", "b = 2", "b = 3")
