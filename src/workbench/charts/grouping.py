"""Which terms of many pairs a heat map shows, and in which order."""

from __future__ import annotations

Pairs = list[tuple[str, str]]


def core(strongest: Pairs, most: int) -> list[str]:
    """Return the terms that some pairs bind to each other best.

    The term with the fewest pairs leaves, the last to come first among equals, until there are
    few enough; so nobody stays whose partners have left.
    """
    partners: dict[str, set[str]] = {}
    for a, b in strongest:
        partners.setdefault(a, set()).add(b)
        partners.setdefault(b, set()).add(a)
    while len(partners) > most:
        leaving = min(reversed(partners), key=lambda term: len(partners[term]))
        for partner in partners.pop(leaving):
            partners[partner].discard(leaving)
    return [term for term, left in partners.items() if left]


def grouped(terms: list[str], strongest: Pairs) -> list[str]:
    """Return the terms in an order that keeps groups together.

    Each pair joins the groups of its terms end to end, turned so that the two come near each
    other: single linkage in the order given.
    """
    groups = {term: [term] for term in terms}
    for a, b in strongest:
        left, right = groups.get(a), groups.get(b)
        if left is None or right is None or left is right:
            continue
        if _nearer_the_start(left, a):
            left = left[::-1]
        if not _nearer_the_start(right, b):
            right = right[::-1]
        joined = left + right
        groups.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(term for group in groups.values() for term in group))


def _nearer_the_start(group: list[str], term: str) -> bool:
    place = group.index(term)
    return place < len(group) - 1 - place
