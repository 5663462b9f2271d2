"""Tables as shown: numbers legible, text safe, nothing hidden in silence."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from workbench.analysis.basis import Basis
from workbench.views import table


@pytest.mark.parametrize(
    ("value", "percent", "shown"),
    [
        (1234567, False, "1,234,567"),
        (0.12345, True, "12.3%"),
        (0.12345, False, "0.123"),
        (12.3456, False, "12.3"),
        (123.456, False, "123"),
        (1234.5, False, "1,234"),
        (0.0000012, False, "1.2e-06"),
        (0.0, False, "0.000"),
        (float("nan"), False, "–"),
        (None, False, "–"),
        (True, False, "yes"),
        (date(2025, 3, 12), False, "2025-03-12"),
        ([["a", "b"]], False, "a, b"),
        ("plain", False, "plain"),
    ],
)
def test_values_as_shown(value, percent: bool, shown: str) -> None:
    column = pl.Series("x", value if isinstance(value, list) else [value])
    view = table(column.to_frame(), percent=["x"] if percent else [])
    assert repr(view).splitlines()[1].strip() == shown
    assert f">{shown}</td>" in view._repr_html_()


def test_text_of_others_cannot_run() -> None:
    view = table(pl.DataFrame({"title": ["<script>alert(1)</script>"]}))
    assert "<script>" not in view._repr_html_()


def test_long_text_is_cut_and_whole_in_the_tooltip() -> None:
    title = "long " * 80
    view = table(pl.DataFrame({"title": [title]}))
    page = view._repr_html_()
    assert len(repr(view).splitlines()[1]) <= 96
    assert f'title="{title}"' in page
    assert "…</td>" in page


def test_rows_left_out_are_told() -> None:
    frame = pl.DataFrame({"n": range(30)})
    assert repr(table(frame)).endswith("20 of 30 rows.")
    assert "20 of 30 rows." in table(frame)._repr_html_()
    assert repr(table(frame.clear())).endswith("No rows.")


def test_pandas_and_polars_look_the_same() -> None:
    frame = pl.DataFrame({"term": ["tide", "reef"], "papers": [12, 3]})
    assert repr(table(frame.to_pandas())) == repr(table(frame))
    assert table(frame.to_pandas())._repr_html_() == table(frame)._repr_html_()


def test_numbers_stand_right_and_words_left() -> None:
    page = table(pl.DataFrame({"term": ["tide"], "papers": [12]}))._repr_html_()
    assert '<td style="text-align: left">tide</td>' in page
    assert '<td style="text-align: right">12</td>' in page


def test_what_a_result_stands_on_is_said_below() -> None:
    frame = pl.DataFrame({"term": ["tide", "reef"], "papers": [12, 3]})
    told = Basis(50, 7, ("By month; 43 of 50 listings", "7 without a <day>")).beside(frame)
    view = table(told, rows=1)
    last = "By month; 43 of 50 listings. 7 without a <day>."
    assert repr(view).splitlines() == [*repr(table(frame, rows=1)).splitlines(), last]
    assert view._repr_html_().endswith("7 without a &lt;day&gt;.</p>")
    assert "at hand" not in view._repr_html_()
    assert view.frame.columns == told.columns
    assert repr(table(told.clear())).endswith("No rows.")
