"""What was loaded: dated and undated dumps, listings and rejects."""

from __future__ import annotations

import polars as pl
import pytest


def subtitle(spec: dict) -> str:
    return " ".join(spec["title"]["subtitle"])


def bar_color(marks: list[tuple[str, dict]]) -> dict:
    return next(encoding["color"] for kind, encoding in marks if kind == "bar")


def test_dated_dumps_come_in_time_order_and_undated_ones_last(spec_of, marks_of) -> None:
    marks = dict(marks_of(spec_of("dumps")))
    assert marks["bar"]["y"]["sort"] == [
        "2025-03-02 · pages/001", "2025-03-03 · pages/002", "Mar 12? · pages/000",
    ]  # fmt: skip


def test_rejects_are_shown_and_said_where_there_are_any(make, spec_of, rows_of, marks_of) -> None:
    spec = spec_of("dumps")
    assert [row["text"] for row in rows_of(spec)] == ["31 + 2 rejects", "32", "30"]
    assert subtitle(spec) == (
        "3 dumps with 93 listings and 2 rejects. Dated 2025-03-02 to 2025-03-03. "
        "1 without a full date."
    )
    assert bar_color(marks_of(spec))["scale"]["domain"] == [
        "listings", "listings without a full date", "rejects",
    ]  # fmt: skip
    clean = spec_of("dumps", make("dumps").with_columns(n_rejects=pl.lit(0, pl.Int64)))
    assert "reject" not in subtitle(clean)
    assert "rejects" not in bar_color(marks_of(clean))["scale"]["domain"]


def test_the_day_of_the_list_outranks_the_day_of_capture(make, spec_of, rows_of) -> None:
    frame = make("dumps").with_columns(listed_on=pl.date(2025, 2, 28))
    days = {row["day"] for row in rows_of(spec_of("dumps", frame))}
    assert days == {"2025-02-28T00:00:00"}


def test_dated_dumps_alone_need_no_legend(make, spec_of, marks_of) -> None:
    spec = spec_of("dumps", make("dumps").tail(1))
    assert bar_color(marks_of(spec))["legend"] is None


def test_without_any_day_it_says_so(make, spec_of) -> None:
    spec = spec_of("dumps", make("dumps").head(1).with_columns(date_text=pl.lit(None, pl.String)))
    assert subtitle(spec) == "1 dump with 30 listings. None has a full date."
    assert "pages/000 (no date): 30 listings" in spec["description"]


@pytest.mark.parametrize(("count", "bars"), [(40, True), (41, False)])
def test_many_dumps_stand_on_a_time_axis(count: int, bars: bool, make, spec_of) -> None:
    spec = spec_of("dumps", make("dumps", count=count))
    assert ("hconcat" in spec) != bars


def test_undated_dumps_stand_beside_the_time_axis(make, spec_of) -> None:
    spec = spec_of("dumps", make("dumps", count=60))
    by_day, undated = spec["hconcat"]
    assert by_day["layer"][1]["encoding"]["x"]["type"] == "temporal"
    assert undated["layer"][1]["encoding"]["x"]["axis"]["title"] == "no date"
    shape = by_day["layer"][1]["encoding"]["shape"]["scale"]
    assert shape["domain"] == ["listings", "listings without a full date", "dump with rejects"]
    assert len(set(shape["range"])) == 3
    assert sum(len(rows) for rows in spec["datasets"].values()) == 60


@pytest.mark.parametrize("dated", [True, False])
def test_dumps_of_one_kind_have_one_panel(dated: bool, make, spec_of) -> None:
    frame = make("dumps", count=61).filter(pl.col("captured_on").is_not_null())
    day = pl.col("captured_on") if dated else pl.lit(None, pl.Date)
    spec = spec_of("dumps", frame.with_columns(captured_on=day))
    assert len(spec["hconcat"]) == 1


def test_names_that_differ_only_in_their_extension_keep_it(make, spec_of, rows_of) -> None:
    frame = make("dumps").with_columns(path=pl.Series(["a.txt", "a.json", "2025.03"]))
    assert {row["name"] for row in rows_of(spec_of("dumps", frame))} == {
        "a.txt", "a.json", "2025.03",
    }  # fmt: skip
