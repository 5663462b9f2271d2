"""HTML of notebooks, rebuilt from a list of what is allowed.

A notebook shows titles and abstracts that other people wrote. Nothing of what comes in is passed
on as it is: the text is escaped again, and only the tags and attributes listed here are written
anew, so that the page holds no script, no style, no frame and no address that it did not choose.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

from .grid import Grid

INLINE = "a abbr b br cite code del em i ins kbd mark q s small span strong sub sup u"
BLOCK = "blockquote caption dd details div dl dt figcaption figure hr img li ol p pre summary ul"
TABLE = "table tbody td tfoot th thead tr"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ALLOWED = frozenset(" ".join([INLINE, BLOCK, TABLE, *HEADINGS]).split())
VOID = frozenset(["br", "hr", "img"])
UNREADABLE = "head iframe math noscript object script select style svg template textarea title"
UNREAD = frozenset(UNREADABLE.split())
"""Tags whose content is no text for a reader and goes with them."""

NUMBER = re.compile(r"\d{1,5}")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
ATTRIBUTES = {
    "colspan": NUMBER,
    "rowspan": NUMBER,
    "width": NUMBER,
    "height": NUMBER,
    "start": NUMBER,
    "open": re.compile(r""),
    "class": re.compile(r"wb-[a-z-]+"),
    "alt": re.compile(r".*", re.DOTALL),
    "title": re.compile(r".*", re.DOTALL),
}
WEB = re.compile(r"https?://[^\s]+")
NOTEBOOK = re.compile(r"(?:\./)?(?P<name>[^/#:]*)\.ipynb(?:#(?P<part>.*))?")


@dataclass(frozen=True)
class Heading:
    """A heading of the page: its level there, its text and its id."""

    level: int
    text: str
    id: str


def slug(text: str) -> str:
    """Return `text` as part of an id or a file's name: its words in lower case, hyphened."""
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


class Rebuilder:
    """Rebuilds the HTML of one notebook, piece by piece, for its place in the page.

    Parameters
    ----------
    place
        The notebook's place, an id; the ids of its headings begin with it.
    places
        The places of all notebooks of the page. Links to their files lead there; links to other
        files lead nowhere from a report, and are shown as text.

    Attributes
    ----------
    headings
        The headings rebuilt so far, one level lower than they were, each with an id of its own.
    """

    def __init__(self, place: str, places: Collection[str] = ()) -> None:
        self.place = place
        self.places = places
        self.headings: list[Heading] = []

    def rebuild(self, html: str) -> str:
        """Return `html`, whole or broken, with allowed markup only and every tag closed.

        Tables stand in a box of their own that can scroll, their columns of numbers to the right.
        """
        parser = _Parser(self)
        parser.feed(html)
        parser.close()
        return parser.finish()

    def heading(self, level: int, text: str) -> Heading:
        """Return a heading for the page, under an id that no other heading has."""
        anchor = f"{self.place}-{slug(text)}"
        taken = {heading.id for heading in self.headings}
        while anchor in taken:
            anchor += "-again"
        heading = Heading(min(level + 1, 6), text, anchor)
        self.headings.append(heading)
        return heading

    def address(self, href: str) -> str:
        """Return where a link leads from the page, or nothing."""
        if WEB.fullmatch(href):
            return href
        if href.startswith("#"):
            return f"#{self.place}-{slug(href)}"
        notebook = NOTEBOOK.fullmatch(href)
        if notebook is None or slug(notebook["name"]) not in self.places:
            return ""
        return "#" + "-".join(filter(None, (slug(notebook["name"]), slug(notebook["part"] or ""))))


class _Parser(HTMLParser):
    def __init__(self, rebuilder: Rebuilder) -> None:
        super().__init__(convert_charrefs=True)
        self.rebuilder = rebuilder
        self.out: list[str] = []
        self.open: list[str] = []
        self.unread: list[str] = []
        self.grid: Grid | None = None
        self.heading_at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unread or tag in UNREAD:
            if not self.unread or tag == self.unread[0]:
                self.unread.append(tag)
        elif tag in ALLOWED:
            attributes = self._attributes(tag, attrs)
            if tag != "img" or " src=" in attributes:
                self._start(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if self.unread:
            if tag == self.unread[0]:
                self.unread.pop()
        elif tag in self.open:
            while self._end(self.open.pop()) != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.out.append(escape(data, quote=False))

    def finish(self) -> str:
        while self.open:
            self._end(self.open.pop())
        return "".join(self.out)

    def _start(self, tag: str, attributes: str) -> None:
        if tag in HEADINGS:
            for heading in HEADINGS:  # one that was left open: none stands in another
                self.handle_endtag(heading)
            self.heading_at = len(self.out)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table" and self.open.count("table") == 1:
            self.out.append('<div class="table" role="group" aria-label="Table" tabindex="0">')
            self.grid = Grid(self.out)
        self.out.append(f"<{tag}{attributes}>")
        if self.grid:
            self.grid.start(tag, attributes)

    def _end(self, tag: str) -> str:
        if self.grid:
            self.grid.end(tag)
        if tag in HEADINGS:
            self._end_heading(tag)
        else:
            self.out.append(f"</{tag}>")
        if tag == "table" and "table" not in self.open:
            self.grid = None
            self.out.append("</div>")
        return tag

    def _end_heading(self, tag: str) -> None:
        inner = "".join(self.out[self.heading_at + 1 :])
        text = unescape(" ".join(re.sub(r"<[^>]*>", "", inner).split()))
        heading = self.rebuilder.heading(int(tag[1]), text)
        self.out[self.heading_at] = f'<h{heading.level} id="{escape(heading.id)}">'
        self.out.append(f"</h{heading.level}>")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        kept = {}
        for name, value in attrs:
            value = value or ""
            if name == "href" and tag == "a":
                kept[name] = self.rebuilder.address(value)
            elif name == "src" and tag == "img":
                kept[name] = value if PICTURE.fullmatch(value) else ""
            elif name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(value):
                kept[name] = value
        return "".join(
            f' {name}="{escape(value)}"' for name, value in kept.items() if value or name == "open"
        )
