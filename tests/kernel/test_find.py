from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel import find

# ids that share their lowest bits, and both ends of the range
some_id = st.sampled_from([0, 1, -1, 1 << 12, 5 << 40, (5 << 40) + 1, 2**63 - 1, -(2**63)])


@settings(deadline=None)
@given(st.lists(st.lists(some_id, max_size=6), max_size=4), st.lists(some_id), st.integers(1, 3))
def test_rows_equal_those_of_polars(
    chunks: list[list[int]], wanted: list[int], threads: int
) -> None:
    none = pl.Series(dtype=pl.Int64)
    ids = pl.concat([none, *(pl.Series(c, dtype=pl.Int64) for c in chunks)], rechunk=False)
    asked = pl.Series(wanted, dtype=pl.Int64)
    assert find.rows_with(ids, asked, threads).equals(ids.is_in(asked.implode()).arg_true())


@settings(deadline=None)
@given(st.lists(some_id, max_size=20), st.sets(some_id))
def test_rows_come_with_what_they_hold(ids: list[int], wanted: set[int]) -> None:
    asked = np.array(sorted(wanted), dtype=np.int64)
    rows, which = find.find_rows(pl.Series(ids, dtype=pl.Int64), asked)
    assert asked[which].tolist() == [ids[row] for row in rows]


@pytest.mark.parametrize("n_wanted", [1, 3_000, 90_000])
def test_many_pieces_and_many_ids(monkeypatch: pytest.MonkeyPatch, n_wanted: int) -> None:
    monkeypatch.setattr(find, "_ROWS_AT_ONCE", 997)
    ids = pl.Series(range(50_000)).hash(seed=3).reinterpret(signed=True)
    wanted = ids.gather_every(7).extend(ids + 1).head(n_wanted)
    expected = ids.is_in(wanted.implode()).arg_true()
    assert find.rows_with(ids, wanted, 2).equals(expected)
