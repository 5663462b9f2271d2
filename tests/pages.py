"""Invented papers pages for tests, in all layouts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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


class Linked(NamedTuple):
    """An invented paper as a page with links shows it; what is None is not printed."""

    id: str
    title: str
    abstract: str | None
    votes: str | None = "-"
    authors: str | None = "9 authors"
    date: str | None = "Mar 3, 2024"


def linked(*numbers: int) -> list[Linked]:
    """Return several invented papers with their ids."""
    return [Linked(f"2401.{n:05d}", *paper(n)) for n in numbers]


_SITE = "https://huggingface.co"


def wrapped(text: str, width: int = 78) -> list[str]:
    """Return a text's lines, wrapped hard."""
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def markdown_paper(listed: Linked) -> list[str]:
    """Return the paragraphs of one paper on a page saved as Markdown."""
    page = f"{_SITE}/papers/{listed.id}"
    found = []
    if listed.votes is not None:
        found.append(f"[{listed.votes}]({_SITE}/login?next=%2Fpapers%2F{listed.id})")
    title = "\\  ".join(wrapped(listed.title, 40))
    found.append(f"### [{title}]({page})")
    if listed.abstract is not None:
        abstract = "\\\\\n".join(wrapped(listed.abstract))
        found.append(f"[{abstract}]({page})")
    if listed.authors is not None:
        found.append(f"[- {listed.authors}]({page})")
    return found + (["·", listed.date] if listed.date is not None else [])


def markdown(listed: Sequence[Linked], day: str | None = "Oct 2") -> str:
    """Return a page saved as Markdown, its links within the text."""
    header = [
        "new",
        f"{BANNER} once a day!",
        f"{BANNER}!",
        f"[Subscribe]({_SITE}/login?next=%2Fpapers)",
        "# Daily Papers",
        f"## by [![]({_SITE}/front/assets/by.png)AK]({_SITE}/akhaliq) and the research community",
        "- Daily\n\n- Weekly\n\n- Monthly",
        f"[Trending Papers]({_SITE}/papers/trending)",
        *([day] if day else []),
    ]
    return "\n\n".join([*header, *(part for each in listed for part in markdown_paper(each))])


def urls_paper(listed: Linked) -> list[str]:
    """Return the lines of one paper on a page saved with addresses on lines of their own."""
    page = f"{_SITE}/papers/{listed.id}"
    found = []
    if listed.votes is not None:
        found += [f" [-] {listed.votes}", f"{_SITE}/login?next=%2Fpapers%2F{listed.id}"]
    found += [listed.title, page]
    if listed.abstract is not None:
        found += [listed.abstract, page]
    if listed.authors is not None:
        found += ["[", f"{listed.authors}]({page})"]
    return found + (["·", listed.date] if listed.date is not None else [])


def urls(listed: Sequence[Linked], day: str | None = "Oct 2") -> str:
    """Return a page saved as plain text, the address of each link below its text."""
    header = [
        *("new", f"{BANNER} once a day!", f"{BANNER}!", "Subscribe"),
        *(f"{_SITE}/login?next=%2Fpapers", "Daily Papers", "by ", "AK", f"{_SITE}/akhaliq"),
        *(" and the research community", "moorings", "Daily", "Weekly", "Monthly "),
        *(f"{_SITE}/papers/trending", " ", f"{_SITE}/papers/date/2026-10-01"),
        *([day] if day else []),
    ]
    return "\n\n".join([*header, *(part for each in listed for part in urls_paper(each))])
