"""Papers that come back: how many, and where they stood."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest


def test_every_number_of_dumps_has_its_count_also_0(spec_of, rows_of) -> None:
    counted = {row["dumps"]: row["papers"] for row in rows_of(spec_of("repeats"))}
    assert counted == {"1": 4, "2": 2, "3": 0, "4": 1}


def test_counts_stand_on_the_bars(spec_of, marks_of) -> None:
    marks = dict(marks_of(spec_of("repeats")))
    assert marks["text"]["text"]["field"] == "papers"
    assert marks["bar"]["x"]["sort"] == ["1", "2", "3", "4"]
    assert marks["bar"]["x"]["axis"]["title"] == "number of dumps"


def test_words_tell_papers_listings_and_days(spec_of) -> None:
    spec = spec_of("repeats")
    told = " ".join(spec["title"]["subtitle"])
    assert told == (
        "7 papers, 3 of them in more than one dump. "
        "13 listings; dated dumps captured 2025-03-12 to 2025-03-18."
    )
    assert "In 1: 4 papers. In 2: 2 papers. In 3: 0 papers. In 4: 1 paper." in spec["description"]


def test_undated_dumps_have_no_days_to_tell(make, spec_of) -> None:
    frame = make("repeats").with_columns(
        first_captured_on=pl.lit(None, pl.Date), last_captured_on=pl.lit(None, pl.Date)
    )
    assert "captured" not in " ".join(spec_of("repeats", frame)["title"]["subtitle"])


@pytest.mark.parametrize(("most", "last"), [(20, "20"), (21, "20+"), (300, "20+")])
def test_many_dumps_end_in_one_open_bar(most: int, last: str, make, spec_of, rows_of) -> None:
    frame = make("repeats").with_columns(n_dumps=pl.col("n_dumps").replace(4, most))
    rows = rows_of(spec_of("repeats", frame))
    assert len(rows) == 20
    assert rows[-1] == {"dumps": last, "papers": 1}


def test_a_frame_of_any_length_is_counted(make, spec_of, rows_of) -> None:
    long = pl.concat([make("repeats")] * 2000)
    assert rows_of(spec_of("repeats", long))[0] == {"dumps": "1", "papers": 8000}


def test_the_most_repeated_papers_come_first_and_single_ones_not_at_all(spec_of, marks_of) -> None:
    marks = dict(marks_of(spec_of("repeated_papers")))
    assert marks["point"]["y"]["sort"] == ["Learning to Plan", "Small Models, Big Ideas"]


def test_dumps_stand_in_the_order_of_their_days_undated_ones_last(spec_of, marks_of) -> None:
    _, encoding = marks_of(spec_of("repeated_papers"))[0]
    assert [name[:3] for name in encoding["x"]["sort"]] == ["sav", "000", "001"]


def test_a_paper_listed_twice_in_a_dump_stands_at_its_best_rank(spec_of, rows_of) -> None:
    ranks = [
        (row["dump"][:3], row["rank"])
        for row in rows_of(spec_of("repeated_papers"))
        if row["paper_id"] == "p1"
    ]
    assert ranks == [("000", 7), ("001", 40)]


def test_ranks_are_told_only_where_the_dots_hold_them(make, spec_of, marks_of) -> None:
    spec = spec_of("repeated_papers")
    assert "Numbers: rank in the dump." in " ".join(spec["title"]["subtitle"])
    many = pl.DataFrame(
        [
            {"paper_id": "p", "title": "Often", "dump": f"{number:03d}",
             "listed_on": date(2025, 1, 1 + number), "rank": number}
            for number in range(30)
        ]
    )  # fmt: skip
    spec = spec_of("repeated_papers", many)
    assert "Numbers" not in " ".join(spec["title"]["subtitle"])
    assert {kind for kind, _ in marks_of(spec)} == {"point"}


def test_titles_that_are_equal_stay_two_papers(make, spec_of, marks_of) -> None:
    frame = make("repeated_papers").with_columns(title=pl.lit("Same"))
    marks = dict(marks_of(spec_of("repeated_papers", frame)))
    assert marks["point"]["y"]["sort"] == ["Same (p2)", "Same (p1)"]


def test_where_nothing_comes_back_it_says_so(make, spec_of) -> None:
    spec = spec_of("repeated_papers", make("repeated_papers").tail(1))
    assert "No paper stands in more than one dump." in spec["description"]
