from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel.tally import owners, tally

runs = st.lists(st.integers(0, 4), min_size=1, max_size=8)


@settings(deadline=None)
@given(runs, st.data())
def test_a_row_belongs_to_the_run_it_lies_in(lengths: list[int], data: st.DataObject) -> None:
    of_each = [run for run, length in enumerate(lengths) for _ in range(length)]
    rows = sorted(data.draw(st.sets(st.sampled_from(range(len(of_each))))) if of_each else ())
    starts = np.cumsum([0, *lengths[:-1]])
    assert owners(np.array(rows, np.uint32), starts).tolist() == [of_each[row] for row in rows]


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), max_size=4), min_size=1, max_size=5), st.data())
def test_pairs_are_counted_in_each_place(stands: list[list[int]], data: st.DataObject) -> None:
    pair = st.tuples(st.integers(0, len(stands) - 1), st.integers(0, 3))
    pairs = sorted(data.draw(st.sets(pair)))
    things, held = np.array(pairs, np.int64).reshape(-1, 2).T
    starts = np.cumsum([0, *map(len, stands)])
    places = np.array([place for each in stands for place in each], np.int32)
    counts, anywhere = tally(
        things.astype(np.int32), held.astype(np.uint32), starts, places, n_held=4, n_places=3
    )
    expected = Counter((held, place) for thing, held in pairs for place in stands[thing])
    assert counts.tolist() == [[expected[h, p] for p in range(3)] for h in range(4)]
    assert anywhere.tolist() == [
        sum(1 for thing, held in pairs if held == h and stands[thing]) for h in range(4)
    ]
