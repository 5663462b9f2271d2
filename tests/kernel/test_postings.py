from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel import NONE
from workbench.kernel.postings import postings_of, replace_ids
from workbench.kernel.prose import IN_TITLE

IDS = np.array([-7, 3, 10, 500], dtype=np.int64)
rank = st.integers(NONE, len(IDS) - 1)
paper = st.lists(st.tuples(rank, rank, rank, st.booleans()), max_size=6)


@settings(deadline=None)
@given(st.lists(paper, max_size=5), st.integers(1, 3))
def test_postings_equal_plain_python(papers: list[list[tuple]], threads: int) -> None:
    rows = [entry for paper in papers for entry in paper]
    *ranks, title = np.array(rows, dtype=np.int32).reshape(-1, 4).T.copy()
    starts = np.cumsum([0, *map(len, papers)], dtype=np.int64)
    mark = (title * IN_TITLE).astype(np.uint8)
    found = postings_of(tuple(ranks), mark, starts, IDS, threads)
    expected = []
    for doc, paper in enumerate(papers):
        held, in_title = Counter(), Counter()
        for *each, title in paper:
            held.update(r for r in each if r != NONE)
            in_title.update(r for r in each if r != NONE and title)
        expected += [(doc, IDS[r], held[r], in_title[r]) for r in sorted(held)]
    doc = np.repeat(np.arange(len(papers)), np.diff(found.bounds))
    rows = (doc.tolist(), found.ids.tolist(), found.tf.tolist(), found.tf_title.tolist())
    assert list(zip(*rows, strict=True)) == expected


def test_ids_are_replaced_where_a_paper_holds_them() -> None:
    bounds, ids = np.array([0, 3, 3, 5]), np.array([1, 5, 9, 5, 6])
    out = ids.copy()
    doc, wanted = np.array([0, 0, 1, 2, 2]), np.array([9, 4, 5, 5, 7])
    replace_ids(bounds, ids, doc, wanted, np.array([90, 40, 50, 51, 70]), out)
    assert out.tolist() == [1, 5, 90, 51, 6]
