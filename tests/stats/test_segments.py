from __future__ import annotations

from itertools import chain, combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from workbench.errors import InputError
from workbench.stats.segments import cheapest_cuts

SEED = 20240511

streams = st.lists(
    st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=9,
)


def cost(y: np.ndarray, n: np.ndarray, cuts: tuple[int, ...], penalty: float) -> float:
    """Return the cost of cutting so, up to what all ways have in common."""
    fit = 0.0
    for start, end in pairwise([0, *cuts, len(y)]):
        share = y[start:end].sum() / n[start:end].sum()
        fit += binom.logpmf(y[start:end], n[start:end], share).sum()
    return penalty * len(cuts) - 2 * fit


@settings(max_examples=100, deadline=None)
@given(streams, st.floats(0.5, 12), st.sampled_from([1.0, 2.0]))
def test_no_way_to_cut_is_cheaper(
    stream: list[tuple[int, int]], penalty: float, dispersion: float
) -> None:
    y, n = (np.array(column) for column in zip(*stream, strict=True))
    inner = range(2, len(y) - 1)
    ways = chain.from_iterable(combinations(inner, k) for k in range(len(inner) + 1))
    allowed = [way for way in ways if all(b - a >= 2 for a, b in pairwise(way))]
    costs = [cost(y, n, way, penalty * dispersion) for way in allowed]
    (found,) = cheapest_cuts([y], n, penalty=penalty, dispersion=dispersion)
    assert cost(y, n, tuple(found), penalty * dispersion) == pytest.approx(min(costs), abs=1e-7)


def test_levels_are_found_for_all_terms_at_once() -> None:
    counts = [[5] * 6 + [40] * 6, [9] * 12, [5] * 4 + [40] * 4 + [6] * 4, [0] * 9 + [30] * 3]
    cuts = cheapest_cuts(counts, [100] * 12, penalty=3 * np.log(12))
    assert cuts == [[6], [], [4, 8], [9]]


def test_shares_that_stay_are_seldom_cut() -> None:
    generator = np.random.default_rng(SEED)
    for periods in (8, 20, 60):
        trials = generator.poisson(200, periods)
        counts = generator.binomial(
            trials, generator.uniform(0.03, 0.4, (1000, 1)), (1000, periods)
        )
        cuts = cheapest_cuts(counts, trials, penalty=3 * np.log(periods))
        assert np.mean([bool(found) for found in cuts]) < 0.05


def test_one_period_has_no_cut() -> None:
    assert cheapest_cuts([[3]], [5], penalty=1.0) == [[]]


def test_counts_that_contradict_each_other() -> None:
    with pytest.raises(InputError, match="successes <= trials"):
        cheapest_cuts([[6, 1]], [5, 5], penalty=1.0)
