"""Invented notebooks as they are after a run, made without a kernel."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbench.charts.render import bundle

HOSTILE = (
    '<script>window.ran = "script"</script>'
    '<img src="x" onerror="window.ran = \'img\'">'
    '"><svg onload="window.ran = \'svg\'"></svg>'
    "</script></style></textarea><script>window.ran = 'closed'</script><!--"
)


def shown(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> NotebookNode:
    return new_output("display_data", data=data, metadata=metadata or {})


def chart(title: str = "Ferries by month", label: str = "Ferries seen, by month") -> NotebookNode:
    frame = pl.DataFrame({"month": ["Jan", "Feb", title], "ferries": [3, 5, 4]})
    drawn = (
        alt.Chart(frame, title=title, description=label, width=500)
        .mark_bar()
        .encode(x="month:N", y="ferries:Q", tooltip=["month:N", "ferries:Q"])
    )
    return shown(*bundle(drawn.to_dict()))


def ran(source: str, *outputs: NotebookNode) -> NotebookNode:
    return new_code_cell(source, outputs=list(outputs), execution_count=1)


@pytest.fixture(scope="session")
def hostile() -> str:
    """Return a paper's title that would run if any room let it."""
    return HOSTILE


@pytest.fixture(scope="session")
def notebooks() -> dict[str, NotebookNode]:
    """Return two notebooks that have run: a plain one, and one about hostile titles."""
    frame = pl.DataFrame({"term": ["ferry", "seal", "tern", "gull"], "papers": [1200, None, 7, 90]})
    papers = pl.DataFrame({"title": [HOSTILE, "A quiet winter"], "words": ["long " * 80, "short"]})
    with pl.Config(fmt_str_lengths=2000):
        titles = papers._repr_html_()
    ferries = new_notebook(
        cells=[
            new_markdown_cell("# Which ferries come?\n\nSee [the titles](02_titles.ipynb#Tables)."),
            ran("import workbench as wb"),
            ran("n = 1"),
            new_markdown_cell("## By month"),
            ran("table(frame)", shown({"text/html": frame._repr_html_(), "text/plain": "…"})),
            ran("ferries.chart()", chart()),
            new_markdown_cell("## In words\n\n### Detail\n\n`n` is *one*."),
            ran("print('a < b')", new_output("stream", name="stdout", text="a < b\n")),
        ]
    )
    hostile = new_notebook(
        cells=[
            new_markdown_cell(f"# Titles of papers\n\nOne is {HOSTILE}"),
            new_markdown_cell("## Tables"),
            ran("frame", shown({"text/html": titles, "text/plain": HOSTILE})),
            ran("raw", shown({"text/html": f"<p>{HOSTILE}</p>", "text/plain": ""})),
            ran(
                "notes",
                shown({"text/markdown": f"**{HOSTILE}** [a](javascript:ran=1)\n\n## {HOSTILE}"}),
            ),
            ran("text", shown({"text/plain": HOSTILE})),
            ran("print(title)", new_output("stream", name="stderr", text=HOSTILE)),
            new_markdown_cell("## Charts"),
            ran("titles.chart()", chart(HOSTILE, HOSTILE)),
            ran(f"title = {HOSTILE!r}"),
        ]
    )
    return {"01_ferries": ferries, "02_titles": hostile}
