from __future__ import annotations

import polars as pl
import pytest

from workbench.terms import TermTables, habits


def test_by_hand() -> None:
    counts = {
        "neural": 9,
        "network": 10,
        "neural network": 8,
        "network flow": 2,
        "flow": 2,
        "lone": 4,
    }
    rows = [(term, term.count(" ") + 1, df) for term, df in counts.items()]
    found = habits(pl.DataFrame(rows, schema=["term", "n_words", "df"], orient="row"))
    assert found.columns == ["word", "opening", "closing"]
    assert found["word"].to_list() == sorted(["neural", "network", "flow", "lone"])
    by_word = {word: (opening, closing) for word, opening, closing in found.iter_rows()}
    assert by_word == {
        "neural": pytest.approx((9 / 11, 1 / 11)),
        "network": pytest.approx((3 / 12, 9 / 12)),
        "flow": pytest.approx((1 / 4, 3 / 4)),
        "lone": pytest.approx((1 / 6, 1 / 6)),
    }


def test_a_habit_is_at_most_one() -> None:
    rows = [("deep", 1, 2), ("deep network", 2, 2), ("deep model", 2, 2)]
    found = habits(pl.DataFrame(rows, schema=["term", "n_words", "df"], orient="row"))
    assert found["opening"].max() == 1.0


def test_nouns_close_and_adjectives_open_in_real_papers(index: TermTables) -> None:
    found = habits(index.terms)
    telling = dict(found.select("word", pl.col("closing") / pl.col("opening")).iter_rows())
    assert telling["network"] > 1 > telling["neural"]
    assert telling["function"] > 1 > telling["stochastic"]
