"""Keyness: bars to the side of the window that a term is typical of."""

from __future__ import annotations

import polars as pl


def test_terms_that_differ_are_ranked_by_their_ratio(spec_of, rows_of) -> None:
    spec = spec_of("compare_windows", a="2025", b="2024")
    shown = rows_of(spec)
    assert [row["log_ratio"] for row in shown] == [4.0, 1.58, -2.0]
    assert [row["typical"] for row in shown] == ["2025", "2025", "2024"]
    assert shown[1]["shares"] == "30.0% | 10.0%"
    assert spec["title"]["text"] == ["What is typical of 2025, and what of 2024"]
    assert "3 terms with q < 0.05. Right: share in 2025 and in 2024." in spec["title"]["subtitle"]


def test_the_largest_of_each_side(spec_of, rows_of) -> None:
    spec = spec_of("compare_windows", top=1)
    assert [row["name"] for row in rows_of(spec)] == ["agent", "GPT-4"]
    assert spec["title"]["subtitle"][0].startswith("2 of 3 terms with q < 0.05")


def test_windows_that_do_not_differ_are_told(make, spec_of) -> None:
    alike = make("compare_windows").with_columns(q_value=pl.lit(0.5))
    assert "No term is more frequent" in spec_of("compare_windows", alike)["description"]
    assert "enough papers" in spec_of("compare_windows", alike.clear())["description"]


def test_colors_are_those_of_the_windows_whichever_are_there(make, spec_of, marks_of) -> None:
    one_side = make("compare_windows").head(2)
    for frame in (make("compare_windows"), one_side):
        encodings = marks_of(spec_of("compare_windows", frame, a="new", b="old"))
        bar = next(encoding for kind, encoding in encodings if kind == "bar")
        assert bar["color"]["scale"]["domain"] == ["new", "old"]
