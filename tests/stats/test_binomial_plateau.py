from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit
from scipy.stats import norm

from workbench.stats.binomial_plateau import FEWEST_PERIODS, binomial_plateaus
from workbench.stats.moderation import MOST_FREEDOM, Prior

SEED = 20240507
KNOWN = Prior(1.0, MOST_FREEDOM)


def deviance(counts: np.ndarray, trials: np.ndarray, index: np.ndarray) -> float:
    """Return the deviance of a line on an index, by statsmodels."""
    model = sm.GLM(
        counts / trials,
        np.column_stack([np.ones(len(index)), index]),
        family=sm.families.Binomial(),
        var_weights=trials,
    )
    return model.fit(tol=1e-13, maxiter=200, scale=1.0).deviance


def test_equals_every_level_tried_by_statsmodels() -> None:
    generator = np.random.default_rng(SEED)
    trials = generator.integers(150, 250, 12)
    index = np.arange(12.0)
    counts = generator.binomial(trials, expit(-3 + 0.5 * np.minimum(index, 6)), (20, 12))
    found = binomial_plateaus(counts, trials, prior=KNOWN)
    for row, p_line, p_value, knot in zip(
        counts, found.p_line, found.p_value, found.start, strict=True
    ):
        tried = {k: deviance(row, trials, np.minimum(index, k)) for k in range(2, 9)}
        best = min(tried, key=tried.__getitem__)
        assert knot == best
        gain = deviance(row, trials, index) - tried[best]
        assert p_line == pytest.approx(min(1, 7 * norm.sf(np.sqrt(max(gain, 0)))), rel=1e-2)
        constant = sm.GLM(
            row / trials, np.ones((12, 1)), family=sm.families.Binomial(), var_weights=trials
        ).fit(scale=1.0)
        gain = constant.deviance - tried[best]
        assert p_value == pytest.approx(min(1, 14 * norm.sf(np.sqrt(gain))), rel=1e-2)


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ([0, 10, 30, 60, 60, 61, 60, 59, 60], True),
        ([0, 0, 0, 50, 52, 50, 48, 51, 49], True),
        ([4, 6, 9, 13, 19, 27, 38, 52, 69], False),
        ([30, 30, 30, 30, 30, 30, 30, 30, 30], False),
        ([0, 0, 0, 0, 0, 0, 0, 0, 40], False),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0], False),
    ],
)
def test_a_rise_that_ends(counts: list[int], level: bool) -> None:
    found = binomial_plateaus(counts, [200] * 9, prior=KNOWN)
    assert (found.p_line[0] < 0.001) == level
    if level:
        assert found.start[0] in (2, 3, 4)
        assert found.p_value[0] < 1e-9
        assert found.change[0] == pytest.approx((counts[-1] - counts[0]) / 200, abs=0.02)


def test_lines_are_seldom_called_levels() -> None:
    generator = np.random.default_rng(SEED)
    for periods in (6, 12, 20):
        trials = generator.poisson(200, periods)
        slope = generator.uniform(0, 3 / periods, (1000, 1))
        counts = generator.binomial(trials, expit(-2.5 + slope * np.arange(periods)))
        assert np.mean(binomial_plateaus(counts, trials, prior=KNOWN).p_line < 0.05) < 0.06


def test_of_shares_that_stay_few_are_said_to_change() -> None:
    generator = np.random.default_rng(SEED)
    for periods in (6, 12, 20):
        trials = generator.poisson(200, periods)
        counts = generator.binomial(
            trials, generator.uniform(0.03, 0.4, (1000, 1)), (1000, periods)
        )
        assert np.mean(binomial_plateaus(counts, trials, prior=KNOWN).p_value < 0.05) < 0.05


def test_too_few_periods() -> None:
    found = binomial_plateaus([[1] * (FEWEST_PERIODS - 1)], [9] * 5, prior=KNOWN)
    assert np.isnan([found.p_value, found.p_line, found.change]).all()
    assert found.start.tolist() == [-1]


def test_no_terms() -> None:
    assert binomial_plateaus(np.zeros((0, 8)), [5] * 8, prior=KNOWN).p_line.shape == (0,)
