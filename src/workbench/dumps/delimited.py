"""Tables of papers as text: what databases and reference managers export as CSV or TSV.

The header line says all: what delimits cells (comma, semicolon or tab), how lines end, and by its
names which column is which field. Nothing is guessed from samples of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..errors import DumpError
from . import delimited_cells as cells
from .columns import find_columns, recognize, squeeze
from .delimited_rows import Dialect, Row, Width, first_row, plain, rows
from .fields import arxiv_id, doi, published
from .listing import Listing, Reading, Reject, Span
from .source import Source

NAME = "csv"

_LAYOUTS = {",": "comma", ";": "semicolon", "\t": "tab"}
_ENDING = re.compile(r"\.(?:csv|tsv|tab)(?:\.[a-z0-9]+)?$", re.IGNORECASE)
# JSON, XML, BibTeX, comments of BibTeX
_OTHERS = re.compile(r"\A[{\[<@%]|(?:^|\r)[ \t]*@\w+[ \t]*\{", re.MULTILINE)
_LONGEST_HEADER = 100_000
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*+[\r\n])*+")
# what Excel writes to itself, and what Dimensions writes of its export
_PREAMBLE = re.compile(
    r"\"?sep=(?P<delimiter>[,;\t])\"?[^\S\r\n]*(?:\r\n?|\n)"
    r"|\"?About the data:(?:[^\r\n]*?exported on (?P<day>\w+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d))?"
    r"[^\r\n]*(?:\r\n?|\n)",
    re.IGNORECASE,
)
_DAY_RULE = "export line"
# columns that only one source has
_GLUED = {"itemtitle", "itemdoi"}
_SURNAME_FIRST = ({"pmid", "journalbook"}, {"eid", "sourcetitle"})
# Scopus exports several texts of funding, but may name the first alone
_REPEATED = "fundingtext1"


class Head(NamedTuple):
    """The top of a table: names of columns, where the rows start, how they are written."""

    names: list[str]
    end: int
    dialect: Dialect
    exported_on: str | None


def sniff(source: Source) -> bool:
    """Say whether the file opens like a table with titles, or is called one and opens like one.

    Called one it is by its ending, or by columns stated in the settings. JSON, XML and BibTeX are
    never tables.
    """
    if _OTHERS.search(source.opening):
        return False
    head = _head(source)
    if head is None:
        return False
    called = bool(source.columns) or bool(_ENDING.search(source.path))
    if len(head.names) == 1:
        return called and "title" in _known(head.names, source.columns)
    return called or "title" in recognize(head.names)


def read(source: Source) -> Reading:
    """Read a table of papers.

    Returns
    -------
    Reading
        A listing's rank is its row, counted from 1 below the header; rejects keep the place they
        had, rows without anything in them have none. The layout is the delimiter's name. Rules of
        rejects: `no_title`; `wrong_number_of_fields`, `stray_quote`, `unclosed_quote`, `cut_off`
        (see :func:`workbench.dumps.delimited_rows.rows`); inside a listing `impossible_date` and
        `no_date`.

    Raises
    ------
    DumpError
        There is no header line, none of its columns is known to hold titles, the settings name a
        column or a field that is not there, or no row has as many cells as the header.
    """
    head = _head(source)
    if head is None:
        raise DumpError(
            source.path,
            "a table whose header line does not end (a quote in it is not closed)",
            "mend the first line, or move the file out of the folder",
        )
    columns = find_columns(source.path, head.names, source.columns)
    squeezed = [squeeze(name) for name in head.names]
    style = _author_style(squeezed)
    listings: list[Listing] = []
    rejects: list[Reject] = []
    headers = [Span(0, head.end)]
    rank = misfits = 0
    for row in rows(source.text, head.end, head.dialect, _width(head.names, squeezed, columns)):
        start, end, found, rule = row
        rank += bool(found or rule)
        if found and not cells.is_title(plain(found[columns["title"]])):
            rule = "no_title"
        if rule:
            misfits += rule == "wrong_number_of_fields"
            rejects.append(Reject(rule, source.text[start:end].strip(), start, end))
        elif found:
            listing, faults = _listing(rank, row, columns, style)
            listings.append(listing)
            rejects += [Reject(fault, text, start, end, inside=True) for fault, text in faults]
        else:
            headers.append(Span(start, end))
    if misfits > 2 and misfits == rank:
        raise DumpError(
            source.path,
            f"a table with {len(head.names)} columns by its header line,"
            f" but with another number in each of its {rank:,} rows",
            "mend the header line, or move the file out of the folder",
        )
    exported_on, _ = published([head.exported_on])
    return Reading(
        NAME,
        _LAYOUTS[head.dialect.delimiter],
        listings,
        rejects,
        headers,
        date_text=head.exported_on,
        captured_on=exported_on.on if exported_on else None,
        date_rule=_DAY_RULE if exported_on else None,
    )


def _head(source: Source) -> Head | None:
    """Read the header line with the delimiter that gives the most known names, then columns."""
    text = source.text
    start = _BLANK_LINES.match(text).end()
    preamble = _PREAMBLE.match(text, start)
    delimiters: Sequence[str] = tuple(_LAYOUTS)
    if preamble:
        start = _BLANK_LINES.match(text, preamble.end()).end()
        delimiters = preamble["delimiter"] or delimiters
    heads = []
    for delimiter in delimiters:
        row = first_row(text, start, min(start + _LONGEST_HEADER, len(text)), delimiter)
        if row:
            line_end = "\r" if re.match(r"\r(?!\n)", text[row.end : row.end + 2]) else "\n"
            names = [plain(name).strip() for name in row.cells]
            heads.append(
                Head(
                    names,
                    row.end,
                    Dialect(delimiter, line_end),
                    preamble["day"] if preamble else None,
                )
            )
    return max(
        heads,
        key=lambda head: (len(_known(head.names, source.columns)), len(head.names)),
        default=None,
    )


def _known(names: list[str], stated: Mapping[str, str] | None) -> set[str]:
    """Return the fields that the names of columns tell, or that the settings find among them."""
    stated = stated or {}
    return {*recognize(names), *(field for field, name in stated.items() if name.strip() in names)}


def _width(names: list[str], squeezed: list[str], columns: Mapping[str, int]) -> Width:
    """Say how many cells a row may have: nameless columns at the end may be left out."""
    named = [index for index, name in enumerate(names, start=1) if name]
    repeated = _REPEATED in squeezed and squeezed.index(_REPEATED) > max(columns.values())
    return Width(max(named, default=0), len(names), open=repeated)


def _author_style(squeezed: list[str]) -> cells.AuthorStyle:
    if set(squeezed) >= _GLUED:
        return "glued"
    first = any(signature <= set(squeezed) for signature in _SURNAME_FIRST)
    return "surname first" if first else "plain"


def _listing(
    rank: int, row: Row, columns: Mapping[str, int], style: cells.AuthorStyle
) -> tuple[Listing, list[tuple[str, str]]]:
    """Return a row as a listing, and the dates in it that are none: (rule, text)."""
    cell = {field: plain(row.cells[index]) for field, index in columns.items()}
    on, faults = cells.published(*map(cell.get, ("published_on", "year", "month", "day")))
    url = cells.link(cell.get("url"))
    its_doi = doi(cell.get("doi")) or (doi(url) if url and "doi.org/" in url else None)
    places = (cell.get("arxiv_id"), its_doi, url if url and _of_arxiv(url) else None)
    known = next((found for place in places if (found := arxiv_id(place))), None)
    listing = Listing(
        rank,
        cell["title"],
        cells.said(cell.get("abstract")),
        row.start,
        row.end,
        upvotes=cells.number(cell.get("upvotes")),
        authors=cells.authors(cell.get("authors"), style),
        arxiv_id=known.id if known else None,
        version=known.version if known else None,
        doi=its_doi,
        url=url,
        categories=cells.categories(cell.get("categories")),
        keywords=cells.keywords(cell.get("keywords")),
        published_on=on.on if on else None,
        published_precision=on.precision if on else None,
    )
    return listing, faults


def _of_arxiv(url: str) -> bool:
    """Say whether a link leads to a paper by its arXiv id: other sites have paths like arXiv's."""
    return "arxiv.org/" in url or "huggingface.co/papers/" in url
