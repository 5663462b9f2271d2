from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel.buffers import Lists, Texts, put_together
from workbench.kernel.memory import give_back


@settings(deadline=None)
@given(st.data())
def test_texts_put_together_equal_plain_python(data: st.DataObject) -> None:
    n = data.draw(st.integers(0, 6))
    parts, expected = [], [""] * n
    for dtype in data.draw(st.lists(st.sampled_from([np.uint8, np.int32]), min_size=1, max_size=4)):
        texts = data.draw(st.lists(st.text(max_size=9), min_size=1, max_size=5))
        places = data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=n, max_size=n))
        parts.append((Texts.of(pl.Series(texts)), np.array(places, dtype=dtype)))
        expected = [before + texts[at] for before, at in zip(expected, places, strict=True)]
    assert put_together(parts).to_series().to_list() == expected


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=9), st.none() | st.text(max_size=20)), max_size=8),
    st.integers(0, 2),
    st.integers(0, 100),
)
def test_some_texts_are_replaced(
    pairs: list[tuple[str, str | None]], first: int, room: int
) -> None:
    pairs = pairs[first:]
    texts = Texts.of(pl.Series(["x"] * first + [text for text, _ in pairs])[first:])
    rows = np.array([row for row, (_, other) in enumerate(pairs) if other is not None], np.int64)
    others = pl.Series([other for _, other in pairs if other is not None], dtype=pl.String)
    found = texts.replaced(rows, Texts.of(others), np.empty(room, dtype=np.uint8))
    data = found.data[: found.bounds[-1]].copy()
    expected = [text if other is None else other for text, other in pairs]
    assert Texts(data, found.bounds).to_series().to_list() == expected


@given(st.lists(st.lists(st.integers(-(2**31), 2**31 - 1))), st.integers(0, 3))
def test_lists_come_back_as_they_were(rows: list[list[int]], first: int) -> None:
    column = pl.Series(rows, dtype=pl.List(pl.Int32))[first:]
    lists = Lists.of(column)
    assert lists.data.tolist() == [number for row in rows[first:] for number in row]
    assert lists.to_series().equals(column)


def test_memory_is_given_back_at_any_time() -> None:
    held = np.ones(1000)
    give_back()
    assert held.sum() == 1000
