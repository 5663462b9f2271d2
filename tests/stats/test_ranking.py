from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.stats.ranking import average_overlap, overlaps, rank_biased_overlap, spearman

rankings = st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=25)


def test_webber_2010_average_overlap() -> None:
    assert average_overlap("abcdefg", "zcavwxy", depth=7) == pytest.approx(0.312, abs=5e-4)


def test_overlaps_by_hand() -> None:
    assert overlaps("abcdefg", "zcavwxy", 7).tolist() == [0, 0, 2, 2, 2, 2, 2]
    assert overlaps("ab", "xyab", 4).tolist() == [0, 0, 1, 2]
    assert overlaps("ab", "cd", 3).tolist() == [0, 0, 0]


@settings(deadline=None)
@given(rankings, rankings, st.floats(0.05, 0.95))
def test_extrapolation_is_the_limit_of_its_assumption(a: list[int], b: list[int], p: float) -> None:
    """Agreement goes on as in the last place seen; summed to a depth where nothing is left."""
    short, long = sorted((a, b), key=len)
    n_short, n_long = len(short), len(long)

    def common(depth: int) -> int:
        return len(set(short[:depth]) & set(long[:depth]))

    def agreement(depth: int) -> float:
        if depth <= n_short:
            return common(depth) / depth
        expected = common(n_short) / n_short * (depth - n_short)
        if depth <= n_long:
            return (common(depth) + expected) / depth
        return agreement(n_long)

    reference = (1 - p) / p * sum(p**d * agreement(d) for d in range(1, 1200))
    assert rank_biased_overlap(a, b, p) == pytest.approx(reference, abs=1e-9)


@settings(deadline=None)
@given(rankings, rankings)
def test_overlap_is_symmetric_and_bounded(a: list[int], b: list[int]) -> None:
    value = rank_biased_overlap(a, b)
    assert value == pytest.approx(rank_biased_overlap(b, a))
    assert 0 <= value <= 1 + 1e-12
    assert (value == 0) == (not set(a) & set(b))
    assert rank_biased_overlap(a, a) == pytest.approx(1)


def test_a_swap_at_the_top_costs_more_than_one_at_the_end() -> None:
    whole = list(range(20))
    top = [1, 0, *whole[2:]]
    end = [*whole[:18], 19, 18]
    assert rank_biased_overlap(whole, top) < rank_biased_overlap(whole, end) < 1


@pytest.mark.parametrize(("a", "b"), [([], [1, 2]), ([1], []), ([], [])])
def test_no_overlap_with_an_empty_list(a: list[int], b: list[int]) -> None:
    assert rank_biased_overlap(a, b) is None


def test_a_repeated_item_is_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        rank_biased_overlap([1, 1], [1, 2])


def test_spearman_by_its_formula_without_ties() -> None:
    n = 5
    for order in itertools.islice(itertools.permutations(range(n)), 0, None, 7):
        differences = sum((rank - other) ** 2 for rank, other in enumerate(order))
        expected = 1 - 6 * differences / (n * (n**2 - 1))
        assert spearman(range(n), order) == pytest.approx(expected)


@pytest.mark.parametrize(("x", "y"), [([], []), ([1], [1]), ([1, 1, 1], [1, 2, 3])])
def test_spearman_that_does_not_exist(x: list[int], y: list[int]) -> None:
    assert spearman(x, y) is None
