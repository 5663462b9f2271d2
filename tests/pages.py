"""Invented papers pages for tests, in both layouts."""

from __future__ import annotations

from collections.abc import Sequence

BANNER = "Get trending papers in your email inbox"
Paper = tuple[str, str]

_ABSTRACT = (
    "Moorings listen to the sea, and the sea is loud. We describe station {n}, whose hydrophones"
    " were left in place for a whole winter, and compare what they heard with the notes of the"
    " wardens. The record holds storms, ferries and one curious seal. A simple detector finds the"
    " ferries; the seal needed a person. We close with what the next winter should bring, and give"
    " the settings of every instrument so that others may listen too, at other stations and in"
    " other years."
)


def paper(n: int) -> Paper:
    """Return the n-th invented paper: title and abstract."""
    return f"Listening at Station {n}: A Winter of Quiet Records", _ABSTRACT.format(n=n)


def papers(*numbers: int) -> list[Paper]:
    """Return several invented papers."""
    return [paper(n) for n in numbers]


def spaced(listed: Sequence[Paper], day: str | None = "Mar 12") -> str:
    """Return a page in the spaced layout."""
    header = ["new", f"{BANNER}!", "Subscribe", "byAK and the research community"]
    lines = [*header, *([day] if day else []), *(text for pair in listed for text in pair)]
    return "\n\n".join(lines)


def packed(listed: Sequence[Paper]) -> str:
    """Return a page in the packed layout."""
    body = [text for pair in listed for text in pair]
    return "\n".join(
        [f"{BANNER} once a day!", f"{BANNER}!", "Subscribe" + "".join(body[:1]), *body[1:]]
    )
