from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel import NONE
from workbench.kernel.entries import LIES
from workbench.kernel.postings import postings_of, replace_ids
from workbench.kernel.prose import IN_TITLE

# the rank of each form's term: several forms of one term, and one of none
RANKS = np.array([3, NONE, 70_000, 3, 0, 255], dtype=np.int32)
form = st.integers(NONE, len(RANKS) - 1)
entry = st.tuples(form.filter(lambda one: one >= 0), form, form, st.integers(0, 7), st.booleans())
paper = st.lists(entry, max_size=6)


@settings(deadline=None)
@given(st.lists(paper, max_size=5))
def test_postings_equal_plain_python(papers: list[list[tuple]]) -> None:
    rows = [entry for paper in papers for entry in paper]
    *codes, lies, title = np.array(rows, dtype=np.int32).reshape(-1, 5).T.copy()
    starts = np.cumsum([0, *map(len, papers)], dtype=np.int32)
    mark = (lies * LIES[0] + title * IN_TITLE).astype(np.uint8)
    found = postings_of(tuple(codes), mark, starts, (RANKS,) * 3)
    expected = []
    for doc, paper in enumerate(papers):
        held, in_title = Counter(), Counter()
        for *each, lies, title in paper:
            lying = [c for place, c in enumerate(each) if lies >> place & 1 and c != NONE]
            ranks = [r for r in RANKS[lying].tolist() if r != NONE]
            held.update(ranks)
            in_title.update(ranks if title else [])
        expected += [(doc, r, held[r], in_title[r]) for r in sorted(held)]
    doc = np.repeat(np.arange(len(papers)), np.diff(found.bounds))
    rows = (doc.tolist(), found.ranks.tolist(), found.tf.tolist(), found.tf_title.tolist())
    assert list(zip(*rows, strict=True)) == expected


def test_ids_are_replaced_where_a_paper_holds_them() -> None:
    bounds, ids = np.array([0, 3, 3, 5]), np.array([1, 5, 9, 5, 6])
    out = ids.copy()
    doc, wanted = np.array([0, 0, 1, 2, 2]), np.array([9, 4, 5, 5, 7])
    replace_ids(bounds, ids, doc, wanted, np.array([90, 40, 50, 51, 70]), out)
    assert out.tolist() == [1, 5, 90, 51, 6]
