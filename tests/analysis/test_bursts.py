from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from workbench.analysis import bursts, term_trends
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError


def test_the_planted_burst_is_the_heaviest(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    planted = truth["planted"]["burst"]
    high = [dump.removesuffix(".txt") for dump, share in planted["shares"].items() if share > 0.5]
    first = bursts(sample_corpus, period="dump").row(0, named=True)
    assert first["term"] == planted["term"]
    assert [first["start"], first["end"]] == [high[0], high[-1]]


def test_the_weight_is_what_the_burst_explains_better(sample_corpus: Corpus) -> None:
    row = bursts(sample_corpus, ["volcanic ash"], period="dump").row(0, named=True)
    trend = term_trends(sample_corpus, ["volcanic ash"], period="dump")
    rate = trend["papers_with_term"].sum() / trend["papers"].sum()
    inside = trend.filter(pl.col("period").is_between(pl.lit(row["start"]), pl.lit(row["end"])))
    hits, papers = inside["papers_with_term"].to_numpy(), inside["papers"].to_numpy()
    gain = binom.logpmf(hits, papers, 2 * rate) - binom.logpmf(hits, papers, rate)
    assert row["weight"] == pytest.approx(gain.sum())


def test_empty_periods_are_no_batches(sample_corpus: Corpus) -> None:
    by_dump, by_week = (
        bursts(sample_corpus, period=period).select("term", "weight").sort("term", "weight")
        for period in ("dump", "week")
    )
    assert by_dump["term"].to_list() == by_week["term"].to_list()
    assert by_dump["weight"].to_list() == pytest.approx(by_week["weight"].to_list())


def test_heaviest_first(sample_corpus: Corpus) -> None:
    frame = bursts(sample_corpus)
    assert frame.height > 3
    assert frame["weight"].is_sorted(descending=True)
    assert (frame["weight"] > 0).all()


def test_a_term_that_comes_twice_bursts_twice(make_corpus: Any) -> None:
    rows = [
        (f"Harvest {n}", "A fig." if n % 10 in (2, 7) and n < 200 else "A pear.",
         date(2024, 1 + n % 10, 1))
        for n in range(400)
    ]  # fmt: skip
    frame = bursts(make_corpus(rows), ["fig"], period="month").sort("start")
    assert frame["start"].to_list() == frame["end"].to_list() == ["2024-03", "2024-08"]


def test_a_term_in_half_of_the_papers_cannot_burst(make_corpus: Any) -> None:
    generator = np.random.default_rng(3)
    rows = [
        (
            f"Harvest {n}",
            "A fig." if generator.random() < 0.7 else "A pear.",
            date(2024, 1 + n % 9, 1),
        )
        for n in range(200)
    ]
    assert bursts(make_corpus(rows), ["fig"], gamma=0.0).is_empty()


def test_a_dearer_move_leaves_fewer(sample_corpus: Corpus) -> None:
    heights = [bursts(sample_corpus, gamma=gamma).height for gamma in (0.5, 1.0, 3.0)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1] > 0


def test_dumps_that_are_no_series_have_no_bursts(unrelated: Corpus) -> None:
    assert bursts(unrelated).is_empty()


def test_what_is_unknown_is_said(sample_corpus: Corpus) -> None:
    with pytest.raises(UnknownTermError, match="dragonfruit"):
        bursts(sample_corpus, ["dragonfruit"])
    with pytest.raises(InputError, match="wavering"):
        bursts(sample_corpus, count="wavering")
