from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from workbench.stats.kleinberg import burst_spans, burst_states, state_costs

HITS = [0, 2, 1, 6, 7, 2, 8, 7, 2, 1]
BATCHES = [9, 11, 12, 10, 10, 8, 12, 10, 13, 11]

streams = st.lists(
    st.integers(0, 12).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))),
    min_size=1,
    max_size=9,
).filter(lambda pairs: sum(d for _, d in pairs) > 0)


def brute_force(
    hits: list[int], batches: list[int], s: float, gamma: float
) -> dict[tuple[int, ...], float]:
    """Return the cost of every sequence of states."""
    rate = sum(hits) / sum(batches)
    cost = [-binom.logpmf(hits, batches, p) for p in (rate, s * rate)]
    up = gamma * np.log(len(hits))
    return {
        states: sum(
            cost[state][t] + up * (state > before)
            for t, (before, state) in enumerate(itertools.pairwise((0, *states)))
        )
        for states in itertools.product((0, 1), repeat=len(hits))
    }


def test_reference_value() -> None:
    states, cost = burst_states(HITS, BATCHES)
    assert "".join(map(str, states[0])) == "0001101100"
    assert cost[0] == pytest.approx(25.52, abs=0.005)


def test_reference_value_by_brute_force() -> None:
    costs = brute_force(HITS, BATCHES, 2, 1)
    assert len(costs) == 1024
    best = min(costs, key=costs.get)
    assert best == (0, 0, 0, 1, 1, 0, 1, 1, 0, 0)
    copied = (0, 0, 0, 0, 1, 0, 1, 1, 0, 0)
    assert costs[copied] == pytest.approx(26.79, abs=0.005)


@settings(max_examples=60, deadline=None)
@given(streams, st.sampled_from([1.5, 2.0, 3.0]), st.sampled_from([0.0, 0.5, 1.0, 2.0]))
def test_no_sequence_is_cheaper(stream: list[tuple[int, int]], s: float, gamma: float) -> None:
    hits, batches = (list(column) for column in zip(*stream, strict=True))
    states, cost = burst_states(hits, batches, s, gamma)
    if s * sum(hits) / sum(batches) >= 1:
        assert np.isnan(cost[0])
        assert not states.any()
        return
    costs = brute_force(hits, batches, s, gamma)
    assert cost[0] == pytest.approx(min(costs.values()), abs=1e-9)
    assert costs[tuple(states[0].tolist())] == pytest.approx(cost[0], abs=1e-9)


def test_terms_are_independent_of_each_other() -> None:
    rows = np.array([HITS, [0] * 10, BATCHES, HITS[::-1], [1] * 10])
    together, costs = burst_states(rows, BATCHES)
    for row, states, cost in zip(rows, together, costs, strict=True):
        alone, alone_cost = burst_states(row, BATCHES)
        assert (states == alone[0]).all()
        assert cost == pytest.approx(alone_cost[0], nan_ok=True)


def test_a_longer_past_makes_a_burst_dearer() -> None:
    """The price of a move up grows with the number of batches."""
    states, _ = burst_states([0, 3, 0], [5, 5, 5], gamma=1)
    assert states[0].tolist() == [0, 1, 0]
    states, _ = burst_states([0, 3, 0], [5, 5, 5], gamma=4)
    assert not states.any()


def test_batches_without_documents_cost_nothing() -> None:
    base, burst = state_costs([0, 0, 2], [4, 0, 4])
    assert base[0, 1] == burst[0, 1] == 0


def test_spans() -> None:
    states = np.array([[1, 1, 0, 1], [0, 0, 0, 0], [0, 1, 1, 1]], dtype=np.int8)
    assert burst_spans(states) == [(0, 0, 1), (0, 3, 3), (2, 1, 3)]
    assert burst_spans(np.zeros((0, 4), dtype=np.int8)) == []
