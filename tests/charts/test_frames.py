"""What goes into a chart: known columns of known types, few enough rows."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import polars as pl
import pytest

from workbench import charts
from workbench.charts import frames
from workbench.errors import InputError

COLUMNS = {"name": pl.String, "count": pl.Int64, "share": pl.Float64, "day": pl.Date}


def frame(**changed: object) -> pl.DataFrame:
    rows = {"name": ["a"], "count": [3], "share": [0.5], "day": [date(2024, 1, 31)], "more": [0]}
    return pl.DataFrame({**rows, **changed})


def test_columns_come_typed_and_in_order() -> None:
    given = frame(count=[3.0], day=[datetime(2024, 1, 31, 12)]).select(reversed(frame().columns))
    taken = frames.take(given, COLUMNS, "x")
    assert taken.schema == COLUMNS
    assert taken.row(0) == ("a", 3, 0.5, date(2024, 1, 31))


def test_the_gaps_of_pandas_are_gaps() -> None:
    given = pd.DataFrame(
        {"name": ["a", None], "count": [3.0, float("nan")], "share": [0.5, float("nan")],
         "day": [date(2024, 1, 31), None]}
    )  # fmt: skip
    assert frames.take(given, COLUMNS, "x").row(1) == (None, None, None, None)


def test_a_column_of_gaps_only_may_have_any_type() -> None:
    given = frame(day=[None], share=[None]).to_pandas()
    assert frames.take(given, COLUMNS, "x").row(0) == ("a", 3, None, None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"share": ["much"]}, "another type"), ({"count": [["x"]]}, "another type")],
)
def test_a_wrong_type_is_an_error_of_one_line(changed: dict, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        frames.take(frame(**changed), COLUMNS, "x")
    assert "\n" not in str(caught.value)


def test_a_lacking_column_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"charts\.x: the frame lacks day; it holds name, count"):
        frames.take(frame().drop("day"), COLUMNS, "x")


def test_rows_are_plain_json() -> None:
    values = frames.rows(
        pl.DataFrame(
            {
                "share": [1 / 3, 2 / 3 * 1e-9, float("inf"), None],
                "day": [date(2024, 1, 31), None, None, None],
                "yes": [True, False, None, None],
            }
        ),
        "x",
        "",
    )["values"]
    assert values[0] == {"share": 0.3333333, "day": "2024-01-31T00:00:00", "yes": True}
    assert values[1]["share"] == 6.666667e-10
    assert values[2] == {"share": None, "day": None, "yes": None}


def test_too_many_rows_are_refused_with_advice() -> None:
    frames.rows(pl.DataFrame({"a": range(frames.LIMIT)}), "x", "")
    with pytest.raises(InputError, match=r"5,001 rows are more than the 5,000.*choose less"):
        frames.rows(pl.DataFrame({"a": range(frames.LIMIT + 1)}), "x", "choose less")


@pytest.mark.parametrize(
    ("name", "how", "advice"),
    [
        ("term_trends", {"months": 900}, "fewer names or longer periods"),
        ("topics", {"count": 1300}, "fewer names or longer periods"),
        ("dumps", {"count": 5001}, "Corpus.where"),
        ("topic_terms", {"count": 700}, "top="),
    ],
)
def test_charts_refuse_more_rows_than_they_can_carry(name, how, advice, make) -> None:
    with pytest.raises(InputError, match=advice):
        getattr(charts, name)(make(name, **how))


@pytest.mark.parametrize("name", ["rising_terms", "bursts", "pairs", "repeated_papers"])
def test_charts_of_the_top_rows_take_frames_of_any_length(name, make, spec_of, rows_of) -> None:
    frame = make(name)
    key = "paper_id" if name == "repeated_papers" else frame.columns[0]
    long = pl.concat(
        [frame.with_columns(pl.col(key) + f" {copy}") for copy in range(2000)], how="vertical"
    )
    assert long.height > frames.LIMIT
    assert len(rows_of(spec_of(name, long, top=7))) <= 7 * 3
    with pytest.raises(InputError, match="top=0; give 1 or more"):
        getattr(charts, name)(frame, top=0)


def test_names_are_labels_with_their_keys_where_labels_collide() -> None:
    given = pl.DataFrame(
        {"term": ["gpt 4", "gpt4", "gpt 4", "agent"], "label": ["GPT-4", "GPT-4", "GPT-4", "agent"]}
    )
    assert frames.named(given, "term")["name"].to_list() == [
        "GPT-4 (gpt 4)", "GPT-4 (gpt4)", "GPT-4 (gpt 4)", "agent",
    ]  # fmt: skip


class TestBasis:
    """What a result stands on is said below what a chart says of itself."""

    @pytest.mark.parametrize("name", ["term_trends", "rising_terms", "robustness", "bursts"])
    def test_it_stands_on_lines_of_its_own(self, name: str, make, spec_of) -> None:
        said = "By month; 43 of 50 listings; 7 without a day left out."
        frame = make(name).with_columns(basis=pl.lit(said))
        for given in (frame, frame.to_pandas()):
            assert spec_of(name, given)["title"]["subtitle"][-1] == said
        mixed = frame.with_columns(basis=pl.Series([f"{n}" for n in range(frame.height)]))
        assert said not in spec_of(name, mixed)["title"]["subtitle"]
        assert spec_of(name)["title"]["subtitle"] == spec_of(name, mixed)["title"]["subtitle"]
