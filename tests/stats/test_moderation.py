from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import polygamma
from scipy.stats import f as snedecor

from workbench.stats.moderation import (
    FEWEST_SERIES,
    MOST_FREEDOM,
    Prior,
    _trigamma_inverse,
    moderated,
    prior_for,
    prior_of,
)

SEED = 20240505


@pytest.mark.parametrize(("scale", "freedom"), [(1.0, 8.0), (1.6, 4.0), (2.5, 20.0), (1.2, 60.0)])
def test_what_is_usual_is_learned(scale: float, freedom: float) -> None:
    """Scatter drawn from the model itself: scale · F with known degrees of freedom."""
    generator = np.random.default_rng(SEED)
    scatter = scale * snedecor.rvs(9, freedom, size=20_000, random_state=generator)
    prior = prior_of(scatter, 9)
    assert prior.scale == pytest.approx(scale, rel=0.05)
    assert prior.freedom == pytest.approx(freedom, rel=0.25)


def test_series_that_scatter_alike_are_one_series() -> None:
    generator = np.random.default_rng(SEED)
    freedoms = []
    for _ in range(20):
        freedoms.append(prior_of(1.5 * generator.chisquare(7, 400) / 7, 7).freedom)
    assert np.median(freedoms) > 100


@given(st.floats(1e-5, 1e4))
def test_the_inverse_of_trigamma(value: float) -> None:
    assert polygamma(1, _trigamma_inverse(value)) == pytest.approx(value, rel=1e-5)


def test_few_series_know_only_themselves() -> None:
    scatter = np.linspace(0.2, 4, FEWEST_SERIES - 1)
    prior = prior_of(scatter, 6)
    assert prior == Prior(1.0, 0.0)
    dispersion, freedom = moderated(scatter, 6, prior)
    assert dispersion.tolist() == np.maximum(scatter, 1).tolist()
    assert (freedom == 6).all()


def test_the_weighted_mean() -> None:
    """(10 · 1.2 + 5 · 2) / 15, for 15 degrees of freedom."""
    dispersion, freedom = moderated(np.array([2.0]), 5, Prior(1.2, 10.0))
    assert dispersion[0] == pytest.approx(22 / 15)
    assert freedom[0] == 15


def test_a_scatter_below_the_usual_is_no_gain() -> None:
    assert moderated(np.array([0.1]), 5, Prior(1.2, 10.0))[0][0] == 1.2


def test_a_scatter_of_its_own_stands_alone() -> None:
    dispersion, freedom = moderated(np.array([30.0]), 5, Prior(1.2, 10.0))
    assert (dispersion[0], freedom[0]) == (30.0, 5)


def test_endless_certainty_stays_finite() -> None:
    dispersion, freedom = moderated(np.array([1.1]), 5, Prior(1.0, MOST_FREEDOM))
    assert dispersion[0] == pytest.approx(1.0, rel=1e-4)
    assert freedom[0] == MOST_FREEDOM


def test_what_is_asked() -> None:
    scatter = np.random.default_rng(SEED).chisquare(5, 100) / 5
    assert prior_for(scatter, 5, 2.0, "own") == Prior(2.0, 0.0)
    assert prior_for(scatter, 5, 1.0, "pooled") == prior_of(scatter, 5)
    assert prior_for(scatter, 5, 1.0, Prior(3.0, 7.0)) == Prior(3.0, 7.0)
    assert prior_for(scatter, 5, 4.0, "pooled").scale == 4.0
