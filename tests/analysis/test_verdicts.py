from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from workbench.analysis.verdicts import fits, q_values, verdicts, without_one
from workbench.stats.binomial_trend import binomial_trends

TOTALS = np.full(16, 300)
SHAPES = {
    "rising": [3, 5, 6, 8, 9, 12, 14, 17, 20, 24, 28, 33, 39, 45, 52, 60],
    "falling": [60, 52, 45, 39, 33, 28, 24, 20, 17, 14, 12, 9, 8, 6, 5, 3],
    "peaked": [0, 0, 1, 0, 1, 30, 33, 31, 29, 30, 10, 6, 4, 3, 2, 2],
    "saturated": [1, 2, 8, 30, 60, 61, 59, 60, 62, 58, 60, 61, 60, 59, 60, 62],
    "unstable": [7, 20, 21, 20, 19, 20, 21, 20, 20, 19, 20, 21, 20, 21, 24, 44],
    "flat": [20, 22, 19, 21, 20, 23, 18, 20, 21, 19, 20, 22, 20, 19, 21, 20],
}


def crowd(terms: int = 60) -> np.ndarray:
    """Return terms without a trend, from which the others learn what chance does."""
    generator = np.random.default_rng(20240509)
    return generator.binomial(TOTALS, generator.uniform(0.02, 0.2, (terms, 1)), (terms, 16))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_has_its_word(shape: str) -> None:
    counts = np.vstack([[SHAPES[shape]], crowd()])
    index = np.arange(16.0)
    lines, peaks = fits(counts, TOTALS, index, 1.0)
    words, change = verdicts(counts, TOTALS, index, lines, peaks, counts.sum(axis=1))
    assert words[0] == shape
    assert set(words[1:]) == {"flat"}
    assert (change >= 0).all()


def test_few_papers_have_no_word() -> None:
    counts = np.vstack([[[0] * 12 + [1] * 4], crowd()])
    lines, peaks = fits(counts, TOTALS, np.arange(16.0), 1.0)
    words, _ = verdicts(counts, TOTALS, np.arange(16.0), lines, peaks, counts.sum(axis=1))
    assert words[0] == "too few"


def test_each_period_is_left_out_once() -> None:
    counts, index = np.array([SHAPES["rising"]]), np.arange(16.0) ** 2
    lines, _ = fits(counts, TOTALS, index, 1.0)
    slopes = [trends.slope[0] for trends in without_one(counts, TOTALS, index, lines)]
    kept = [np.arange(16) != period for period in range(16)]
    expected = [binomial_trends(counts[:, k], TOTALS[k], index[k]).slope[0] for k in kept]
    assert slopes == pytest.approx(expected)


def test_benjamini_and_hochberg_1995() -> None:
    """Their example of fifteen comparisons: four are shown at 5 %."""
    p_values = np.array(
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
         0.5719, 0.6528, 0.7590, 1.0]
    )  # fmt: skip
    assert np.count_nonzero(q_values(p_values) < 0.05) == 4


def test_what_could_not_be_tested_is_none_of_many() -> None:
    found = q_values(np.array([0.01, np.nan, 0.04]))
    assert np.isnan(found[1])
    assert found[[0, 2]].tolist() == false_discovery_control([0.01, 0.04]).tolist()
    assert np.isnan(q_values(np.array([np.nan]))).all()
