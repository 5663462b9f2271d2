from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from scipy.stats import t as student

from workbench.errors import InputError
from workbench.stats.binomial_peak import binomial_peaks, stretch_lengths
from workbench.stats.moderation import MOST_FREEDOM, Prior

SEED = 20240503
KNOWN = Prior(1.0, MOST_FREEDOM)
TRIALS = np.array([22, 24, 24, 30, 29, 31, 28, 32])

counts = st.lists(
    st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=5,
    max_size=11,
)


def brute_force(y: np.ndarray, n: np.ndarray, floor: float) -> tuple[float, float]:
    """Return root and p-value from every stretch, with scipy's binomial likelihood."""

    def height(rows: np.ndarray) -> float:
        return binom.logpmf(y[rows], n[rows], y[rows].sum() / n[rows].sum()).sum()

    def root(inside: np.ndarray, outside: np.ndarray) -> float:
        ratio = 2 * (height(inside) + height(outside) - height(inside | outside))
        higher = y[inside].sum() / n[inside].sum() > y[outside].sum() / n[outside].sum()
        return np.sqrt(max(ratio, 0)) if higher else 0.0

    places = np.arange(len(y))
    best, fitted, tried = 0.0, np.full(len(y), np.nan), 0
    for length in stretch_lengths(len(y)):
        for first in range(1, len(y) - length):
            tried += 1
            before, after = places < first, places >= first + length
            inside = ~before & ~after
            found = min(root(inside, before), root(inside, after))
            if found > best + 1e-9:
                best = found
                for rows in (before, inside, after):
                    fitted[rows] = y[rows].sum() / n[rows].sum()
    if best == 0:
        return 0.0, 1.0
    variance = n * fitted * (1 - fitted)
    squares = (y - n * fitted)[variance > 0] ** 2 / variance[variance > 0]
    freedom = max(len(y) - 5, 1)
    tail = student.sf(best / np.sqrt(max(floor, squares.sum() / freedom)), freedom)
    return best, min(1, tried * tail)


@settings(max_examples=80, deadline=None)
@given(counts, st.sampled_from([1.0, 1.7]))
def test_equals_every_stretch_tried(stream: list[tuple[int, int]], floor: float) -> None:
    y, n = (np.array(column) for column in zip(*stream, strict=True))
    _, expected = brute_force(y, n, floor)
    found = binomial_peaks(y, n, least_dispersion=floor).p_value[0]
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize(
    ("periods", "lengths"),
    [
        (4, [2]),
        (5, [2]),
        (7, [2, 3]),
        (12, [2, 3, 4, 5, 6]),
        (16, [2, 3, 4, 5, 6, 8]),
        (24, [2, 3, 4, 5, 6, 8, 9, 11]),
    ],
)
def test_lengths_that_are_tried(periods: int, lengths: list[int]) -> None:
    assert stretch_lengths(periods) == lengths


@pytest.mark.parametrize(
    ("counts", "peaked"),
    [
        ([0, 1, 1, 17, 17, 1, 0, 1], True),
        ([0, 0, 0, 17, 17, 0, 0, 0], True),
        ([1, 3, 3, 6, 8, 12, 14, 18], False),
        ([10, 10, 10, 9, 7, 5, 3, 2], False),
        ([4, 5, 5, 6, 6, 6, 5, 6], False),
        ([17, 17, 1, 1, 0, 0, 1, 0], False),
    ],
)
def test_a_rise_and_a_fall(counts: list[int], peaked: bool) -> None:
    peaks = binomial_peaks(counts, TRIALS, dispersion=KNOWN)
    assert (peaks.p_value[0] < 0.001) == peaked
    if peaked:
        assert peaks.rise[0] == pytest.approx(34 / 59 - sum(counts[:3]) / 70)
        assert peaks.fall[0] == pytest.approx(34 / 59 - sum(counts[5:]) / 91)


def test_a_slow_rise_and_fall() -> None:
    half = np.linspace(3, 14, 12).round()
    assert binomial_peaks([*half, *half[::-1]], [100] * 24, dispersion=KNOWN).p_value[0] < 0.01


def test_false_alarms_stay_at_their_level() -> None:
    generator = np.random.default_rng(SEED)
    for periods in (6, 12, 24):
        trials = generator.poisson(80, periods)
        successes = generator.binomial(trials, generator.uniform(0.03, 0.4, (2000, 1)))
        peaks = binomial_peaks(successes, trials, dispersion="pooled")
        assert np.mean(peaks.p_value < 0.05) < 0.05


@pytest.mark.parametrize("counts", [[0] * 8, TRIALS.tolist()])
def test_a_term_of_no_or_of_every_paper_has_no_peak(counts: list[int]) -> None:
    peaks = binomial_peaks(counts, TRIALS)
    assert peaks.p_value[0] == 1
    assert peaks.rise[0] == peaks.fall[0] == 0


@pytest.mark.parametrize("periods", [0, 1, 4])
def test_too_few_periods(periods: int) -> None:
    peaks = binomial_peaks([[1] * periods], [5] * periods)
    assert np.isnan([peaks.p_value, peaks.rise, peaks.fall]).all()


def test_no_terms() -> None:
    assert binomial_peaks(np.zeros((0, 6)), [5] * 6).p_value.shape == (0,)


def test_counts_that_contradict_each_other() -> None:
    with pytest.raises(InputError, match="successes <= trials"):
        binomial_peaks([1, 2, 3, 4, 9], [5] * 5)
