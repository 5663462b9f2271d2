from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from workbench.stats.intervals import wilson, with_shares

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombe_1998(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@settings(deadline=None)
@given(counts)
def test_equals_scipy_and_contains_the_share(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    oracle = binomtest(*pair).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((oracle.low, oracle.high), abs=1e-12)
    assert low <= pair[0] / pair[1] <= high


@pytest.mark.parametrize("trials", [1, 2, 7, 20, 31, 1_000, 171_449])
def test_ends_at_the_borders_exactly(trials: int) -> None:
    low, high = wilson([0, trials], [trials, trials])
    assert low[0] == 0.0
    assert high[1] == 1.0
    assert 0 < high[0] < 1
    assert 0 < low[1] < 1


def test_a_higher_level_is_wider() -> None:
    low, high = wilson(3, 10, level=0.99)
    inner_low, inner_high = wilson(3, 10, level=0.9)
    assert low < inner_low < inner_high < high


def test_without_trials_there_is_no_interval() -> None:
    low, high = wilson([0, 1], [0, 2])
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


def test_with_shares_adds_nullable_columns() -> None:
    frame = pl.DataFrame({"hits": [5, 0, 0], "all": [10, 3, 0]})
    shares = with_shares(frame, "hits", "all")
    assert shares.columns == ["hits", "all", "share", "low", "high"]
    assert shares["share"].to_list() == [0.5, 0.0, None]
    assert shares["low"].null_count() == shares["high"].null_count() == 1
    assert shares["low"][1] == 0.0


def test_with_shares_of_an_empty_frame() -> None:
    frame = pl.DataFrame(schema={"hits": pl.Int64, "all": pl.Int64})
    shares = with_shares(frame, "hits", "all")
    assert shares.columns[2:] == ["share", "low", "high"]
    assert shares.dtypes[2:] == [pl.Float64] * 3
