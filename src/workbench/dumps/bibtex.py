"""BibTeX and BibLaTeX: what reference managers, arXiv, DBLP and Google Scholar hand out."""

from __future__ import annotations

import html
import re

from ..text import tidy_title
from . import fields
from .bibtex_syntax import entries
from .bibtex_text import AND, COMMA, SEMICOLON, plain, split
from .listing import Listing, Reading, Reject, Span
from .source import Source

NAME = "bibtex"

_OPENS = re.compile(
    r"(?:^|(?<=\r))[ \t]*@[ \t]*"
    r"(?:(?:comment|string|preamble)\s*[{(]|[A-Za-z][\w-]*\s*[{(]\s*[^\s,{}()=\"]*\s*[,}])",
    re.IGNORECASE | re.MULTILINE,
)
_ENTRY = re.compile(r"@[ \t]*[A-Za-z][\w-]*\s*[{(]")
_COMMANDS = ("string", "preamble")
_LINK = re.compile(r"https?://[^\s{}]+")
# who else wrote it, by no name
_MORE = ("others", "et al", "et al.")
# family=Moe, given=Carl, prefix=von
_IN_ORDER = ("given", "prefix", "family", "suffix")
_NAMED_PART = re.compile(rf"\s*(?:{'|'.join(_IN_ORDER)})=")
# a span of time counts from its beginning: 2006-01-30/2006-02
_SPAN_OF_TIME = re.compile(r"(\d{4}(?:-\d{2}){0,2})[?~%]?/(?:\d{4}(?:-\d{2}){0,2}|\.\.)?")


def sniff(source: Source) -> bool:
    """Say whether the file has an entry: on a line of its own, or anywhere in a `.bib`."""
    if _OPENS.search(source.opening):
        return True
    return source.path.lower().endswith(".bib") and _ENTRY.search(source.text) is not None


def read(source: Source) -> Reading:
    """Read BibTeX.

    Every entry is a record, whatever its type. What stands between entries is a header, with
    `@comment`, `@string` and `@preamble`. Nothing is inherited through `crossref`: the title that
    it lends is that of a book, not of a paper.

    Returns
    -------
    Reading
        Rules of rejects: `no_title`; `malformed` (no BibTeX: a brace too many, one too few, a value
        without delimiters); `cut_off` (the end of the file comes first); `title_elsewhere` (a title
        put together from an `@string`, which does not stand in the entry); inside of listings
        `impossible_date` and `no_date`.
    """
    text = source.text
    listings: list[Listing] = []
    rejects: list[Reject] = []
    between: list[Span] = []
    place = rank = 0
    for entry in entries(text):
        between.append(Span(place, entry.start))
        place = entry.end
        rank += entry.kind not in _COMMANDS
        printed = text[entry.start : entry.end].rstrip()
        where = Span(entry.start, entry.start + len(printed))
        if entry.fields is None:
            cut_off = not entry.closed and place == len(text)
            rejects.append(Reject("cut_off" if cut_off else "malformed", printed, *where))
            continue
        held = {name: value for name, value in entry.fields.items() if value.strip()}
        title = _title(held)
        if not tidy_title(title):
            rejects.append(Reject("no_title", printed, *where))
        elif not fields.stands(title, printed):
            rejects.append(Reject("title_elsewhere", printed, *where))
        else:
            day, faults = fields.published(_dates(held))
            listings.append(_listing(rank, title, where, held, day))
            rejects += [Reject(rule, fault, *where, inside=True) for rule, fault in faults]
    between.append(Span(place, len(text)))
    headers = [span for span in between if text[span.start : span.end].strip()]
    return Reading(NAME, None, listings, rejects, headers)


def _listing(
    rank: int, title: str, where: Span, held: dict[str, str], day: fields.Day | None
) -> Listing:
    """Return an entry as a listing."""
    arxiv = _arxiv_id(held)
    abstract = held.get("abstract")
    return Listing(
        rank,
        title,
        plain(abstract) if abstract else None,
        *where,
        authors=_authors(held.get("author", "")),
        arxiv_id=arxiv.id if arxiv else None,
        version=arxiv.version if arxiv else None,
        doi=fields.doi(plain(held.get("doi", ""))) or fields.doi(_link(held)),
        url=_link(held),
        categories=fields.texts([held.get("primaryclass", "")]),
        keywords=_keywords(held),
        published_on=day.on if day else None,
        published_precision=day.precision if day else None,
    )


def _title(held: dict[str, str]) -> str:
    """Return the title, with its subtitle; blank where there is none."""
    parts = [plain(held[name]) for name in ("title", "subtitle") if name in held]
    return ": ".join(parts) if "title" in held else ""


def _authors(names: str) -> list[str] | None:
    """Return names as `First Last`; those that a brace holds together stay as they are."""
    given = split(" ".join(html.unescape(names).split()), AND)
    # some part names by semicolons, which no name holds
    people = [tidy_title(plain(_person(name))) for part in given for name in split(part, SEMICOLON)]
    people = [person.replace("~", " ") for person in people]
    return fields.texts(person for person in people if person.lower() not in _MORE)


def _person(name: str) -> str:
    """Turn a name around, where commas or BibLaTeX's names of its parts say what is what."""
    parts = [part.strip() for part in split(name, COMMA)]
    if _NAMED_PART.match(name):
        named = dict(part.split("=", 1) for part in parts if "=" in part)
        return " ".join(named[each] for each in _IN_ORDER if each in named)
    if len(parts) in (2, 3):
        # von Last, Jr, First
        last, *rest = parts
        return " ".join((rest[-1], last, *rest[:-1]))
    return name


def _keywords(held: dict[str, str]) -> list[str] | None:
    names = ("keywords", "keyword", "author_keywords")
    given = html.unescape(next((held[name] for name in names if name in held), ""))
    parts = split(given, SEMICOLON if ";" in given else COMMA)
    return fields.texts(tidy_title(plain(part)) for part in parts)


def _link(held: dict[str, str]) -> str | None:
    for name in ("url", "howpublished", "link"):
        if found := _LINK.search(plain(held.get(name, ""))):
            return found[0]
    return None


def _arxiv_id(held: dict[str, str]) -> fields.ArxivId | None:
    """Find the arXiv id where BibTeX has it: an eprint, a link, a journal called arXiv."""
    kind = held.get("archiveprefix") or held.get("eprinttype") or "arxiv"
    places = [held.get("eprint") if kind.strip().lower() == "arxiv" else None, held.get("doi")]
    places.append(_link(held))
    named = (held.get("journal"), held.get("journaltitle"), held.get("note"))
    places += [text for text in named if text and text.lower().lstrip().startswith("arxiv")]
    # journal = {ArXiv}, volume = {abs/…}
    places.append(f"/{held.get('volume', '').strip()}")
    return next((found for place in places if (found := fields.arxiv_id(place))), None)


def _dates(held: dict[str, str]) -> list[str]:
    """Return the dates as printed: the whole one, or the year and all that is more precise."""
    given = {name: plain(held.get(name, "")).strip() for name in ("date", "year", "month", "day")}
    # 2021-03~ and 2021?: about, perhaps
    date = given["date"].rstrip("?~%")
    span = _SPAN_OF_TIME.fullmatch(date)
    dates = [span[1] if span else date, given["year"]]
    year, month, day = given["year"], given["month"].replace("~", " "), given["day"]
    if year and month.isdecimal():
        dates.append("-".join(part for part in (year, month, day) if part))
    elif year and month:
        dates.append(f"{month} {day} {year}")
    return dates
