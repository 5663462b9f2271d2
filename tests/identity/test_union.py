"""Joining under vetoes, against a slow and plain way of doing the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from listed import untimed
from workbench.identity.union import NONE, Vetoes, star, unite

N = 9
COPIES = st.integers(0, N - 1)
LINKS = st.lists(st.tuples(COPIES, COPIES), max_size=14)
IDS = st.lists(st.sampled_from([NONE, NONE, 1, 2, 3]), min_size=N, max_size=N)
APART = st.lists(st.tuples(COPIES, COPIES).filter(lambda pair: pair[0] != pair[1]), max_size=3)


def ends(links: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    left, right = np.array(links, dtype=np.int64).reshape(-1, 2).T
    return left, right


def slowly(
    links: list[tuple[int, int]], kinds: list[list[int]], apart: list[tuple[int, int]]
) -> list[int]:
    """Take link after link; make it unless the two groups hold what must stay apart."""
    group = {copy: {copy} for copy in range(N)}
    for one, other in links:
        both = group[one] | group[other]
        several = any(len({ids[copy] for copy in both} - {NONE}) > 1 for ids in kinds)
        if not several and not any({a, b} <= both for a, b in apart):
            group |= dict.fromkeys(both, both)
    return [min(group[copy]) for copy in range(N)]


@untimed
@given(LINKS, IDS, IDS, APART)
def test_it_does_what_the_slow_way_does(
    links: list[tuple[int, int]],
    arxiv: list[int],
    doi: list[int],
    apart: list[tuple[int, int]],
) -> None:
    vetoes = Vetoes(
        (np.array(arxiv), np.array(doi)),
        tuple((np.array([one]), np.array([other])) for one, other in apart),
    )
    found = unite(np.arange(N), *ends(links), vetoes)
    assert found.tolist() == slowly(links, [arxiv, doi], apart)
    assert not vetoes.broken(found).any()


@untimed
@given(LINKS, IDS)
def test_joining_twice_changes_nothing(links: list[tuple[int, int]], arxiv: list[int]) -> None:
    vetoes = Vetoes((np.array(arxiv),))
    once = unite(np.arange(N), *ends(links), vetoes)
    assert unite(once, *ends(links), vetoes).tolist() == once.tolist()


@untimed
@given(LINKS)
def test_a_paper_is_told_by_its_first_copy(links: list[tuple[int, int]]) -> None:
    found = unite(np.arange(N), *ends(links), Vetoes())
    assert (found <= np.arange(N)).all()
    assert (found[found] == found).all()
    assert all(found[one] == found[other] for one, other in links)


def test_the_strongest_link_wins_where_two_cannot_stand_together() -> None:
    vetoes = Vetoes((np.array([1, NONE, 2]),))
    for links, papers in (([(0, 1), (1, 2)], [0, 0, 2]), ([(1, 2), (0, 1)], [0, 1, 1])):
        assert unite(np.arange(3), *ends(links), vetoes).tolist() == papers


def test_a_veto_holds_across_a_chain() -> None:
    vetoes = Vetoes((np.array([1, NONE, NONE, 2]),))
    found = unite(np.arange(4), *ends([(0, 1), (2, 3), (1, 2)]), vetoes)
    assert found.tolist() == [0, 0, 2, 2]


@untimed
@given(st.lists(st.integers(0, 4), max_size=12))
def test_a_star_joins_what_is_equal_and_nothing_else(keys: list[int]) -> None:
    members = np.arange(len(keys), dtype=np.int64)
    found = unite(members, *star(np.array(keys, dtype=np.int64), members), Vetoes())
    assert found.tolist() == [keys.index(key) for key in keys]


def test_conflict_is_two_identifiers_of_one_kind() -> None:
    vetoes = Vetoes((np.array([1, 2, NONE, 1]), np.array([NONE, NONE, 5, 6])))
    left, right = ends([(0, 1), (0, 2), (0, 3), (2, 3)])
    assert vetoes.conflict(left, right).tolist() == [True, False, False, True]
