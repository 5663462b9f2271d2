"""Which fields are carried: a cell for each period, and the words beside it."""

from __future__ import annotations

import polars as pl
import pytest

from workbench.charts.coverage import COMPARED, MOST_DUMPS, MOST_PANELS


def panels(spec: dict) -> list[tuple[str, str]]:
    """Return title and subtitle of each panel."""
    titles = [panel["title"] for panel in spec["vconcat"]]
    return [(title["text"], " ".join(title["subtitle"])) for title in titles]


def cells(spec: dict, place: int) -> dict[tuple[str, str], dict]:
    """Return the rows of a panel by field and period."""
    data = spec["vconcat"][place].get("data") or spec["data"]  # one panel's stand at the top
    rows = spec["datasets"][data["name"]]
    return {(row["field"], row["period"]): row for row in rows}


def test_a_panel_for_each_series_and_one_for_what_is_compared(spec_of) -> None:
    assert panels(spec_of("coverage")) == [
        ("news: 120 listings", "In no listing: doi."),
        (f"{COMPARED}: 2 dumps, 61 listings", "In no listing: doi."),
    ]


def test_fields_that_most_listings_carry_come_first(spec_of, marks_of) -> None:
    spec = spec_of("coverage")
    orders = [marks_of(panel)[0][1]["y"]["scale"]["domain"] for panel in spec["vconcat"]]
    assert orders == [["abstract", "upvotes"]] * 2


def test_a_period_without_listings_is_left_white_and_said(make, spec_of) -> None:
    spec = spec_of("coverage")
    assert cells(spec, 0)["upvotes", "2024-03"]["share"] is None
    filters = [layer["transform"][0]["filter"] for layer in spec["vconcat"][0]["layer"]]
    assert filters[0] == "datum.share !== null"
    assert "white: no listing" in " ".join(spec["title"]["subtitle"])
    full = spec_of("coverage", make("coverage", months=2))
    assert "white" not in " ".join(full["title"]["subtitle"])


def test_beside_a_series_stands_since_when_a_field_is_known(spec_of) -> None:
    spec = spec_of("coverage")
    told = {field: row["told"] for (field, _), row in cells(spec, 0).items()}
    assert told == {"abstract": "since 2024-01", "upvotes": "since 2024-02"}
    beside = spec["vconcat"][0]["layer"][-1]
    assert beside["encoding"]["text"]["field"] == "told"
    assert beside["transform"] == [{"filter": {"field": "period", "equal": "2024-04"}}]
    assert all("told" not in str(layer) for layer in spec["vconcat"][1]["layer"])


@pytest.mark.parametrize(("months", "numbers"), [(2, True), (36, False)])
def test_percentages_stand_in_cells_that_hold_them(months, numbers, make, spec_of, marks_of):
    spec = spec_of("coverage", make("coverage", months=months, dumps=0))
    texts = [encoding["text"]["field"] for kind, encoding in marks_of(spec) if kind == "text"]
    assert ("share" in texts) == numbers


def test_where_no_field_is_carried_all_are_shown(make, spec_of, marks_of) -> None:
    frame = make("coverage", dumps=0).with_columns(
        with_field=pl.lit(0, pl.Int64), share=pl.lit(0.0), since=pl.lit(None, pl.String)
    )
    spec = spec_of("coverage", frame)
    assert marks_of(spec)[0][1]["y"]["scale"]["domain"] == ["abstract", "doi", "upvotes"]
    assert {row["told"] for row in cells(spec, 0).values()} == {"never"}


def test_of_many_dumps_those_with_most_listings_are_drawn(make, spec_of) -> None:
    spec = spec_of("coverage", make("coverage", months=0, dumps=MOST_DUMPS + 7))
    drawn = {period for _, period in cells(spec, 0)}
    assert len(drawn) == MOST_DUMPS
    # the maker gives each dump one listing more than the last
    assert f"dump{MOST_DUMPS + 6:04d}" in drawn
    assert "dump0006" not in drawn
    assert "Not drawn: 7 dumps with fewer listings." in " ".join(spec["title"]["subtitle"])


def test_of_many_series_the_first_are_drawn(make, spec_of) -> None:
    one = make("coverage", dumps=0)
    many = [one.with_columns(series=pl.lit(f"s{number:02d}")) for number in range(MOST_PANELS + 2)]
    spec = spec_of("coverage", pl.concat(many))
    assert len(spec["vconcat"]) == MOST_PANELS
    assert "Not drawn: 2 more panels." in " ".join(spec["title"]["subtitle"])


def test_words_tell_how_many_listings_carry_a_field(spec_of) -> None:
    description = spec_of("coverage")["description"]
    assert "news: abstract 120 of 120 (since 2024-01)" in description
    assert "upvotes 80 of 120 (since 2024-02), doi 0 of 120." in description
