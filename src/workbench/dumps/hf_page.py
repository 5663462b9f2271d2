"""A Hugging Face papers page saved as text: titles and abstracts, one after the other.

Two layouts are read. *spaced*: lines with a blank line between them, and a header that prints the
month and day. *packed*: no blank lines, the first title glued to the button `Subscribe`, no date.
Either way each line that is not blank is one paragraph, and paragraphs alternate.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from ..errors import DumpError
from .listing import Kind, Listing, Reading, Reject, Span
from .source import Line, Source

NAME = "hf-page"

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

_HINT = (
    "save the page as plain text, each title and each abstract on a line of its own,"
    " or move the file out of the folder"
)


def sniff(source: Source) -> bool:
    """Say whether the file opens like a papers page."""
    opening = [line.text for line in source.lines if not line.blank][:12]
    return any(_BANNER in text for text in opening)


def read(source: Source) -> Reading:
    """Read a papers page.

    Returns
    -------
    Reading
        A listing's rank is its place on the page; a reject keeps the place it had there. Rules of
        rejects: `no_abstract` (a title that no abstract follows), `no_title` (an abstract without
        title), `cut_off` (the last paragraph of the file, too short for an abstract).

    Raises
    ------
    DumpError
        The page is of a layout that this reader does not know.
    """
    paragraphs = [line for line in source.lines if not line.blank]
    header, date_text, body = _split_header(paragraphs)
    layout = _layout(source, paragraphs)
    links = sum(bool(_LINK.fullmatch(text)) for _, text in body)
    if links > len(body) / 20:
        raise DumpError(
            source.path,
            f"a papers page in an unknown layout ({links} of {len(body)} lines are links)",
            _HINT,
        )
    kinds: dict[int, Kind] = {line.number: "header" for line in header}
    listings: list[Listing] = []
    rejects: list[Reject] = []
    for rank, (title, abstract) in enumerate(_pair([text for _, text in body]), start=1):
        places = [body[index] for index in (title, abstract) if index is not None]
        first, last = places[0][0], places[-1][0]
        if len(places) == 2:
            listings.append(Listing(rank, places[0][1], places[1][1], first.number, last.number))
            kind: Kind = "listing"
        else:
            at_end = title == len(body) - 1
            rule = "no_title" if title is None else "cut_off" if at_end else "no_abstract"
            rejects.append(Reject(first.number, last.number, rule, first.text))
            kind = "reject"
        kinds |= {line.number: kind for line, _ in places}
    if len(rejects) > len(listings) and len(rejects) > 2:
        raise DumpError(
            source.path,
            f"a papers page in an unknown layout (only {2 * len(listings)} of {len(body)}"
            " paragraphs pair up as title and abstract)",
            _HINT,
        )
    spans = [Span(kinds.get(line.number, "blank"), line.start, line.end) for line in source.lines]
    return Reading(NAME, layout, listings, rejects, spans, date_text)


def _split_header(
    paragraphs: list[Line],
) -> tuple[list[Line], str | None, list[tuple[Line, str]]]:
    """Part the page's furniture from its body; a title glued to the button loses the button."""
    date_text: str | None = None
    button = False
    for index, line in enumerate(paragraphs):
        text = line.text.strip()
        if text == _BUTTON:
            button = True
        elif date_text is None and _DATE.fullmatch(text):
            date_text = text
        elif text not in _CHROME:
            body = [(each, each.text.strip()) for each in paragraphs[index:]]
            if not button and text.startswith(_BUTTON):
                body[0] = (line, text.removeprefix(_BUTTON).strip())
            return paragraphs[:index], date_text, body
    return paragraphs, date_text, []


def _layout(source: Source, paragraphs: list[Line]) -> str:
    """Name the layout by whether neighboring paragraphs have blank lines between them."""
    gaps = len(paragraphs) - 1
    apart = sum(b.number - a.number > 1 for a, b in pairwise(paragraphs))
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
    as_title = [_cost(len(text), True) for text in texts]
    as_abstract = [_cost(len(text), False) for text in texts]
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
