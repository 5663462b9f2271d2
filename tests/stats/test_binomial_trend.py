from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import expit
from scipy.stats import false_discovery_control
from scipy.stats import t as student

from workbench.errors import InputError
from workbench.stats.binomial_trend import binomial_trends
from workbench.stats.moderation import Prior

SEED = 20240501
FIGURES = ("slope", "low", "high", "p_value", "dispersion", "separated", "log_odds")


def simulated(periods: int, terms: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(SEED + periods)
    trials = generator.integers(2, 80, periods)
    shares = generator.beta(0.5, 2, size=(terms, 1)) * generator.uniform(0.4, 1, (terms, periods))
    return generator.binomial(trials, shares), trials


@pytest.mark.parametrize("periods", [3, 4, 8, 30])
def test_equals_statsmodels(periods: int) -> None:
    successes, trials = simulated(periods, 60)
    index = np.arange(periods) * 2 - 7
    trends = binomial_trends(successes, trials, index)
    design = sm.add_constant(index.astype(float))
    compared = 0
    for row in np.flatnonzero(trends.separated == 0):
        model = sm.GLM(
            successes[row] / trials, design, family=sm.families.Binomial(), var_weights=trials
        )
        fit = model.fit(tol=1e-13, maxiter=300, scale=1.0)
        dispersion = max(1, fit.pearson_chi2 / (periods - 2))
        error = fit.bse[1] * np.sqrt(dispersion)
        width = student.ppf(0.975, periods - 2) * error
        assert trends.slope[row] == pytest.approx(fit.params[1], rel=1e-6, abs=1e-8)
        assert trends.dispersion[row] == pytest.approx(dispersion, rel=1e-6)
        assert trends.low[row] == pytest.approx(fit.params[1] - width, rel=1e-6, abs=1e-7)
        assert trends.high[row] == pytest.approx(fit.params[1] + width, rel=1e-6, abs=1e-7)
        p_value = 2 * student.sf(abs(fit.params[1]) / error, periods - 2)
        assert trends.p_value[row] == pytest.approx(p_value, rel=1e-5)
        assert trends.fitted[row] == pytest.approx(fit.fittedvalues, rel=1e-5, abs=1e-9)
        compared += 1
    assert compared > 20


@pytest.mark.parametrize(
    ("successes", "separated"),
    [
        ([0, 0, 0, 20], 1),
        ([20, 0, 0, 0], -1),
        ([50, 50, 50, 20], -1),
        ([0, 0, 50, 50], 1),
        ([0, 0, 1, 20], 0),
        ([0, 9, 0, 0], 0),
        ([10, 10, 10, 10], 0),
    ],
)
def test_separation(successes: list[int], separated: int) -> None:
    trends = binomial_trends(successes, [50] * 4)
    assert trends.separated[0] == separated
    assert np.isnan(trends.slope[0]) == (separated != 0)
    assert not np.isnan(trends.p_value[0])


def test_the_bound_of_a_separated_term_is_where_the_score_test_turns() -> None:
    """statsmodels fits the rest of the model at the bound; the score is then the critical value."""
    trials = np.array([40, 50, 60, 50])
    successes = np.array([0, 0, 0, 20])
    trends = binomial_trends(successes, trials)
    assert np.isnan(trends.high[0])
    index = np.arange(4.0)
    null = sm.GLM(
        successes / trials, np.ones((4, 1)), family=sm.families.Binomial(), var_weights=trials,
        offset=trends.low[0] * index,
    ).fit(tol=1e-13, scale=1.0)  # fmt: skip
    weight = trials * null.fittedvalues * (1 - null.fittedvalues)
    aside = index - np.average(index, weights=weight)
    score = ((successes - trials * null.fittedvalues) * aside).sum()
    statistic = score / np.sqrt((weight * aside**2).sum())
    assert statistic == pytest.approx(student.ppf(0.975, 2), rel=1e-6)


def test_bound_and_test_of_a_separated_term_agree() -> None:
    """The bound leaves 0 out exactly where the test rejects."""
    trials = [30, 30, 30, 30, 30]
    trends = binomial_trends([[0, 0, 0, 0, k] for k in range(1, 31)], trials)
    assert (trends.separated == 1).all()
    assert ((trends.low > 0) == (trends.p_value < 0.05)).all()
    assert (trends.p_value < 0.05).any()
    assert (trends.p_value > 0.05).any()


def test_time_reversed_mirrors_everything() -> None:
    successes, trials = simulated(6, 200)
    successes = np.vstack([successes, [0, 0, 0, 0, 0, 2], [3, 0, 0, 0, 0, 0]])
    forward = binomial_trends(successes, trials)
    back = binomial_trends(successes[:, ::-1], trials[::-1])
    assert (forward.separated == 1).any()
    assert back.slope == pytest.approx(-forward.slope, rel=1e-6, abs=1e-9, nan_ok=True)
    assert back.low == pytest.approx(-forward.high, rel=1e-6, abs=1e-9, nan_ok=True)
    assert back.p_value == pytest.approx(forward.p_value, rel=1e-6, nan_ok=True)


@st.composite
def hard_tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Few or very many papers, shares near 0 and 1, gaps between periods."""
    periods = draw(st.integers(3, 7))
    trials = draw(st.lists(st.sampled_from([1, 2, 5, 40, 900, 300_000]), min_size=periods,
                           max_size=periods))  # fmt: skip
    successes = [draw(st.sampled_from([0, 1, n // 2, n - 1, n])) for n in trials]
    steps = draw(st.lists(st.integers(1, 9), min_size=periods, max_size=periods))
    return np.array(successes), np.array(trials), np.cumsum(steps)


LONE = [1, 1, 1, 300_000, 300_000, 1, 1]  # all but one of the papers of one period: a long way up


@settings(max_examples=200, deadline=None)
@example((np.array([0, 0, 0, 0, 299_999, 0, 0]), np.array(LONE), np.array([1, 2, 3, 4, 5, 13, 22])))
@given(hard_tables())
def test_every_table_has_an_answer(table: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    successes, trials, index = table
    trends = binomial_trends(successes, trials, index)
    separated = trends.separated[0]
    if not 0 < successes.sum() < trials.sum():
        assert np.isnan(trends.p_value[0])
    elif separated:
        bound = trends.low[0] if separated > 0 else trends.high[0]
        assert np.isfinite(bound)
        assert 0 <= trends.p_value[0] <= 1
    else:
        # At the summit of the likelihood both equations of the score hold.
        miss = successes - trials * trends.fitted[0]
        assert abs(miss.sum()) < 1e-6 * trials.sum()
        assert abs((miss * (index - index.mean())).sum()) < 1e-6 * trials.sum() * np.ptp(index)
        assert trends.low[0] <= trends.slope[0] <= trends.high[0]


def test_false_alarms_stay_at_their_level() -> None:
    """Shares that do not change, papers that come in clusters: at most about 5 % are called."""
    generator = np.random.default_rng(SEED)
    for periods, clusters in ((6, 1), (12, 1), (12, 3), (24, 3)):
        trials = generator.poisson(120, periods)
        lots = generator.binomial(trials // clusters, 0.06, size=(3000, periods))
        trends = binomial_trends(np.minimum(lots * clusters, trials), trials)
        assert np.nanmean(trends.p_value < 0.05) < 0.07


def test_terms_that_learn_from_each_other_differ_only_in_dispersion() -> None:
    successes, trials = simulated(8, 100)
    own = binomial_trends(successes, trials)
    pooled = binomial_trends(successes, trials, dispersion="pooled")
    assert own.prior == Prior(1.0, 0.0)
    assert pooled.prior.freedom > 0
    assert pooled.slope == pytest.approx(own.slope, nan_ok=True)
    again = binomial_trends(successes, trials, dispersion=pooled.prior)
    assert again.p_value == pytest.approx(pooled.p_value, nan_ok=True)
    assert np.nanmin(pooled.dispersion) == pooled.prior.scale


@pytest.mark.parametrize("periods", [6, 24])
@pytest.mark.parametrize("size", [None, 300])
def test_pooled_intervals_hold_the_truth(periods: int, size: int | None) -> None:
    """About 95 % of them, where papers are drawn by themselves and where shares wander besides."""
    generator = np.random.default_rng(SEED)
    held = []
    for _ in range(20):
        trials = generator.poisson(200, periods)
        slope = generator.normal(0, 0.6 / periods, (200, 1))
        level = generator.uniform(-3.5, -0.5, (200, 1))
        share = expit(level + slope * (np.arange(periods) - periods / 2))
        if size is not None:
            share = generator.beta(share * size, (1 - share) * size)
        trends = binomial_trends(
            generator.binomial(trials, share), trials, dispersion="pooled"
        )  # fmt: skip
        known = trends.separated == 0
        held.extend(((trends.low <= slope[:, 0]) & (slope[:, 0] <= trends.high))[known])
    assert 0.935 < np.mean(held) < 0.97


def test_intervals_are_left_out_where_nobody_reads_them() -> None:
    counts, trials = [[5, 6, 8, 9], [0, 0, 0, 20]], [50] * 4
    with_, without = (binomial_trends(counts, trials, level=level) for level in (0.95, None))
    assert np.isnan([without.low, without.high]).all()
    assert without.p_value.tolist() == with_.p_value.tolist()


def test_none_of_many_flat_terms_is_called() -> None:
    """In one corpus of twenty at most does any of 300 terms without a trend get q < 0.05."""
    generator = np.random.default_rng(SEED)
    called = 0
    for periods, size in ((6, 20), (8, 1_000), (24, 20)):
        for _ in range(20):
            trials = generator.poisson(60, periods)
            mean = generator.uniform(0.02, 0.3, (300, 1))
            share = generator.beta(mean * size, (1 - mean) * size, (300, periods))
            counts = generator.binomial(trials, share)
            p_value = binomial_trends(counts, trials, dispersion="pooled").p_value
            called += (false_discovery_control(p_value[~np.isnan(p_value)]) < 0.05).any()
    assert called <= 3


def test_a_plain_rise_is_found() -> None:
    trials = np.full(12, 200)
    trends = binomial_trends(np.arange(1, 13) * 4, trials)
    assert trends.p_value[0] < 1e-4
    assert trends.slope[0] > 0


def test_a_floor_of_the_dispersion_widens() -> None:
    counts, trials = [[5, 6, 8, 9], [0, 0, 0, 20]], [50] * 4
    plain = binomial_trends(counts, trials)
    wide = binomial_trends(counts, trials, least_dispersion=4.0)
    assert (wide.low < plain.low).all()
    assert (wide.p_value > plain.p_value).all()
    assert (wide.high - wide.low)[0] == pytest.approx(2 * (plain.high - plain.low)[0])


@pytest.mark.parametrize(
    ("successes", "trials"),
    [([1, 2], [5, 5]), ([0, 0, 0], [5, 5, 5]), ([5, 5, 5], [5, 5, 5]), ([], [])],
)
def test_no_slope_from_too_little(successes: list[int], trials: list[int]) -> None:
    trends = binomial_trends([successes], trials)
    assert all(np.isnan(getattr(trends, name)).all() for name in FIGURES)


def test_no_terms() -> None:
    assert binomial_trends(np.zeros((0, 4)), [5] * 4).slope.shape == (0,)


@pytest.mark.parametrize(("successes", "trials"), [([1, 2, 9], [5, 5, 5]), ([0, 0, 1], [5, 0, 5])])
def test_counts_that_contradict_each_other(successes: list[int], trials: list[int]) -> None:
    with pytest.raises(InputError, match="successes <= trials"):
        binomial_trends(successes, trials)
