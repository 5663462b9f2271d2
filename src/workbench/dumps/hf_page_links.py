"""A Hugging Face papers page saved with its links, by other extractors than that of `hf_page`.

Two layouts, *markdown* and *urls* (see :mod:`workbench.dumps.hf_page_pieces`). Either way the links
say what belongs to which paper, so nothing has to be paired by its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..errors import DumpError
from ..text import tidy_title
from . import fields
from .hf_page_pieces import SITE, Piece, take_apart
from .listing import Listing, Reading, Reject, Span
from .source import Source

NAME = "hf-page"

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATE = re.compile(rf"(?P<dot>·\s*)?(?P<day>(?:{_MONTHS})[a-z]* \d{{1,2}}(?P<year>, \d{{4}})?)")
_VOTES = re.compile(r"(?:\[-\]\s*)?(\d{1,9})")
_SUBMITTED = "Submitted by"
# what stands around papers: numbers of votes, comments and authors, who submitted, the footer
_FURNITURE = re.compile(
    rf"[-+·•\[\]\s]*(?:\d[\d.,]*[kK]?)?|(?:[-·]\s*)?\d+ authors?|{_SUBMITTED}.*|Upvote"
    r"|Previous|Next|System theme|Company|Website|© Hugging Face"
    r"|TOS|Privacy|About|Careers|Jobs|Models|Datasets|Spaces|Pricing|Docs"
)

# how the last piece of a file may begin that ends inside a link
_STUB = re.compile(r"[\[#].*|h|ht|htt|http.*", re.DOTALL)

# Titles of real pages have up to 148 characters, abstracts from 423 on. What has less than a
# hundred is no abstract that lost its link, but a name beside the paper.
_LONG, _SHORT = 300, 100


@dataclass
class _Run:
    """The pieces from the first link to a paper to the last, and what follows up to the next."""

    id: str
    pieces: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    date: Piece | None = None

    @property
    def votes(self) -> Piece | None:
        return next((piece for piece in self.pieces if piece.page and piece.page.vote), None)

    @property
    def heading(self) -> Piece | None:
        return next((piece for piece in self.pieces if piece.heading), None)


def read(source: Source) -> Reading:
    """Read a papers page with links.

    Returns
    -------
    Reading
        A listing's rank is its place on the page. `date_text` is the month and day in the page's
        header, that of the capture (of several sections, the first one's); `published_on` the
        paper's own day, where the page prints its year. How many authors a paper has is printed,
        but no names, so `authors` is None. A paper without abstract is a listing all the same: here
        it is the links that say what belongs together. Rules of rejects: `no_title` (links to a
        paper, none of them with a title), `cut_off` (the file ends inside its last paper),
        `no_link` (text that no link gives to a paper, and that is no known part of the page);
        inside a listing, `impossible_date`.

    Raises
    ------
    DumpError
        None of the papers has a title.
    """
    layout, pieces = take_apart(source.text)
    before, runs = _runs(pieces)
    listings: list[Listing] = []
    loose = [piece for piece in before if len(piece.text) >= _SHORT]
    headers = [piece for piece in before if len(piece.text) < _SHORT]
    rejects = _rejects(source, loose, "no_link")
    for rank, run in enumerate(runs, start=1):
        _take_date(run)
        title, abstract = _texts(run)
        last = run is runs[-1]
        start, end = run.pieces[0].start, run.pieces[-1].end
        if last and _is_cut(run, title, abstract):
            end = pieces[-1].end
            run.after = []
            rejects.append(Reject("cut_off", source.text[start:end], start, end))
        elif title is None:
            rejects.append(Reject("no_title", source.text[start:end], start, end))
        else:
            listing, faults = _listing(rank, run, title, abstract)
            listings.append(listing)
            rejects += faults
        furniture, loose = _part(run.after)
        headers += furniture
        stub = loose == pieces[-1:] and (not run.date or _STUB.fullmatch(loose[0].text))
        rejects += _rejects(source, loose, "cut_off" if stub else "no_link")
    if not listings:
        raise DumpError(
            source.path,
            f"a papers page in an unknown layout (none of {len(runs)} papers it links has a title)",
            "save the page as plain text, or move the file out of the folder",
        )
    dates = (piece.text for piece in headers if _DATE.fullmatch(piece.text))
    spans = [Span(piece.start, piece.end) for piece in headers]
    return Reading(NAME, layout, listings, rejects, spans, next(dates, None))


def _runs(pieces: list[Piece]) -> tuple[list[Piece], list[_Run]]:
    """Part the pieces into what stands before the first paper, and one run for each paper."""
    before: list[Piece] = []
    runs: list[_Run] = []
    for piece in pieces:
        run = runs[-1] if runs else None
        if piece.page is None:
            (run.after if run else before).append(piece)
            continue
        again = run and ((piece.page.vote and run.votes) or (piece.heading and run.heading))
        if run is None or run.id != piece.page.id or again:
            runs.append(_Run(piece.page.id, [piece]))
        else:
            run.pieces += [*run.after, piece]
            run.after = []
    return before, runs


def _take_date(run: _Run) -> None:
    """Find the paper's own date: behind a dot, or with a year; what leads to it is the paper's."""
    dotted = False
    for place, piece in enumerate([*run.pieces, *run.after], start=1 - len(run.pieces)):
        date = _DATE.fullmatch(piece.text)
        if date and (date["dot"] or date["year"] or dotted):
            run.date = piece
            behind = max(place, 0)
            run.pieces, run.after = [*run.pieces, *run.after[:behind]], run.after[behind:]
            return
        dotted = piece.text == "·"
        if place > 0 and not dotted:
            return


def _texts(run: _Run) -> tuple[Piece | None, list[Piece]]:
    """Return a run's title and the paragraphs of its abstract."""
    texts = [piece for piece in run.pieces if piece.heading or _is_text(run, piece)]
    title = run.heading or next((piece for piece in texts if piece.page), None)
    if title is None or not tidy_title(title.text):
        return None, []
    if not run.heading and len(title.text) > _LONG:
        return None, []
    behind = texts[texts.index(title) + 1 :]
    links = [place for place, piece in enumerate(behind) if piece.page]
    if links:
        return title, behind[: links[-1] + 1]
    return title, [piece for piece in behind if len(piece.text) >= _SHORT]


def _is_text(run: _Run, piece: Piece) -> bool:
    elsewhere = piece.page.vote if piece.page else piece.url is not None
    return not elsewhere and piece is not run.date and not _FURNITURE.fullmatch(piece.text)


def _is_cut(run: _Run, title: Piece | None, abstract: list[Piece]) -> bool:
    """Say whether the file ends inside its last paper: in its title, or in its abstract."""
    bare = run.pieces[-1] is title or run.pieces == [run.votes]
    if not bare or abstract:
        return False
    page = f"{SITE}papers/{run.id}"
    ends = [piece for piece in run.after if not (piece.url and page.startswith(piece.url))]
    text_only = all(not piece.url and not _FURNITURE.fullmatch(piece.text) for piece in ends)
    return text_only and (bool(run.after) or title is None)


def _listing(
    rank: int, run: _Run, title: Piece, abstract: list[Piece]
) -> tuple[Listing, list[Reject]]:
    day, faults = None, []
    if run.date and (date := _DATE.fullmatch(run.date.text)) and date["year"]:
        day, faults = fields.published([date["day"]])
    votes = _VOTES.fullmatch(run.votes.text) if run.votes else None
    listing = Listing(
        rank,
        title.text,
        "\n".join(piece.text for piece in abstract) or None,
        run.pieces[0].start,
        run.pieces[-1].end,
        upvotes=int(votes[1]) if votes else None,
        arxiv_id=run.id,
        url=f"{SITE}papers/{run.id}",
        published_on=day.on if day else None,
        published_precision=day.precision if day else None,
    )
    place = run.date or title
    return listing, [
        Reject(rule, text, place.start, place.end, inside=True) for rule, text in faults
    ]


def _part(after: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part what stands between papers into the page's furniture and what is in no place."""
    furniture: list[Piece] = []
    loose: list[Piece] = []
    before = ""
    for piece in after:
        known = _FURNITURE.fullmatch(piece.text) or _DATE.fullmatch(piece.text)
        navigation = piece.url is not None and piece.url.startswith(SITE)
        if known or navigation or before == _SUBMITTED:
            furniture.append(piece)
        else:
            loose.append(piece)
        before = piece.text
    return furniture, loose


def _rejects(source: Source, pieces: list[Piece], rule: str) -> list[Reject]:
    return [
        Reject(rule, source.text[piece.start : piece.end], piece.start, piece.end)
        for piece in pieces
    ]
