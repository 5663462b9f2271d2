"""The way of an XML parser through a file: records, and where they are not well-formed."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from xml.parsers import expat

from ..errors import DumpError
from .xml_pieces import Broken, Document, Field, Fields, Piece, Record

# Feeds nest less than ten deep; the parser would hold millions.
_MAX_DEPTH = 100
# Authors of the largest collaborations are some thousands.
_MAX_FIELDS = 100_000
# The parser looks at an unfinished tag or comment again with each chunk.
_MAX_TAG = 1 << 24
_CHUNK, _MAX_CHUNK = 1 << 12, 1 << 20
# Going on behind an error can mean to read the same text again (an open comment in each record).
# That ends at ten times the file; to start again counts as a chunk.
_TIMES, _AT_LEAST = 10, 1 << 26

_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
_OPEN_CDATA = expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]
_ENDS_EARLY = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    _OPEN_CDATA,
)

_DECLARATION = re.compile(rb"\s*+(?:<\?xml\s.*?\?>)?+", re.DOTALL)
_NAMESPACES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/prism/": "prism",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://prismstandard.org/namespaces/basic/3.0/": "prism",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch",
}


class _Stop(Exception):  # noqa: N818
    """What is well-formed and yet no feed: its place, and what it is."""

    def __init__(self, at: int, found: str) -> None:
        super().__init__(found)
        self.at = at


class _Error(NamedTuple):
    """Where and why the parser stopped, and whether because the file ends there."""

    at: int
    found: str
    code: int

    @property
    def ends_early(self) -> bool:
        return self.code in _ENDS_EARLY


class Walk:
    """One file, walked through once. All places are offsets into its bytes in UTF-8.

    Parameters
    ----------
    path
        Of the file, for messages.
    raw
        The file's text in UTF-8, whatever its declaration says.
    record
        The name of the elements that are records, wherever they stand.
    paths
        Of the fields to keep, one or two names long.
    """

    def __init__(self, path: str, raw: bytes, record: str, paths: frozenset[str]) -> None:
        self._path, self._raw, self._record, self._paths = path, raw, record, paths
        self._known = paths.union(each.rpartition("/")[0] for each in paths)
        tag = rb"(?:[\w.-]+:)?" + re.escape(record.encode())
        self._opens = re.compile(rb"<" + tag + rb"[\s/>]")
        self._closes = re.compile(rb"</" + tag + rb"\s*>")
        self._names: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._root = self._own = ""
        self._around: list[str] = []
        self._following = -1  # where a record opens next, as far as that was sought
        self._head: Fields = {}
        self._pieces: list[Piece] = []

    def document(self) -> Document:
        """Walk, and go on behind what is broken: at the end of its record, or at the next."""
        raw, first, work, cut = self._raw, None, 0, False
        limit = _TIMES * max(len(raw), _AT_LEAST)
        base = _DECLARATION.match(raw).end()  # type: ignore[union-attr]
        while error := self._walk(base):
            first = first or f"line {raw.count(10, 0, error.at) + 1}: {error.found}"
            work += self._fed - base + len("".join(self._around)) + _CHUNK
            start = self._broken_from(error)
            end = self._goes_on(error, base) if self._root and work < limit else None
            cut = error.ends_early and end is None
            stretch = Broken("cut_off" if cut else "malformed", start, end or len(raw))
            if raw[stretch.start : stretch.end].strip():
                self._pieces.append(stretch)
            if end is None:
                break
            base = end
        return Document(self._root, self._head, self._pieces, cut, first)

    def _broken_from(self, error: _Error) -> int:
        """Return where the broken stretch begins."""
        if self._started is not None:
            return self._started
        if error.code == _MISMATCH and self._pieces:
            return self._settled  # what closes here without having opened began behind the last
        tag = self._raw.rfind(b"<", self._settled, error.at + 1)
        inside = tag >= 0 and self._raw.find(b">", tag, error.at) < 0
        return tag if inside else error.at

    def _goes_on(self, error: _Error, base: int) -> int | None:
        """Return where reading goes on behind an error, if it does."""
        sought, size = max(error.at, base + 1), len(self._raw)
        if self._following < sought:
            following = self._opens.search(self._raw, sought)
            self._following = following.start() if following else size
        closing = self._closes.search(self._raw, error.at, self._following)
        if closing:
            return closing.end()
        return self._following if self._following < size else None

    def _walk(self, base: int) -> _Error | None:
        """Read from a place on, as if it stood in the root (and channel), up to an error."""
        self._stack: list[str | None] = []
        self._held: list[tuple[int, dict[str, str]]] = []
        self._parts: list[str] = []
        self._kept = 0
        self._started: int | None = None
        self._cdata = self._settled = self._fed = base
        around = "".join(self._around).encode()
        self._shift = base - len(around)
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = self._start_cdata
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(around, False)
            self._feed(parser)
        except expat.ExpatError as error:
            at = self._shift + parser.ErrorByteIndex
            found = expat.ErrorString(error.code)
            at = self._cdata if error.code == _OPEN_CDATA else at
            while at < len(self._raw) and self._raw[at] & 0xC0 == 0x80:
                at -= 1
            return _Error(max(at, base), found, error.code)
        except _Stop as stop:
            return _Error(stop.at, str(stop), 0)
        finally:
            del self._parser
        return None

    def _feed(self, parser: expat.XMLParserType) -> None:
        raw, size = memoryview(self._raw), _CHUNK
        while self._fed < len(raw):
            parser.Parse(raw[self._fed : self._fed + size], False)
            self._fed = min(self._fed + size, len(raw))
            size = min(2 * size, _MAX_CHUNK)
            if self._fed - self._at() > _MAX_TAG:
                raise _Stop(self._at(), f"a tag or comment of more than {_MAX_TAG:,} bytes")
        parser.Parse(b"", True)

    def _at(self) -> int:
        return self._shift + self._parser.CurrentByteIndex

    def _refuse(self, *_: object) -> None:
        line = self._raw.count(10, 0, self._at()) + 1
        raise DumpError(
            self._path,
            f"declares a document type (line {line}), which no feed needs and which is not read",
            "remove the <!DOCTYPE …> if you trust the file, or move it out of the folder",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth = len(self._stack)
        if depth >= _MAX_DEPTH:
            raise _Stop(self._at(), f"elements nested more than {_MAX_DEPTH} deep")
        local = None if attributes else self._names.get(name)
        if local is None:
            local = self._local(name, attributes)
        if local == self._record and depth:
            if self._started is not None or self._held:
                raise _Stop(self._at(), f"<{name}> inside of another element's text")
            self._started, self._base = self._at(), depth
            self._fields: Fields = {}
            self._kept, path = 0, ""
        elif depth == 0 or (depth == 1 and local == "channel"):
            self._enter(depth, name, attributes)
            path = ""
        else:
            parent = self._stack[-1]
            path = local if parent == "" else f"{parent}/{local}" if parent else None
            path = path if path in self._known else None
        if path in self._paths:
            self._held.append((len(self._parts), attributes))
        elif self._held:
            self._parts.append(f"<{name}>")
        self._stack.append(path)

    def _enter(self, depth: int, name: str, attributes: dict[str, str]) -> None:
        """Remember the tags of root and channel: what is read after an error stands in them."""
        if depth == 0:
            self._root = name.rpartition(":")[2]
            # in an Atom feed its own names have no prefix
            self._own = "atom" if self._root == "feed" else ""
        if depth == 0 or self._root == "rss":
            given = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
            self._around[depth:] = [f"<{name}{given}>"]

    def _local(self, name: str, attributes: dict[str, str]) -> str:
        """Return a name with the prefix by which its namespace is known here.

        A prefix is taken for what the file said of it last, or for the usual one.
        """
        for key, uri in attributes.items():
            if key.startswith("xmlns:"):
                self._prefixes[key[6:]] = _NAMESPACES.get(uri.strip(), key[6:])
                self._names.clear()
        if name not in self._names:
            prefix, _, local = name.rpartition(":")
            prefix = self._prefixes.get(prefix, prefix)
            self._names[name] = local if prefix in ("", self._own) else f"{prefix}:{local}"
        return self._names[name]

    def _end(self, name: str) -> None:
        path = self._stack.pop()
        if path in self._paths:
            begun, attributes = self._held.pop()
            text = "".join(self._parts[begun:])
            if not self._held:
                self._parts.clear()
            fields = self._head if self._started is None else self._fields
            fields.setdefault(path, []).append(Field(text, attributes))
            self._kept += 1
            if self._kept > _MAX_FIELDS:
                raise _Stop(self._at(), f"more than {_MAX_FIELDS:,} fields in one place")
        elif self._held:
            self._parts.append(f"</{name}>")
        if self._started is not None and len(self._stack) == self._base:
            # behind an empty element (`<item/>`) the parser stands at its end already
            closing = self._closes.match(self._raw, self._at())
            self._settled = closing.end() if closing else self._at()
            self._pieces.append(Record(self._fields, self._started, self._settled))
            self._started = None

    def _text(self, text: str) -> None:
        if self._held:
            self._parts.append(text)

    def _start_cdata(self) -> None:
        self._cdata = self._at()
