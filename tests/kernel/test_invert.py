from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel.invert import Lists

# ids that share their highest bits, and both ends of the range
some_id = st.sampled_from([0, 1, -1, 1 << 12, 5 << 58, (5 << 58) + 1, 2**63 - 1, -(2**63)])


def longs(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@settings(deadline=None)
@given(st.lists(st.lists(some_id, max_size=6), max_size=4), st.sets(some_id))
def test_each_list_holds_the_rows_of_its_id(parts: list[list[int]], more: set[int]) -> None:
    every = [one for part in parts for one in part]
    ids = sorted({*every, *more})
    lists = Lists(longs(ids), longs([every.count(one) for one in ids]))
    assert lists.full == (not every)
    start = 0
    for part in parts:
        assert lists.add(longs(part), np.arange(start, start + len(part), dtype=np.uint32))
        start += len(part)
    assert lists.full
    found = [lists.numbers[first:last].tolist() for first, last in pairwise(lists.starts)]
    assert found == [[row for row, one in enumerate(every) if one == each] for each in ids]


def test_many_ids() -> None:
    generator = np.random.default_rng(3)
    ids = np.unique(generator.integers(0, 2**63, 60_000))
    drawn = generator.permutation(np.repeat(ids, 3))
    lists = Lists(ids, np.full(len(ids), 3))
    assert lists.add(drawn, np.arange(len(drawn), dtype=np.uint32))
    assert lists.full
    assert (drawn[lists.numbers] == np.repeat(ids, 3)).all()


@pytest.mark.parametrize("ids", [[4, 4, 4], [5], [-4], [9]])
def test_an_unknown_id_and_one_too_many_are_told(ids: list[int]) -> None:
    lists = Lists(longs([4, 8]), longs([2, 0]))
    assert not lists.add(longs(ids), np.zeros(len(ids), np.uint32))


def test_no_ids() -> None:
    lists = Lists(longs([]), longs([]))
    assert lists.full
    assert not lists.add(longs([1]), np.zeros(1, np.uint32))
