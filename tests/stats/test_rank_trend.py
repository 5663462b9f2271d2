from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from workbench.stats.rank_trend import rank_trends


@given(st.lists(st.integers(0, 9), min_size=3, max_size=9), st.integers(1, 4))
def test_equals_all_pairs(series: list[int], step: int) -> None:
    index = np.arange(len(series)) * step
    slope, tau, _ = rank_trends([series], index)
    pairs = list(combinations(range(len(series)), 2))
    slopes = [(series[b] - series[a]) / (index[b] - index[a]) for a, b in pairs]
    assert slope[0] == pytest.approx(np.median(slopes))
    concordant = sum(np.sign(series[b] - series[a]) for a, b in pairs)
    tied = sum(series[a] == series[b] for a, b in pairs)
    if tied == len(pairs):
        assert np.isnan(tau[0])
    else:
        expected = concordant / np.sqrt(len(pairs) * (len(pairs) - tied))
        assert tau[0] == pytest.approx(expected)


def test_kendalls_own_correction_for_ties() -> None:
    """The p-value of a long series with ties is the normal one, with his variance of S."""
    series = np.array([0, 0, 1, 1, 1, 2, 4, 4, 5, 7, 7, 9] * 4)
    n = len(series)
    _, _, p_value = rank_trends([series])
    s = sum(np.sign(series[b] - series[a]) for a, b in combinations(range(n), 2))
    _, ties = np.unique(series, return_counts=True)
    variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    assert p_value[0] == pytest.approx(2 * norm.sf(abs(s) / np.sqrt(variance)), rel=0.01)


def test_one_period_cannot_bend_it() -> None:
    plain = np.arange(12.0)
    bent = np.where(plain == 6, 500.0, plain)
    slope, tau, p_value = rank_trends([plain, bent])
    assert slope.tolist() == [1.0, pytest.approx(1.0, rel=0.2)]
    assert tau[0] == pytest.approx(1)
    assert p_value[1] < 0.001


def test_too_few_periods() -> None:
    assert np.isnan(rank_trends([[1, 2]])).all()


def test_no_series() -> None:
    assert [len(column) for column in rank_trends(np.zeros((0, 5)))] == [0, 0, 0]
