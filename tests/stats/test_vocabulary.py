from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from scipy.spatial.distance import jensenshannon

from workbench.stats.vocabulary import distance_by_chance, jensen_shannon

COUNTS = arrays(np.int64, 6, elements=st.integers(0, 40))


@given(COUNTS, COUNTS)
def test_it_is_scipys(a: np.ndarray, b: np.ndarray) -> None:
    found = jensen_shannon(a, b)
    if a.sum() and b.sum():
        assert found == pytest.approx(jensenshannon(a, b, base=2), abs=1e-7)
        assert 0 <= found <= 1
    else:
        assert np.isnan(found)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [([3, 1], [6, 2], 0), ([3, 0], [0, 5], 1), ([1, 1], [1, 0], 0.5579230452841438)],
)
def test_known_distances(a: list[int], b: list[int], distance: float) -> None:
    assert jensen_shannon(a, b) == pytest.approx(distance, abs=1e-9)


def test_rows_are_pairs() -> None:
    found = jensen_shannon([[1, 0], [1, 1], [0, 0]], [[0, 1], [2, 2], [1, 1]])
    assert found[:2].tolist() == pytest.approx([1, 0])
    assert np.isnan(found[2])


class TestChance:
    @staticmethod
    def papers(n: int, share: float, generator: np.random.Generator) -> np.ndarray:
        return (generator.random((n, 30)) < share).astype(np.int64)

    def test_sets_of_one_kind_are_as_far_apart_as_chance_has_it(self) -> None:
        generator = np.random.default_rng(1)
        places = []
        in_a = np.arange(80) < 40
        for seed in range(200):
            held = self.papers(80, 0.2, generator)
            drawn = distance_by_chance(sparse.csr_array(held), in_a, ~in_a, 100, seed)
            distance = jensen_shannon(held[in_a].sum(axis=0), held[~in_a].sum(axis=0))
            places.append((drawn < distance).mean())
        assert np.mean(places) == pytest.approx(0.5, abs=0.07)
        assert 0.88 < np.mean((np.array(places) > 0.025) & (np.array(places) < 0.975)) < 0.99

    def test_sets_of_two_kinds_are_further(self) -> None:
        generator = np.random.default_rng(2)
        held = np.vstack([self.papers(40, 0.2, generator), self.papers(40, 0.2, generator)])
        held[:40, :10] = 1
        in_a = np.arange(80) < 40
        drawn = distance_by_chance(sparse.csr_array(held), in_a, ~in_a, 60, 0)
        assert jensen_shannon(held[:40].sum(axis=0), held[40:].sum(axis=0)) > drawn.max()

    def test_what_is_in_both_stays_so(self) -> None:
        held = sparse.csr_array(np.eye(6, dtype=np.int64))
        everything = np.ones(6, dtype=bool)
        assert distance_by_chance(held, everything, everything, 5, 0).tolist() == [0] * 5
        again = [distance_by_chance(held, everything, everything & (np.arange(6) < 3), 5, 7)] * 2
        assert again[0].tolist() == again[1].tolist()
