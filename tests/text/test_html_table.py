from __future__ import annotations

from workbench.text import html_table

ROWS = [
    {"name": "a <b>", "n_papers": 1200, "whole": True, "empty": None},
    {"name": None, "n_papers": None, "whole": False, "empty": None},
]


def test_values_are_escaped_and_a_column_of_nothing_is_left_out() -> None:
    assert html_table(ROWS, ["n_papers"], {"name": "who"}) == (
        '<table><thead><tr><th style="text-align:left">who</th>'
        '<th style="text-align:right">n papers</th><th style="text-align:left">whole</th></tr>'
        '</thead><tbody><tr><td style="text-align:left">a &lt;b&gt;</td>'
        '<td style="text-align:right">1,200</td><td style="text-align:left">yes</td></tr>'
        '<tr><td style="text-align:left">–</td><td style="text-align:right">–</td>'
        '<td style="text-align:left">no</td></tr></tbody></table>'
    )


def test_no_rows_are_no_table() -> None:
    assert html_table([], []) == ""
