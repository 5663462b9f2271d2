from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel import NONE, number_pairs, papers_of

rows = st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 3), st.integers(0, 2)), max_size=40)


@settings(deadline=None, max_examples=100)
@given(rows, st.integers(1, 3), st.integers(1, 3))
def test_numbers_equal_plain_python(
    rows: list[tuple[int, int, int]], min_papers: int, threads: int
) -> None:
    left, right, step = np.array(rows, dtype=np.int32).reshape(-1, 3).T
    doc = np.cumsum(step, dtype=np.int32)
    found = number_pairs(left, right, doc, min_papers, threads)
    papers: dict[tuple[int, int], set[int]] = {}
    first: dict[tuple[int, int], int] = {}
    for row, pair in enumerate(zip(left, right, strict=True)):
        if min(pair) >= 0:
            papers.setdefault(pair, set()).add(doc[row])
            first.setdefault(pair, row)
    kept = {pair for pair, held in papers.items() if len(held) >= min_papers}
    numbers = {pair: found.of_row[first[pair]] for pair in kept}
    assert sorted(numbers.values()) == list(range(len(kept))) == list(range(len(found.papers)))
    for row, pair in enumerate(zip(left, right, strict=True)):
        assert found.of_row[row] == numbers.get(pair, NONE)
    for pair, number in numbers.items():
        assert found.papers[number] == len(papers[pair])
        assert found.first[number] == first[pair]


@pytest.mark.parametrize("threads", [2, 5])
def test_many_partitions_by_any_number_of_threads(threads: int) -> None:
    dice = np.random.default_rng(0)
    left, right = dice.integers(0, 3000, (2, 400_000), dtype=np.int32)
    doc = np.sort(dice.integers(0, 5000, 400_000, dtype=np.int32))
    one, many = (number_pairs(left, right, doc, 2, n) for n in (1, threads))
    for alone, together in zip(one, many, strict=True):
        np.testing.assert_array_equal(alone, together)
    pair = left.astype(np.int64) << 32 | right
    held = np.unique(np.stack([pair, doc]), axis=1)[0]
    keys, papers = np.unique(held, return_counts=True)
    kept = papers >= 2
    found = pair[one.first]
    order = np.argsort(found)
    np.testing.assert_array_equal(found[order], keys[kept])
    np.testing.assert_array_equal(one.papers[order], papers[kept])


def test_papers_of_counts_each_paper_once_where_asked() -> None:
    number = np.array([0, 0, 1, NONE, 0, 1, 1], dtype=np.int32)
    doc = np.array([0, 0, 0, 1, 1, 2, 2], dtype=np.int32)
    assert papers_of(number, doc, 3).tolist() == [2, 2, 0]
    where = np.array([False, True, True, True, False, False, False])
    assert papers_of(number, doc, 3, where).tolist() == [1, 1, 0]
