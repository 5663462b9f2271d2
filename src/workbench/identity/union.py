"""Joining copies to papers, strongest link first, never across a veto."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

NONE = -1
"""Stands in an array of identifiers where a copy's paper has none."""


@dataclass(frozen=True)
class Vetoes:
    """What must never come together in one paper.

    Attributes
    ----------
    identifiers
        For each kind of identifier (arXiv id, DOI), for each copy, the number of the identifier
        that its paper had before titles were compared; :data:`NONE` where it had none. A paper may
        hold one number of a kind.
    apart
        Pairs of groups of copies that the settings keep apart.
    """

    identifiers: tuple[Numbers, ...] = ()
    apart: tuple[tuple[Numbers, Numbers], ...] = ()

    def broken(self, papers: Numbers) -> NDArray[np.bool_]:
        """Return, for each number up to the highest in `papers`, whether that paper breaks one."""
        found = np.zeros(papers.max(initial=-1) + 1, dtype=bool)
        for numbers in self.identifiers:
            known = numbers != NONE
            held = np.unique(np.stack([papers[known], numbers[known]]), axis=1)[0]
            found[held[1:][held[1:] == held[:-1]]] = True
        for one, other in self.apart:
            found[np.intersect1d(papers[one], papers[other])] = True
        return found

    def conflict(self, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
        """Return, for each pair of copies, whether their identifiers keep them apart."""
        found = np.zeros(len(left), dtype=bool)
        for numbers in self.identifiers:
            one, other = numbers[left], numbers[right]
            found |= (one != other) & (one != NONE) & (other != NONE)
        return found


def unite(papers: Numbers, left: Numbers, right: Numbers, vetoes: Vetoes) -> Numbers:
    """Join the papers of linked copies.

    Parameters
    ----------
    papers
        For each copy its paper, told by the paper's first copy; no paper breaks a veto.
    left, right
        The linked copies, strongest link first.
    vetoes
        A link that would break one is left out.

    Returns
    -------
    numpy.ndarray
        For each copy its paper after joining, told by the paper's first copy.

    Notes
    -----
    Where all links together break no veto, no single one does: such papers are joined at once.
    Only the others are put together link by link.
    """
    joined = _connected(papers, left, right)
    broken = vetoes.broken(joined)
    doubtful = broken[joined[left]]
    if not doubtful.any():
        return joined
    kept = ~doubtful
    kept[doubtful] = _one_by_one(papers, left[doubtful], right[doubtful], vetoes)
    return _connected(papers, left[kept], right[kept])


def star(keys: Numbers, members: Numbers) -> tuple[Numbers, Numbers]:
    """Return links that join all members of equal key to the first of them; keys in their order."""
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    fresh = np.r_[True, keys[1:] != keys[:-1]][: len(keys)]
    first = members[fresh][np.cumsum(fresh) - 1]
    return first[~fresh], members[~fresh]


def _connected(papers: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """Return for each copy the first copy that it is linked to, directly or through others.

    Both ends of a link take the lower of their papers, until none changes. scipy's components of a
    graph say the same; to import them takes longer than the load of a small pile.
    """
    while True:
        one, other = papers[left], papers[right]
        joined = papers.copy()
        np.minimum.at(joined, one, np.minimum(one, other))
        np.minimum.at(joined, other, np.minimum(one, other))
        while not np.array_equal(further := joined[joined], joined):
            joined = further
        if np.array_equal(joined, papers):
            return papers
        papers = joined


def _one_by_one(papers: Numbers, left: Numbers, right: Numbers, vetoes: Vetoes) -> list[bool]:
    """Say which of the links, in their order, can be made without breaking a veto."""
    ends = np.unique(np.r_[papers[left], papers[right]])
    inside = np.flatnonzero(np.isin(papers, ends))
    held: dict[int, list[set[int]]] = {
        paper: [set() for _ in vetoes.identifiers] for paper in ends.tolist()
    }
    for kind, numbers in enumerate(vetoes.identifiers):
        known = inside[numbers[inside] != NONE]
        for paper, number in zip(papers[known].tolist(), numbers[known].tolist(), strict=True):
            held[paper][kind].add(number)
    sides = [(_papers_of(papers, one), _papers_of(papers, other)) for one, other in vetoes.apart]
    members = {paper: {paper} for paper in held}
    root = {paper: paper for paper in held}

    def apart(one: set[int], other: set[int]) -> bool:
        return any(
            (one & this and other & that) or (one & that and other & this) for this, that in sides
        )

    made = []
    for one, other in zip(papers[left].tolist(), papers[right].tolist(), strict=True):
        a, b = root[one], root[other]
        same = a == b
        clash = not same and (
            any(len(x | y) > 1 for x, y in zip(held[a], held[b], strict=True))
            or apart(members[a], members[b])
        )
        made.append(not clash)
        if not same and not clash:
            if len(members[a]) < len(members[b]):
                a, b = b, a
            root |= dict.fromkeys(members[b], a)
            members[a] |= members.pop(b)
            for kind, numbers in enumerate(held.pop(b)):
                held[a][kind] |= numbers
    return made


def _papers_of(papers: Numbers, copies: Iterable[int]) -> set[int]:
    return set(papers[np.asarray(copies)].tolist())
