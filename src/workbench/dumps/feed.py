"""RSS and Atom feeds of papers: Hugging Face's daily papers, arXiv's announcements, journals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..text import tidy_title
from . import fields
from .html_text import strip_tags
from .listing import Reading
from .source import Source
from .xml_records import (
    Fields,
    Unpacked,
    categories,
    gather,
    links,
    read_records,
    root_of,
    texts,
)

NAME = "feed"

_LAYOUTS = {"rss": "rss", "RDF": "rdf", "feed": "atom"}
_NAMESPACES = {"rss": "", "RDF": "/rss/1.0/|/rdf/simple/0\\.9/", "feed": "/2005/Atom|/atom/ns#"}

_CAPTURED = {
    "lastBuildDate": "feed's lastBuildDate",
    "pubDate": "feed's pubDate",
    "dc:date": "feed's dc:date",
    "updated": "feed's updated",
}
_PUBLISHED = ("prism:publicationDate", "prism:coverDate", "published", "dc:date", "pubDate")
_TEXTS = ("description", "summary", "content:encoded", "content", "dcterms:abstract")
_IDS = ("guid", "id", "arxiv:doi", "prism:doi", "dc:identifier")
_AUTHORS = ("author/name", "dc:creator", "author")
_KEYWORDS = ("dc:subject", "prism:keyword")
_PATHS = frozenset(
    ("title", "link", "category", "arxiv:primary_category", "arxiv:announce_type")
).union(_CAPTURED, _PUBLISHED, _TEXTS, _IDS, _AUTHORS, _KEYWORDS)

# what arXiv's announcements say since 2024 (in the description) and said before (in the title)
_ANNOUNCED = re.compile(
    r"(?P<id>arXiv:\S+)\s+Announce Type:\s+(?P<kind>[\w-]+)\s+(?:Abstract:\s+)?(?P<abstract>.*)",
    re.DOTALL,
)
_ANNOUNCED_TITLE = re.compile(
    r"\((?P<id>arXiv:[^\s()]{1,40}) \[(?P<category>[^\]]{1,40})\](?P<kind>[A-Z ]{0,40})\)$"
)
_LABELED = re.compile(
    r"(authors?|author\(s\)|upvotes|summary|abstract|publication date|source):\s*(.*)",
    re.DOTALL | re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s@()]+@[^\s@()]+ \((.+)\)")
_ASIDE = re.compile(r"\([^()]*\)")
_MARKUP = re.compile(r"[\\&]")
_NEXT_PERSON = re.compile(r", and |,| and ")


class _Told(NamedTuple):
    """What an item's title and description say between them."""

    title: str
    abstract: str
    authors: list[str] | None = None
    upvotes: int | None = None
    announced: str | None = None
    kind: str | None = None
    category: str | None = None


def sniff(source: Source) -> bool:
    """Say whether the file opens like RSS 2.0, RSS 1.0 or Atom."""
    root = root_of(source.opening)
    return root in _LAYOUTS and re.search(_NAMESPACES[root], source.opening) is not None


def read(source: Source) -> Reading:
    """Read a feed.

    Returns
    -------
    Reading
        `layout` is `rss`, `rdf` or `atom`. A listing's rank is the number of its item. Rules of
        rejects: `malformed` (an item that is not well-formed XML), `no_title`, `title_in_pieces`
        (its words are taken apart by markup), `cut_off` (the file ends inside an item);
        `impossible_date` and `no_date` (a day of publication that no calendar has, or that is none;
        the item is a listing without it). `series` is the feed's title and, since daily and weekly
        feeds may share it, what the file's name says besides its date. `truncated` where the file
        ends before the feed does.

    Raises
    ------
    DumpError
        The file declares a document type, or is not XML from its first element on.

    Notes
    -----
    An item's date is taken for the paper's own, but not where arXiv announces a new version or
    another category of an older paper.
    """
    root = root_of(source.opening) or ""
    document = read_records(source, "entry" if root == "feed" else "item", _PATHS)
    listings, rejects, headers = gather(source.text, document.pieces, _unpack)
    date_text, captured_on, rule = _captured(document.head)
    return Reading(
        NAME,
        _LAYOUTS[root],
        listings,
        rejects,
        headers,
        date_text,
        captured_on=captured_on,
        listed_on=captured_on,
        date_rule=rule,
        series=_series(document.head, source.path),
        truncated=document.cut or None,
    )


def _captured(head: Fields) -> tuple[str | None, date | None, str | None]:
    """Return the feed's own date as printed, as a day, and which of its elements told it."""
    printed = [(path, text) for path in _CAPTURED for text in texts(head, path)]
    for path, text in printed:
        found, _ = fields.published([text])
        if found and found.precision == "day":
            return text, found.on, _CAPTURED[path]
    return (printed[0][1] if printed else None), None, None


def _series(head: Fields, path: str) -> str | None:
    title = tidy_title(strip_tags(next(iter(texts(head, "title")), "")))
    named = fields.name_without_date(path)
    return f"{title} ({named})" if title and named else title or named or None


def _unpack(item: Fields) -> Unpacked:
    """Return an item's fields as those of a listing, and its dates."""
    title = next(iter(texts(item, "title")), "")
    told = _told(title, max(texts(item, *_TEXTS), key=len, default=""))
    kind = told.kind or next(iter(texts(item, "arxiv:announce_type")), "new")
    from_arxiv = bool(told.announced)
    pages, ids = links(item), texts(item, *_IDS)
    arxiv = [
        found
        for text in [*pages, *ids, told.announced or ""]
        if (found := _arxiv_id(text)) is not None
    ]
    version = (each.version for each in arxiv if each.id == arxiv[0].id and each.version)
    given = {
        "title": told.title,
        "abstract": told.abstract.strip() or None,
        "upvotes": told.upvotes,
        "authors": _authors(item, from_arxiv) or told.authors,
        "arxiv_id": arxiv[0].id if arxiv else None,
        "version": next(version, None),
        "doi": next(filter(None, map(fields.doi, [*ids, *pages])), None),
        "url": next(filter(_is_link, [*pages, *ids]), None),
        "categories": categories(item) or fields.texts([told.category]),
        "keywords": fields.texts(texts(item, *_KEYWORDS)),
    }
    return given, texts(item, *_PUBLISHED) if kind == "new" else []


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _arxiv_id(text: str) -> fields.ArxivId | None:
    """Read an arXiv id from a link or from an id that names arXiv; other ids may look alike."""
    if not _is_link(text) and "arxiv" not in text.lower():
        return None
    return fields.arxiv_id(text.removeprefix("oai:arXiv.org:"))


def _authors(item: Fields, listed: bool) -> list[str] | None:
    """Return an item's authors, by the element that names persons best."""
    for path in _AUTHORS:
        values = fields.texts(map(strip_tags, texts(item, path)))
        if values:
            values = [mail[1] if (mail := _MAIL.fullmatch(each)) else each for each in values]
            lone = len(values) == 1 and path != "author/name"
            return _persons(_split(values[0], listed) if lone else values)
    return None


def _split(names: str, listed: bool) -> list[str]:
    """Part the names in one text, affiliations in parentheses left out.

    `listed` says that every comma parts persons; elsewhere `Last, First` is one.
    """
    names = _ASIDE.sub("", _ASIDE.sub("", names))
    if ";" in names:
        return names.split(";")
    parted = [name.strip() for name in _NEXT_PERSON.split(names)]
    several = listed or len(parted) > 2 or all(" " in name for name in parted)
    return parted if several else [names]


def _persons(names: Iterable[str]) -> list[str] | None:
    turned = (fields.person(name.strip()) if "," in name else name for name in names)
    return fields.texts(tidy_title(name) if _MARKUP.search(name) else name for name in turned)


def _told(title: str, description: str) -> _Told:
    """Take title and description apart, as far as their structure is known."""
    if announced := _ANNOUNCED.match(description):
        return _Told(
            title, announced["abstract"], announced=announced["id"], kind=announced["kind"]
        )
    if announced := _ANNOUNCED_TITLE.search(title):
        return _Told(
            title[: announced.start()].rstrip().removesuffix("."),
            strip_tags(description),
            announced=announced["id"],
            kind=announced["kind"].strip().lower() or "new",
            category=announced["category"],
        )
    text = strip_tags(description)
    paragraphs = [part for each in re.split(r"\n\s*\n", text) if (part := each.strip())]
    for number, paragraph in enumerate(paragraphs, start=1):
        if paragraph.lower() == "abstract":
            return _Told(title, "\n\n".join(paragraphs[number:]))
    labeled: dict[str, str] = {}
    for number, paragraph in enumerate(paragraphs, start=1):
        found = _LABELED.match(paragraph)
        if found is None:
            return _Told(title, text)
        label = found[1].lower()
        if label in ("summary", "abstract"):
            labeled["abstract"] = "\n\n".join([found[2], *paragraphs[number:]])
            break
        labeled[label] = found[2]
    upvotes, authors = labeled.get("upvotes", ""), labeled.get("authors")
    return _Told(
        title,
        labeled.get("abstract", ""),
        authors=_persons(_split(authors, listed=True)) if authors else None,
        upvotes=int(upvotes) if re.fullmatch(r"[0-9]{1,9}", upvotes) else None,
    )
