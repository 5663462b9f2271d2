"""The dumps of the invented sample: the hand-written papers, listed and laid out as pages.

A paper in `sample_field/` is a line `# title`, a line `dumps: 04 05 saved` (the dumps that list
it) and the abstract, wrapped for reading. A blank line ends it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FIELD = Path(__file__).resolve().parent / "sample_field"

SEED = "fog"
TOPICS = ("harvest", "forest", "forecast", "history")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR = 2025
DATED = ("01", "02", "03", "04", "05", "06", "07", "08")
UNDATED = "saved"

SPACED_HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
)
PACKED_HEADER = (
    "Get trending papers in your email inbox once a day!",
    "Get trending papers in your email inbox!",
)
GLUED = "Subscribe"


@dataclass(frozen=True)
class Paper:
    """An invented paper and the dumps that list it."""

    title: str
    abstract: str
    topic: str
    dumps: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A paper's place in a dump: its title's line and its abstract's, counted from 1."""

    paper: Paper
    line_start: int
    line_end: int


@dataclass(frozen=True)
class Dump:
    """A dump as it is written, with what is true about it."""

    file: str
    layout: str
    day: date | None
    listings: tuple[Listing, ...]
    text: str


def read_field(folder: Path = FIELD) -> list[Paper]:
    """Return the papers of all topics, in the order in which they are written down."""
    papers = []
    for topic in TOPICS:
        text = (folder / f"{topic}.txt").read_text(encoding="utf-8")
        for block in text.strip().split("\n\n"):
            title, dumps, *abstract = block.split("\n")
            papers.append(
                Paper(
                    title.removeprefix("# "),
                    " ".join(abstract),
                    topic,
                    tuple(dumps.removeprefix("dumps: ").split()),
                )
            )
    return papers


def second_monday(month: int) -> date:
    """Return the day on which the dump of a month was saved."""
    first = date(YEAR, month, 1)
    return first.replace(day=8 + (7 - first.weekday()) % 7)


def ranked(papers: list[Paper], dump: str) -> list[Paper]:
    """Return the papers that a dump lists, in its order.

    A paper's standing stays the same and each dump adds a chance of its own, so that lists which
    share papers rank them alike, but never equally.
    """
    chance = random.Random(f"{SEED} {dump}")
    scores = {
        paper.title: random.Random(f"{SEED} {paper.title}").random() + 0.5 * chance.random()
        for paper in papers
        if dump in paper.dumps
    }
    listed = [paper for paper in papers if paper.title in scores]
    return sorted(listed, key=lambda paper: (scores[paper.title], paper.title))


def spaced(papers: list[Paper], day: date) -> tuple[str, tuple[Listing, ...]]:
    """Return a page in the spaced layout, every line set off by a blank one, and its listings."""
    header = [*SPACED_HEADER, f"{MONTHS[day.month - 1]} {day.day}"]
    lines = [*header, *(line for paper in papers for line in (paper.title, paper.abstract))]
    first = 2 * len(header) + 1
    places = tuple(
        Listing(paper, first + 4 * rank, first + 4 * rank + 2) for rank, paper in enumerate(papers)
    )
    return "\n\n".join(lines), places


def packed(papers: list[Paper]) -> tuple[str, tuple[Listing, ...]]:
    """Return a page in the packed layout, the button glued to the first title, and its listings."""
    body = [line for paper in papers for line in (paper.title, paper.abstract)]
    body[0] = GLUED + body[0]
    first = len(PACKED_HEADER) + 1
    places = tuple(
        Listing(paper, first + 2 * rank, first + 2 * rank + 1) for rank, paper in enumerate(papers)
    )
    return "\n".join([*PACKED_HEADER, *body]), places


def make_dumps(papers: list[Paper]) -> list[Dump]:
    """Return the dated dumps in time order, and after them the undated one."""
    dumps = []
    for month, name in enumerate(DATED, start=1):
        day = second_monday(month)
        text, listings = spaced(ranked(papers, name), day)
        dumps.append(Dump(f"trending-{name}.txt", "spaced", day, listings, text))
    text, listings = packed(ranked(papers, UNDATED))
    return [*dumps, Dump(f"{UNDATED}-page.txt", "packed", None, listings, text)]
