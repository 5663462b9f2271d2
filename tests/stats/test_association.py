from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from sklearn.metrics import jaccard_score
from sklearn.metrics.pairwise import cosine_similarity

from workbench.errors import InputError
from workbench.stats.association import association, log_likelihood

tables = st.tuples(*[st.integers(0, 500)] * 4).filter(lambda cells: sum(cells) > 0)


def of_cells(k11: int, k12: int, k21: int, k22: int) -> dict[str, np.ndarray]:
    return association(k11, k11 + k12, k11 + k21, k11 + k12 + k21 + k22)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((110, 2_442, 111, 29_114), 270.72),  # Dunning 1993, "the swiss"
        ((620, 267, 1_017_879 - 620, 1_007_532 - 267), 140.93),  # Brezina, "war", four cells
    ],
)
def test_published_log_likelihood(cells: tuple[int, ...], expected: float) -> None:
    assert log_likelihood(*cells) == pytest.approx(expected, abs=0.005)


@settings(deadline=None)
@given(tables)
def test_log_likelihood_equals_scipy(cells: tuple[int, int, int, int]) -> None:
    k11, k12, k21, k22 = cells
    value = float(log_likelihood(*cells))
    table = np.array([[k11, k12], [k21, k22]])
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        assert value == 0
        return
    oracle = chi2_contingency(table, lambda_="log-likelihood", correction=False).statistic
    assert abs(value) == pytest.approx(oracle, abs=1e-9)
    assert np.sign(value) == np.sign(k11 * k22 - k12 * k21) or abs(value) < 1e-9


def test_measures_by_hand() -> None:
    """6 of 100 papers hold both, 10 the one, 12 the other."""
    measures = association(6, 10, 12, 100)
    expected = {
        "association_strength": 5.0,
        "jaccard": 6 / 16,
        "inclusion": 0.6,
        "salton": 6 / math.sqrt(120),
        "equivalence": 0.3,
        "npmi": math.log(5) / -math.log(0.06),
        "g2": 2 * sum(o * math.log(o / e) for o, e in ((6, 1.2), (4, 8.8), (6, 10.8), (84, 79.2))),
        "log_dice": 14 + math.log2(12 / 22),
    }
    assert {name: float(value) for name, value in measures.items()} == pytest.approx(expected)


def test_equal_to_scikit_learn_on_vectors() -> None:
    papers = np.random.default_rng(0).random((200, 6)) < np.array([0.05, 0.1, 0.2, 0.3, 0.5, 0.9])
    weights = papers.sum(axis=0)
    both = papers.T.astype(int) @ papers
    measures = association(both, weights[:, None], weights[None, :], len(papers))
    assert np.allclose(measures["salton"], cosine_similarity(papers.T.astype(float)))
    for i in range(6):
        for j in range(6):
            assert measures["jaccard"][i, j] == pytest.approx(
                jaccard_score(papers[:, i], papers[:, j])
            )


MEASURES = (
    "association_strength", "jaccard", "inclusion", "salton", "equivalence", "npmi", "log_dice"
)  # fmt: skip
NONE = None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 3, 4, 10), (0, 0, 0, 0, 0, -1, NONE), id="never together"),
        pytest.param((4, 4, 4, 10), (2.5, 1, 1, 1, 1, 1, 14), id="never apart"),
        pytest.param((10, 10, 10, 10), (1, 1, 1, 1, 1, NONE, 14), id="both in every paper"),
        pytest.param(
            (4, 4, 10, 10), (1, 0.4, 1, 0.4**0.5, 0.4, 0, 14 + math.log2(8 / 14)), id="one in every"
        ),
        pytest.param(
            (2, 4, 5, 10),
            (1, 2 / 7, 0.5, 0.2**0.5, 0.2, 0, 14 + math.log2(4 / 9)),
            id="as by chance",
        ),
        pytest.param((0, 0, 5, 10), (NONE, 0, NONE, NONE, NONE, NONE, NONE), id="one in no paper"),
        pytest.param((0, 0, 0, 0), (NONE,) * 7, id="no papers"),
    ],
)
def test_edges(counts: tuple[int, ...], expected: tuple[float | None, ...]) -> None:
    measures = association(*counts)
    for name, value in zip(MEASURES, expected, strict=True):
        if value is None:
            assert np.isnan(measures[name]), name
        else:
            assert measures[name] == pytest.approx(value, abs=1e-15), name


@pytest.mark.parametrize(
    "counts", [(10, 10, 10, 10), (4, 4, 10, 10), (2, 4, 5, 10), (0, 0, 5, 10), (0, 0, 0, 0)]
)
def test_log_likelihood_is_exactly_nothing(counts: tuple[int, ...]) -> None:
    assert association(*counts)["g2"] == 0


@settings(deadline=None)
@given(tables)
def test_ranges_and_symmetry(cells: tuple[int, int, int, int]) -> None:
    k11, k12, k21, k22 = cells
    measures, mirrored = of_cells(*cells), of_cells(k11, k21, k12, k22)
    for name, value in measures.items():
        assert value == pytest.approx(mirrored[name], nan_ok=True), name
    for name in ("jaccard", "inclusion", "salton", "equivalence"):
        assert np.isnan(measures[name]) or 0 <= measures[name] <= 1 + 1e-12
    assert np.isnan(measures["npmi"]) or -1 - 1e-12 <= measures["npmi"] <= 1 + 1e-12
    assert np.isnan(measures["log_dice"]) or measures["log_dice"] <= 14


@pytest.mark.parametrize("counts", [(5, 4, 6, 10), (-1, 4, 6, 10), (1, 6, 6, 10)])
def test_counts_that_contradict_each_other(counts: tuple[int, ...]) -> None:
    with pytest.raises(InputError, match="contradict"):
        association(*counts)


def test_empty_arrays() -> None:
    nothing = np.array([], dtype=int)
    assert {len(values) for values in association(nothing, nothing, nothing, 10).values()} == {0}
