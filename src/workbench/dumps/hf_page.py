"""A Hugging Face papers page saved as text: titles and abstracts, one after the other.

Two layouts are read. *spaced*: lines with a blank line between them, and a header that prints the
month and day. *packed*: no blank lines, the first title glued to the button `Subscribe`, no date.
Either way each line that is not blank is one paragraph, and paragraphs alternate. Pages that were
saved with their links are left to `hf_page_links`.
"""

from __future__ import annotations

import math
import re
from operator import add, sub
from typing import NamedTuple

from ..errors import DumpError
from . import hf_page_links
from .hf_page_pieces import linked
from .listing import Listing, Reading, Reject, Span
from .source import Source

NAME = hf_page_links.NAME

_BANNER = "Get trending papers in your email inbox"
_BUTTON = "Subscribe"
_CHROME = {"new", f"{_BANNER}!", f"{_BANNER} once a day!", "byAK and the research community"}
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATE = re.compile(rf"(?:{_MONTHS})[a-z]* \d{{1,2}}(?:, \d{{4}})?")
_LINK = re.compile(r"https?://\S+|.*\]\(https?://\S*\)")

# Titles of real pages have 15 to 148 characters, abstracts 423 to 1,913. Between them, around 250,
# the length says little, far from there much. To pair a title with an abstract of 190 characters
# costs less than to leave both alone, to pair two abstracts of 423 costs more: one odd length
# never puts the rest of the page out of step, and two abstracts in a row are never a paper.
_MIDDLE, _SOFTNESS, _ALONE = math.log(250), 0.1, 2.0

# Where titles are short and abstracts long throughout, no other pairing can fit better.
_SHORT, _LONG = 200, 300

_HINT = (
    "save the page as plain text, each title and each abstract on a line of its own,"
    " or move the file out of the folder"
)


class Paragraphs(NamedTuple):
    """The lines that are not blank: their texts without outer white space, and their places.

    A list each: one tuple a line would take longer to make than all else that is read.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]
    lines: list[int]

    def since(self, first: int) -> Paragraphs:
        """Return all but the first ones."""
        return Paragraphs(*(each[first:] for each in self))


def sniff(source: Source) -> bool:
    """Say whether the file opens like a papers page."""
    return _BANNER in source.opening


def read(source: Source) -> Reading:
    """Read a papers page.

    Returns
    -------
    Reading
        A listing's rank is its place on the page; a reject keeps the place it had there. Rules of
        rejects: `no_abstract` (a title that no abstract follows), `no_title` (an abstract without
        title), `cut_off` (the last paragraph of the file, too short for an abstract). Of a page
        with links, see :func:`workbench.dumps.hf_page_links.read`.

    Raises
    ------
    DumpError
        The page is of a layout that this reader does not know.
    """
    paragraphs = _paragraphs(source.text)
    n_header, date_text, body = _split_header(paragraphs)
    n, links = len(body.texts), 0
    # the sign alone is counted in half the time, and few pages have many
    if source.text.count("/") > n / 10 and source.text.count("://") > n / 20:
        links = sum(1 for text in body.texts if _LINK.fullmatch(text))
    if links > n / 20:
        if linked(source.text):
            return hf_page_links.read(source)
        raise DumpError(
            source.path,
            f"a papers page in an unknown layout ({links} of {n} lines are links, none of"
            " them to a paper)",
            _HINT,
        )
    layout = _layout(source, paragraphs.lines)
    listings: list[Listing] = []
    rejects: list[Reject] = []
    texts, starts, ends, _ = body
    for rank, (title, abstract) in enumerate(_pair(texts), start=1):
        if title is not None and abstract is not None:
            listings.append(
                Listing(rank, texts[title], texts[abstract], starts[title], ends[abstract])
            )
            continue
        alone = title if title is not None else abstract
        at_end = title == n - 1
        rule = "no_title" if title is None else "cut_off" if at_end else "no_abstract"
        start, end = starts[alone], ends[alone]
        rejects.append(Reject(rule, source.text[start:end], start, end))
    if len(rejects) > len(listings) and len(rejects) > 2:
        raise DumpError(
            source.path,
            f"a papers page in an unknown layout (only {2 * len(listings)} of {n}"
            " paragraphs pair up as title and abstract)",
            _HINT,
        )
    headers = [*map(Span, paragraphs.starts[:n_header], paragraphs.ends[:n_header])]
    return Reading(NAME, layout, listings, rejects, headers, date_text)


def _paragraphs(text: str) -> Paragraphs:
    texts, starts, lines = [], [], []
    start = 0
    for number, line in enumerate(text.split("\n" if "\n" in text else "\r"), start=1):
        if line and (stripped := line.strip()):
            texts.append(stripped)
            lines.append(number)
            starts.append(start if len(stripped) == len(line) else start + line.index(stripped[0]))
        start += len(line) + 1
    return Paragraphs(texts, starts, [*map(add, starts, map(len, texts))], lines)


def _split_header(paragraphs: Paragraphs) -> tuple[int, str | None, Paragraphs]:
    """Part the page's furniture from its body; a title glued to the button loses the button.

    Returns how many paragraphs are furniture, the printed date, and the body. The button before a
    glued title stays in the place of its listing.
    """
    date_text: str | None = None
    button = False
    for index, text in enumerate(paragraphs.texts):
        if text == _BUTTON:
            button = True
        elif date_text is None and _DATE.fullmatch(text):
            date_text = text
        elif text not in _CHROME:
            body = paragraphs.since(index)
            if not button and text.startswith(_BUTTON):
                body.texts[0] = text.removeprefix(_BUTTON).strip()
            return index, date_text, body
    return len(paragraphs.texts), date_text, Paragraphs([], [], [], [])


def _layout(source: Source, lines: list[int]) -> str:
    """Name the layout by whether neighboring paragraphs have blank lines between them."""
    gaps = len(lines) - 1
    apart = gaps - [*map(sub, lines[1:], lines)].count(1)
    # one odd place, or one in ten, is an edit by hand and no other layout
    tolerated = max(1, gaps // 10)
    if gaps - apart <= tolerated and 2 * apart >= gaps:
        return "spaced"
    if apart <= tolerated:
        return "packed"
    raise DumpError(
        source.path,
        f"a papers page in an unknown layout ({apart} of {gaps} gaps between lines are"
        " blank: hard-wrapped, or two pages in one file)",
        _HINT,
    )


def _cost(length: int, is_title: bool) -> float:
    """How badly a length fits a title, or an abstract: a logistic loss on the log of the length."""
    lean = (math.log(max(length, 1)) - _MIDDLE) / _SOFTNESS
    return math.log1p(math.exp(min(lean if is_title else -lean, 700)))


def _pair(texts: list[str]) -> list[tuple[int | None, int | None]]:
    """Pair titles with abstracts so that the lengths fit best overall.

    Returns index pairs in order; a paragraph left alone stands as (index, None) if it is more
    like a title, else as (None, index). Dynamic programming over "pair the next two" and "leave
    the next alone".
    """
    lengths = [len(text) for text in texts]
    if (
        len(texts) % 2 == 0
        and max(lengths[::2], default=0) <= _SHORT
        and min(lengths[1::2], default=_LONG) >= _LONG
    ):
        return [(i, i + 1) for i in range(0, len(texts), 2)]
    as_title = [_cost(length, True) for length in lengths]
    as_abstract = [_cost(length, False) for length in lengths]
    n = len(texts)
    best = [0.0] * (n + 1)
    takes_two = [False] * (n + 1)
    for i in range(n - 1, -1, -1):
        best[i] = _ALONE + min(as_title[i], as_abstract[i]) + best[i + 1]
        if i + 1 < n:
            paired = as_title[i] + as_abstract[i + 1] + best[i + 2]
            if paired <= best[i]:
                best[i], takes_two[i] = paired, True
    pairs: list[tuple[int | None, int | None]] = []
    i = 0
    while i < n:
        if takes_two[i]:
            pairs.append((i, i + 1))
        elif as_title[i] <= as_abstract[i]:
            pairs.append((i, None))
        else:
            pairs.append((None, i))
        i += 2 if takes_two[i] else 1
    return pairs
