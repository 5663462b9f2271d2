from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from workbench.analysis import rising_terms, robustness
from workbench.analysis.robustness import CHECKS
from workbench.corpus import Corpus
from workbench.errors import InputError


def row_of(frame: pl.DataFrame, term: str) -> dict[str, Any]:
    return frame.row(by_predicate=pl.col("term") == term, named=True)


@pytest.fixture(scope="module")
def nuts(make_corpus: Any) -> Corpus:
    """Return 80 papers a month over ten months.

    *Fig* rises by the month, *quince* only at both ends, the 40 others stay.
    """
    generator = np.random.default_rng(8)
    rows = []
    for month in range(10):
        for n in range(80):
            words = [f"nut{chr(97 + k)}x" for k in range(26) if generator.random() < 0.2]
            words += [f"pip{chr(97 + k)}x" for k in range(14) if generator.random() < 0.2]
            if generator.random() < 0.03 + 0.05 * month:
                words.append("fig")
            if generator.random() < {0: 0.02, 9: 0.3}.get(month, 0.12):
                words.append("quince")
            day = date(2024, 1 + month, 1) + timedelta(days=n % 28)
            rows.append((f"Harvest {month} {n}", ". ".join(words), day))
    return make_corpus(rows)


def test_the_terms_are_those_that_are_called(nuts: Corpus) -> None:
    called = rising_terms(nuts, period="month").filter(
        pl.col("verdict").is_in(["rising", "saturated", "falling", "unstable"])
    )
    frame = robustness(nuts, period="month")
    assert frame["term"].to_list() == called["term"].to_list()
    assert frame["verdict"].to_list() == called["verdict"].to_list()
    assert frame["odds_ratio"].to_list() == pytest.approx(called["odds_ratio"].to_list())


def test_a_plain_rise_survives_everything(nuts: Corpus) -> None:
    row = row_of(robustness(nuts, period="month"), "fig")
    assert all(row[check] for check in CHECKS)
    assert (row["survived"], row["asked"]) == (5, 5)


def test_a_rise_of_one_month_does_not_survive_without_it(nuts: Corpus) -> None:
    row = row_of(robustness(nuts, period="month"), "quince")
    assert row["verdict"] == "unstable"
    assert row["weakest_without"] == "2024-10"
    assert not row["any_period"]
    assert not row["last_period"]
    assert row["survived"] < row["asked"] == 5


def test_planted_trends_of_the_sample_survive(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    frame = robustness(sample_corpus)
    for planted in ("rising", "falling"):
        row = row_of(frame, truth["planted"][planted]["term"])
        assert row["survived"] == row["asked"] == 5


def test_leaving_out_is_leaving_out(nuts: Corpus) -> None:
    """Without the last month the trend is that of a corpus that ends before it."""
    frame = robustness(nuts, period="month")
    earlier = rising_terms(nuts.where(until="2024-09-30"), period="month", min_papers=1)
    for term, survives in frame.select("term", "last_period").iter_rows():
        assert survives == (row_of(earlier, term)["p_value"] < 0.05)


def test_what_cannot_be_asked_is_null(make_corpus: Any) -> None:
    """Three days give no other period, and none can be left out."""
    rows = [
        (f"Harvest {n}", "A fig." if n % 400 < 10 + 150 * (n // 400) else "A pear.",
         date(2024, 1, 1 + n // 400))
        for n in range(1200)
    ]  # fmt: skip
    corpus = make_corpus(rows)
    called = rising_terms(corpus, period="day")
    frame = robustness(corpus, period="day")
    assert frame.height == called.filter(pl.col("verdict") != "flat").height
    for row in frame.iter_rows(named=True):
        assert (row["any_period"], row["last_period"], row["weakest_without"]) == (None, None, None)
        assert row["ranks"] is None
        assert row["asked"] == sum(row[check] is not None for check in CHECKS) < 5


def test_only_the_first(nuts: Corpus) -> None:
    assert robustness(nuts, period="month", top=1).height == 1
    with pytest.raises(InputError, match="top=0"):
        robustness(nuts, top=0)


def test_dumps_that_are_no_series_have_nothing_to_survive(unrelated: Corpus) -> None:
    assert robustness(unrelated).is_empty()


def test_an_unknown_word(sample_corpus: Corpus) -> None:
    with pytest.raises(InputError, match="wavering"):
        robustness(sample_corpus, count="wavering")
