from __future__ import annotations

import math

import polars as pl
import pytest

import workbench as wb
from workbench.explore.explorer import VIEW

START = {"search": "", "sort": -1, "descending": False, "page": 0}


@pytest.fixture
def frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "name": ["seal", "Ferry", "buoy", "ferry <b>", None],
            "seen": [3, 12, None, 7, 1],
            "places": [["pier"], ["pier", "reef"], [], None, ["Reef"]],
        }
    )


@pytest.mark.parametrize(
    ("search", "rows"),
    [("", [0, 1, 2, 3, 4]), ("FERRY", [1, 3]), ("reef", [1, 4]), ("pier 12", [1]), ("<b>", [3]),
     (".*", []), ("whale", [])],
)  # fmt: skip
def test_all_words_must_stand_in_a_row(frame: pl.DataFrame, search: str, rows: list[int]) -> None:
    assert wb.explore_table(frame).find(search).equals(frame[rows])


@pytest.mark.parametrize(
    ("sort", "descending", "rows"),
    [("seen", False, [4, 0, 3, 1, 2]), ("seen", True, [1, 3, 0, 4, 2]),
     ("name", False, [2, 1, 3, 0, 4]), ("name", True, [0, 3, 1, 2, 4])],
)  # fmt: skip
def test_rows_without_a_value_come_last_whatever_the_order(
    frame: pl.DataFrame, sort: str, descending: bool, rows: list[int]
) -> None:
    assert wb.explore_table(frame).find(sort=sort, descending=descending).equals(frame[rows])


def test_it_is_shown_as_a_table_where_no_kernel_runs(frame: pl.DataFrame, page) -> None:
    wb.explore_table(frame, rows=3)._ipython_display_()
    (output,) = page.outputs
    assert set(output.data) == {VIEW, "text/html", "text/plain"}
    assert output.data["text/html"] == wb.table(frame, rows=3)._repr_html_()


def test_the_page_gets_the_rows_that_it_asks_for(frame: pl.DataFrame, page) -> None:
    wb.explore_table(frame, rows=2)._ipython_display_()
    widget = page.widget()
    assert widget.shown["said"] == "Rows 1 to 2 of 5"
    assert widget.shown["pages"] == math.ceil(5 / 2)
    widget.asked = START | {"page": 2}
    assert widget.shown["said"] == "Rows 5 to 5 of 5"
    widget.asked = START | {"search": "ferry", "page": 2, "sort": 1, "descending": True}
    assert widget.shown["said"] == "Rows 1 to 2 of 2, found among 5"
    assert widget.shown["page"] == 0
    html = widget.shown["html"]
    assert "<mark>Ferry</mark>" in html
    assert "<mark>ferry</mark> &lt;b&gt;" in html
    assert html.index("12") < html.index("7")
    widget.asked = START | {"search": "whale"}
    assert widget.shown["said"] == "No rows, found among 5"


def test_an_empty_frame_is_no_error(page) -> None:
    wb.explore_table(pl.DataFrame({"a": []}))._ipython_display_()
    assert page.widget().shown["said"] == "No rows"
    wb.explore_table(pl.DataFrame())._ipython_display_()
