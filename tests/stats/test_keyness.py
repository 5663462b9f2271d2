from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from workbench.errors import InputError
from workbench.stats.keyness import keyness


def test_brezinas_war() -> None:
    """Brezina 2018: 620 of 1,017,879 tokens against 267 of 1,007,532."""
    found = keyness(620, 1_017_879, 267, 1_007_532)
    assert found["log_ratio"] == pytest.approx(1.20, abs=0.005)
    assert found["percent_diff"] == pytest.approx(129.85, abs=0.005)
    assert found["g2_two_cells"] == pytest.approx(140.87, abs=0.005)
    assert found["g2"] == pytest.approx(140.93, abs=0.005)


@given(st.integers(0, 40), st.integers(0, 60))
def test_equals_scipy(a: int, b: int) -> None:
    found = keyness(a, 50, b, 70)
    if 0 < a + b < 120:
        table = [[a, b], [50 - a, 70 - b]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood")
        assert abs(found["g2"]) == pytest.approx(expected.statistic, abs=1e-9)
        assert found["p_value"] == pytest.approx(expected.pvalue, abs=1e-9)
        assert np.sign(found["g2"].round(9)) == np.sign(a / 50 - b / 70) or abs(found["g2"]) < 1e-9
    else:
        assert found["p_value"] == 1


@given(st.integers(0, 40), st.integers(0, 60))
def test_exchanged_sets_change_signs(a: int, b: int) -> None:
    there, back = keyness(a, 50, b, 70), keyness(b, 70, a, 50)
    for measure in ("g2", "g2_two_cells", "log_ratio"):
        assert there[measure] == pytest.approx(-back[measure], nan_ok=True)


def test_nothing_on_one_side() -> None:
    found = keyness([8, 0, 0], 100, [0, 8, 0], 100)
    assert found["log_ratio"][:2] == pytest.approx([4.0, -4.0])
    assert np.isnan(found["log_ratio"][2])
    assert found["percent_diff"][1] == -100
    assert np.isnan(found["percent_diff"][[0, 2]]).all()


@pytest.mark.parametrize(("a", "n_a", "b", "n_b"), [(5, 4, 0, 4), (0, 0, 1, 4), (-1, 4, 1, 4)])
def test_counts_that_contradict_each_other(a: int, n_a: int, b: int, n_b: int) -> None:
    with pytest.raises(InputError, match="0 <= count <= size"):
        keyness(a, n_a, b, n_b)
