from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.terms.counting import count


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=30))
def test_counts_equal_plain_python(rows: list[tuple[int, int]]) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    papers = np.array([paper for paper, _ in rows], dtype=np.int64)
    keys = np.array([key for _, key in rows], dtype=np.int64)
    counts = count(keys, papers)
    distinct = sorted(set(keys.tolist()))

    assert keys[counts.first].tolist() == distinct
    assert counts.first.tolist() == [keys.tolist().index(key) for key in distinct]
    assert counts.papers.tolist() == [len({p for p, k in rows if k == key}) for key in distinct]
    assert counts.number().tolist() == [distinct.index(key) for key in keys.tolist()]
    assert counts.number(counts.papers).tolist() == [
        len({p for p, k in rows if k == key}) for key in keys.tolist()
    ]
    of_paper = papers[counts.order[counts.paper_starts]]
    times = zip(counts.key_of_paper.tolist(), of_paper.tolist(), counts.times.tolist(), strict=True)
    expected = Counter((distinct.index(key), paper) for paper, key in rows)
    assert {(key, paper): n for key, paper, n in times} == expected
