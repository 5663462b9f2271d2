"""Delimited text as rows of cells with their places: quotes, line ends, and where they fail.

Grammar: RFC 4180, with any of three delimiters. A quoted cell may hold delimiters and line ends;
a quote inside it is doubled. Blanks around a quoted cell do not count. A quote further inside an
unquoted cell is a letter like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

Rule = Literal["wrong_number_of_fields", "stray_quote", "unclosed_quote", "cut_off"]

_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+("?)')


class Row(NamedTuple):
    """A row: its place, its cells as they stand there, and the rule it broke.

    A row has cells, or else a rule, or else nothing in it but delimiters and quotes.
    """

    start: int
    end: int
    cells: list[str]
    rule: Rule | None


class Dialect(NamedTuple):
    """How rows are written: what stands between cells, and what (LF or CR) ends a line."""

    delimiter: str
    line_end: str


class Width(NamedTuple):
    """How many cells a row may have.

    Cells beyond `most` must be blank, unless the table's rows are `open` at their end.
    """

    least: int
    most: int
    open: bool = False

    def fits(self, cells: list[str]) -> bool:
        """Say whether a row of these cells fits."""
        return len(cells) >= self.least and (
            len(cells) <= self.most
            or self.open
            or not any(plain(cell).strip() for cell in cells[self.most :])
        )


class _Grammar(NamedTuple):
    row: re.Pattern[str]
    cell: re.Pattern[str]
    loose_row: re.Pattern[str]
    loose_cell: re.Pattern[str]


@lru_cache
def _grammar(delimiter: str, line_ends: str) -> _Grammar:
    """Build the patterns, all of them without backtracking.

    In the loose ones a quoted cell ends at the first quote before a delimiter, doubled or not, and
    holds no line end.
    """
    stops = re.escape(delimiter + line_ends)
    closed = rf'" *+(?=[{stops}]|\r\n|\r?\Z)'
    unquoted = rf'(?!")[^{stops}]*+'
    strict = rf' *+"[^"]*+(?:""[^"]*+)*+{closed}|{unquoted}'
    loose = rf' *+"[^{re.escape(line_ends)}]*?{closed}|{unquoted}'
    return _Grammar(
        *(
            re.compile(pattern)
            for cell in (strict, loose)
            for pattern in (
                rf"(?>{cell})(?>{re.escape(delimiter)}(?>{cell}))*+",
                rf"(?:\A|{re.escape(delimiter)})({cell})",
            )
        )
    )


def plain(cell: str) -> str:
    """Return what a cell says: without its quotes and the blanks around it."""
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def first_row(text: str, start: int, end: int, delimiter: str) -> Row | None:
    """Return the row at a place, whatever ends its line; None if it does not end before `end`."""
    grammar = _grammar(delimiter, "\r\n")
    found = grammar.row.match(text, start, end)
    if not found or not _ended(text, found.end()):
        return None
    return Row(*found.span(), grammar.cell.findall(found[0]), None)


def rows(text: str, start: int, dialect: Dialect, width: Width) -> Iterator[Row]:
    """Part a text into rows. No place is read more than a few times, whatever is in it.

    Parameters
    ----------
    text
        The whole text.
    start
        Where the rows begin.
    dialect
        How they are written.
    width
        How many cells they have.

    Yields
    ------
    Row
        In the order of the text; blank lines are left out. What becomes of broken rows:

        - The cells do not fit: `wrong_number_of_fields`; too few at the very end of the text, with
          no line end after them: `cut_off`.
        - A quote inside a quoted cell is not doubled: the line is read by those quotes that stand
          at delimiters, or (tabs do not stand in texts) by its tabs alone, if its cells then fit.
          If not, or if the row has several lines, it is a `stray_quote` up to that line's end.
        - A quoted cell does not end on its line, but runs into a quote of a later one: if more
          than half of the lines between fit, the row up to the first line's end, or else up to the
          later line, is an `unclosed_quote`.
        - A quoted cell runs to the end of the text: likewise, or else all of it is `cut_off`.
    """
    grammar = _grammar(*dialect)
    nothing = f'{dialect.delimiter} \t\r\n"'
    place, size = start, len(text)
    while place < size:
        line_end = _find(text, dialect.line_end, place)
        line = text[place:line_end].rstrip("\r")
        if not line or line.isspace():
            place += len(line) + 1
            continue
        end, cells = place + len(line), line.split(dialect.delimiter)
        if '"' in line:
            found = grammar.row.match(text, place)
            end = found.end() if found else place
            cells = []
            if found and _ended(text, end):
                row_text = found[0].rstrip("\r")
                end = place + len(row_text)
                cells = grammar.cell.findall(row_text)
        if not cells:
            row = _broken(text, place, line, text.index('"', end), dialect, width)
        elif not text[place:end].strip(nothing):
            row = Row(place, end, [], None)
        elif width.fits(cells):
            row = Row(place, end, cells, None)
        elif end == size and len(cells) < width.least:
            row = Row(place, end, [], "cut_off")
        else:
            row = Row(place, end, [], "wrong_number_of_fields")
        yield row
        place = row.end


def _broken(text: str, place: int, line: str, quote: int, dialect: Dialect, width: Width) -> Row:
    """Return the row at a place of which the quoted cell at `quote` does not end as it should."""
    line_end = _find(text, dialect.line_end, quote)
    found = _QUOTED.match(text, quote)
    if found[1] and found.end() <= line_end:
        # the quote further on, inside the cell
        cells = _loose_cells(line, dialect, width) if quote < place + len(line) else None
        if cells:
            return Row(place, place + len(line), cells, None)
        return Row(place, line_end, [], "stray_quote")
    stop = text.rfind(dialect.line_end, quote, found.end()) if found[1] else len(text)
    between = [
        width.fits(each.split(dialect.delimiter))
        for each in text[line_end + 1 : stop].split(dialect.line_end)
        if each and not each.isspace()
    ]
    if 2 * sum(between) > len(between):
        return Row(place, line_end, [], "unclosed_quote")
    return Row(place, stop, [], "unclosed_quote" if found[1] else "cut_off")


def _loose_cells(line: str, dialect: Dialect, width: Width) -> list[str] | None:
    """Read a line whose quotes are not doubled; None if no reading of it fits."""
    grammar = _grammar(*dialect)
    if grammar.loose_row.fullmatch(line):
        cells = grammar.loose_cell.findall(line)
        if width.fits(cells):
            return cells
    if dialect.delimiter == "\t" and width.fits(cells := line.split("\t")):
        return cells
    return None


def _find(text: str, line_end: str, place: int) -> int:
    """Return where the line of a place ends."""
    found = text.find(line_end, place)
    return found if found >= 0 else len(text)


def _ended(text: str, place: int) -> bool:
    """Say whether a row that reads up to a place ends there, and not before a cell that fails."""
    return text[place : place + 1] in ("", "\r", "\n")
