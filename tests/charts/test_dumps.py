"""What was loaded: dated and undated dumps, listings and rejects."""

from __future__ import annotations

import polars as pl
import pytest

from workbench.charts.dump_series import MOST_PANELS


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
    assert ("vconcat" in spec) != bars


def drawn_at(spec: dict) -> list[tuple[str, str]]:
    """Return title and type of the horizontal axis of each panel."""
    return [
        (panel["title"]["text"], panel["layer"][0]["encoding"]["x"]["type"])
        for panel in spec["vconcat"]
    ]


def test_undated_dumps_stand_below_the_time_axis(make, spec_of) -> None:
    spec = spec_of("dumps", make("dumps", count=60))
    assert drawn_at(spec) == [
        ("no series: 59 dumps, 3,540 listings", "temporal"),
        ("without a full date: 1 dump, 30 listings", "quantitative"),
    ]
    scale = spec["vconcat"][0]["layer"][0]["encoding"]["color"]["scale"]
    assert scale["domain"] == ["listings", "listings without a full date", "rejects"]
    assert len(set(scale["range"])) == 3
    assert sum(len(rows) for rows in spec["datasets"].values()) == 60


@pytest.mark.parametrize("dated", [True, False])
def test_dumps_of_one_kind_have_one_panel(dated: bool, make, spec_of) -> None:
    frame = make("dumps", count=61).filter(pl.col("captured_on").is_not_null())
    day = pl.col("captured_on") if dated else pl.lit(None, pl.Date)
    spec = spec_of("dumps", frame.with_columns(captured_on=day))
    assert len(spec["vconcat"]) == 1


def of_series(make, sizes: dict[str, int]) -> pl.DataFrame:
    """Return dated dumps of some series, a third of the listings of each carried over."""
    frames = [
        make("dumps", count=size + 1)
        .tail(size)
        .with_columns(series=pl.lit(name), path=pl.format(f"{name}/{{}}", "path"))
        for name, size in sizes.items()
    ]
    carried = pl.col("n_listings") // 3
    return pl.concat(frames).with_columns(carried=carried, new=pl.col("n_listings") - carried)


def test_each_of_many_series_has_a_panel_most_dumps_first(make, spec_of) -> None:
    spec = spec_of("dumps", of_series(make, {"daily": 30, "hourly": 50}))
    assert [title.split(":")[0] for title, _ in drawn_at(spec)] == ["hourly", "daily"]


def test_series_beyond_the_most_panels_share_the_last(make, spec_of) -> None:
    sizes = {f"s{number:02d}": 30 - number for number in range(MOST_PANELS + 3)}
    spec = spec_of("dumps", of_series(make, sizes))
    titles = [title for title, _ in drawn_at(spec)]
    assert len(titles) == MOST_PANELS
    others = sum(sorted(sizes.values())[:4])
    assert titles[-1].startswith(f"other series: {others} dumps")


def test_dumps_of_one_day_stand_on_each_other(make, spec_of, rows_of) -> None:
    frame = of_series(make, {"hourly": 50}).with_columns(captured_on=pl.date(2025, 3, 4))
    rows = rows_of(spec_of("dumps", frame))
    tops = [row["until_end"] for row in rows]
    assert [row["zero_end"] for row in rows] == [0, *tops[:-1]]
    assert tops[-1] == sum(row["n_listings"] + row["n_rejects"] for row in rows)


@pytest.mark.parametrize("size", [3, 60])
def test_new_and_carried_add_up_to_the_bar(size: int, make, spec_of, marks_of) -> None:
    spec = spec_of("dumps", of_series(make, {"hourly": size}))
    bars = [encoding for kind, encoding in marks_of(spec) if kind == "bar"]
    assert bars[0]["color"]["scale"]["domain"] == ["new", "carried over", "rejects"]
    along = "x" if size == 3 else "y"
    ends = [(bar[along]["field"], bar[f"{along}2"]["field"]) for bar in bars]
    assert [end.removesuffix("_end") for pair in ends for end in pair] == [
        "zero", "new", "new", "n_listings", "n_listings", "until",
    ]  # fmt: skip


def test_new_ones_are_told_in_words(make, spec_of, rows_of) -> None:
    spec = spec_of("dumps", of_series(make, {"daily": 2}))
    assert [row["text"] for row in rows_of(spec)] == ["31 (21 new) + 2 rejects", "32 (22 new)"]
    assert "In order of time, 43 were new to their series, 20 carried over." in subtitle(spec)


def test_the_table_of_dumps_alone_is_drawn_in_one_color(make, spec_of) -> None:
    assert "new" not in subtitle(spec_of("dumps"))
    frame = make("dumps").with_columns(new=pl.lit(None), carried=pl.lit(None))
    assert spec_of("dumps", frame) == spec_of("dumps")


def test_names_that_differ_only_in_their_extension_keep_it(make, spec_of, rows_of) -> None:
    frame = make("dumps").with_columns(path=pl.Series(["a.txt", "a.json", "2025.03"]))
    assert {row["name"] for row in rows_of(spec_of("dumps", frame))} == {
        "a.txt", "a.json", "2025.03",
    }  # fmt: skip
