"""Which fields are carried: counted again, cell by cell, in the files that were written."""

from __future__ import annotations

import csv
import random
from collections import Counter
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from workbench.analysis import coverage
from workbench.corpus import Corpus
from workbench.errors import InputError
from workbench.load import load

FIELDS = ["abstract", "doi", "upvotes"]
DAYS = [date(2025, month, day) for month in (1, 2, 4, 5, 6, 7, 8) for day in (3, 20)]
SINCE = {"abstract": date(2025, 1, 1), "doi": date(2025, 2, 10), "upvotes": date(2026, 1, 1)}


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Counter]:
    """Return a corpus of a series of CSV files, and how many of their rows fill a cell.

    March has no file, DOIs begin on 20 February, upvotes never do.
    """
    raw = tmp_path_factory.mktemp("raw") / "cells"
    raw.mkdir()
    dice = random.Random(5)
    filled: Counter = Counter()
    for day in DAYS:
        with (raw / f"{day}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["title", *FIELDS])
            for number in range(dice.randint(3, 9)):
                has = {name: day >= SINCE[name] and dice.random() < 0.6 for name in FIELDS}
                values = {
                    "abstract": f"The tide of {day}, number {number}, rises.",
                    "doi": f"10.1000/{day}.{number}",
                    "upvotes": "4",
                }
                row = [f"Tide {number} of {day}", *(values[f] if has[f] else "" for f in FIELDS)]
                writer.writerow(row)
                filled.update((f"{day:%Y-%m}", field) for field in FIELDS if has[field])
                filled[f"{day:%Y-%m}", "listings"] += 1
    (raw / "workbench.toml").write_text('[dumps]\nseries = "tides"\n', encoding="utf-8")
    load(raw, raw.parent / "tables")
    return Corpus.open(raw.parent / "tables"), filled


def test_every_cell_is_counted(cells: tuple[Corpus, Counter]) -> None:
    corpus, filled = cells
    for row in coverage(corpus, "month").iter_rows(named=True):
        assert row["listings"] == filled[row["period"], "listings"]
        assert row["with_field"] == filled[row["period"], row["field"]]
        share = row["with_field"] / row["listings"] if row["listings"] else None
        assert row["share"] == share
    months = coverage(corpus, "month").filter(field="doi")["period"].to_list()
    assert months == [f"2025-{month:02d}" for month in range(1, 9)]


def test_a_field_is_known_since_its_first_period(cells: tuple[Corpus, Counter]) -> None:
    found = coverage(cells[0], "month")
    since = dict(found.select("field", "since").unique().iter_rows())
    assert {field: since[field] for field in FIELDS} == {
        "abstract": "2025-01", "doi": "2025-02", "upvotes": None,
    }  # fmt: skip


@pytest.mark.parametrize("period", ["auto", "dump", "day", "week", "month", "quarter", "year"])
def test_no_listing_is_left_out(cells: tuple[Corpus, Counter], period: str) -> None:
    corpus, filled = cells
    found = coverage(corpus, period)
    totals = found.group_by("field").agg(pl.col("listings", "with_field").sum())
    assert totals["listings"].unique().to_list() == [corpus.listings.height]
    expected = {
        field: sum(n for (_, name), n in filled.items() if name == field) for field in FIELDS
    }
    counted = dict(totals.select("field", "with_field").iter_rows())
    assert {field: counted[field] for field in FIELDS} == expected
    assert found["period_start"].null_count() == 0


def test_what_is_no_series_is_compared_dump_by_dump(messy: Corpus) -> None:
    found = coverage(messy)
    compared = found.filter(pl.col("period_start").is_null())
    assert compared["period"].unique().sort().to_list() == ["again", "cells"]
    assert compared["since"].null_count() == compared.height
    series = found.filter(series="news")
    assert series["since"].drop_nulls().unique().to_list() == [series["period"][0]]
    counted = found.filter(field="abstract")["listings"].sum()
    assert counted == messy.listings.height
    carried = compared.filter(field="doi").select("period", "with_field").rows()
    assert sorted(carried) == [("again", 1), ("cells", 1)]


def test_rows_come_by_series_field_and_time(messy: Corpus) -> None:
    found = coverage(messy)
    dated = found["period_start"].is_not_null()
    assert dated.is_sorted(descending=True)  # what is compared comes last
    rows = found.filter(dated).select("series", "field", "period_start").rows()
    assert rows == sorted(rows)
    assert found.filter(~dated)["field"].is_sorted()


def test_undated_dumps_of_a_series_are_not_lost(sample_corpus: Corpus) -> None:
    dumps = sample_corpus.dumps.with_columns(series=pl.lit("trending"))
    found = coverage(replace(sample_corpus, dumps=dumps))
    abstracts = found.filter(field="abstract")
    assert abstracts["listings"].sum() == abstracts["with_field"].sum() == 326
    assert abstracts.filter(pl.col("period_start").is_null())["listings"].to_list() == [20]


def test_a_frame_has_coverage_too(orchard: Corpus) -> None:
    found = coverage(orchard, "month").filter(field="abstract")
    assert found["share"].to_list() == [1.0] * found.height


def test_arguments_that_make_no_sense(messy: Corpus, unrelated: Corpus) -> None:
    with pytest.raises(InputError, match=r"published_on.*listed_on, captured_on"):
        coverage(messy, axis="published_on")
    with pytest.raises(InputError, match="fortnight"):
        coverage(messy, "fortnight")
    with pytest.raises(InputError, match="no time series"):
        coverage(unrelated, "month")


def test_an_empty_corpus_has_no_rows(messy: Corpus) -> None:
    nothing = replace(messy, coverage=messy.coverage.clear())
    assert coverage(nothing).is_empty()
