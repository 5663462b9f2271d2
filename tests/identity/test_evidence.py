"""What proves a near match: the abstracts, or the first author and the year."""

from __future__ import annotations

import pytest

from listed import LONG, OTHER
from workbench.identity.differences import Difference, Kind
from workbench.identity.evidence import SAME_ABSTRACT, SAME_AUTHOR, proof

EDITED = LONG.replace("twice a day", "every day").replace("cheap", "plain")


@pytest.mark.parametrize(
    ("kind", "one", "other", "same_author", "rule"),
    [
        (Kind.MARKUP, LONG, LONG, False, SAME_ABSTRACT),
        (Kind.END, LONG, LONG, False, SAME_ABSTRACT),
        (Kind.MARKUP, LONG, EDITED, False, SAME_ABSTRACT),
        (Kind.END, LONG, EDITED, False, None),
        (Kind.SLIP, LONG, OTHER, False, None),
        (Kind.SLIP, LONG, OTHER, True, None),
        (Kind.MARKUP, LONG, OTHER, True, SAME_AUTHOR),
        (Kind.SLIP, LONG, None, True, SAME_AUTHOR),
        (Kind.CUT, None, None, True, SAME_AUTHOR),
        (Kind.SLIPS, None, None, True, None),
        (Kind.SUBTITLE, None, None, True, None),
        (Kind.END, LONG, None, True, None),
        (Kind.MARKUP, None, None, False, None),
        (Kind.SLIP, "Short.", "Short.", False, None),
    ],
)
def test_proof(
    kind: Kind, one: str | None, other: str | None, same_author: bool, rule: str | None
) -> None:
    found = proof(Difference(kind, 0.9), one, other, same_author)
    assert (found and found.rule) == rule


def test_the_score_is_what_was_weighed() -> None:
    by_text = proof(Difference(Kind.SLIP, 0.9), LONG, LONG, True)
    by_author = proof(Difference(Kind.SLIP, 0.9), LONG, None, True)
    assert by_text == (SAME_ABSTRACT, 1.0)
    assert by_author == (SAME_AUTHOR, 0.9)
