from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from workbench.analysis import change_points, term_trends
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError


@pytest.fixture(scope="module")
def steps(make_corpus: Any) -> Corpus:
    """Return 40 papers a month over a year: *fig* steps up in July, *plum* is there in May only."""
    rows = [
        (
            f"Harvest {n}",
            " ".join(
                [
                    "A fig." if n // 12 % 10 < (2 if n % 12 < 6 else 7) else "A pear.",
                    "A plum." if n % 12 in (4, 5) and n // 12 % 2 else "A quince.",
                ]
            ),
            date(2024, 1 + n % 12, 1),
        )
        for n in range(480)
    ]
    return make_corpus(rows)


def test_a_step_is_found_where_it_is(steps: Corpus) -> None:
    (row,) = change_points(steps, ["fig"], period="month").rows(named=True)
    assert (row["period"], row["period_start"]) == ("2024-07", date(2024, 7, 1))
    assert (row["before"], row["after"]) == (pytest.approx(0.2), pytest.approx(0.7))
    assert row["change"] == pytest.approx(0.5)


def test_up_and_down_are_two(steps: Corpus) -> None:
    frame = change_points(steps, ["plum"], period="month").sort("period")
    assert frame["period"].to_list() == ["2024-05", "2024-07"]
    assert frame["change"].to_list() == pytest.approx([0.5, -0.5])


def test_shares_are_those_of_the_papers_between_changes(sample_corpus: Corpus) -> None:
    frame = change_points(sample_corpus, ["volcanic ash"], period="dump").sort("period_start")
    assert frame.height
    trend = term_trends(sample_corpus, ["volcanic ash"], period="dump")
    edges = [None, *frame["period_start"], None]
    levels = [frame["before"][0], *frame["after"]]
    for start, end, level in zip(edges, edges[1:], levels, strict=False):
        part = trend
        if start is not None:
            part = part.filter(pl.col("period_start") >= start)
        if end is not None:
            part = part.filter(pl.col("period_start") < end)
        assert level == part["papers_with_term"].sum() / part["papers"].sum()


def test_largest_first_and_planted_ones_among_them(
    sample_corpus: Corpus, truth: dict[str, Any]
) -> None:
    frame = change_points(sample_corpus, period="dump")
    assert frame["change"].abs().is_sorted(descending=True)
    for planted in ("rising", "falling", "burst"):
        assert truth["planted"][planted]["term"] in frame["term"]


def test_a_higher_price_leaves_fewer(sample_corpus: Corpus) -> None:
    heights = [change_points(sample_corpus, penalty=penalty).height for penalty in (1.0, 3.0, 9.0)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_dumps_that_are_no_series_change_nothing(unrelated: Corpus) -> None:
    assert change_points(unrelated).is_empty()


def test_what_is_unknown_is_said(sample_corpus: Corpus) -> None:
    with pytest.raises(UnknownTermError, match="dragonfruit"):
        change_points(sample_corpus, ["dragonfruit"])
    with pytest.raises(InputError, match="wavering"):
        change_points(sample_corpus, axis="wavering")
