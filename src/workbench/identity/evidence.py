"""What proves, beyond almost the same title, that two copies are one paper."""

from __future__ import annotations

from typing import NamedTuple

from .abstracts import likeness
from .differences import Difference, Kind

SAME_ABSTRACT = "near_title_same_abstract"
SAME_AUTHOR = "near_title_same_first_author_and_year"

# How much of two abstracts must be the same text, by what tells the titles apart.
ALIKE = {
    Kind.MARKUP: 0.5,
    Kind.SLIP: 0.7,
    Kind.SLIPS: 0.7,
    Kind.CUT: 0.7,
    Kind.SUBTITLE: 0.8,
    Kind.END: 0.9,
}
# What the first author and the year can vouch for. Not for a missing subtitle: a first author does
# publish "X" and "X: Y" in one year.
VOUCHED = (Kind.MARKUP, Kind.SLIP, Kind.CUT)


class Proof(NamedTuple):
    """The rule of a near match, and how well it is met, from 0 to 1."""

    rule: str
    score: float


def proof(
    told_apart: Difference, one: str | None, other: str | None, same_author: bool
) -> Proof | None:
    """Weigh the evidence for a near match.

    Parameters
    ----------
    told_apart
        In what the titles differ.
    one, other
        The abstracts.
    same_author
        Whether both have the same first author and the same year.

    Returns
    -------
    Proof or None
        By the abstracts, where they are one text. By author and year, where an abstract is missing
        or the titles have the same letters. None where neither suffices.
    """
    kind, agreement = told_apart
    alike = likeness(one, other) if one and other else None
    if alike is not None and alike >= ALIKE[kind]:
        return Proof(SAME_ABSTRACT, alike)
    silent = alike is None or kind is Kind.MARKUP
    if same_author and silent and kind in VOUCHED:
        return Proof(SAME_AUTHOR, agreement)
    return None
