"""Tables in the HTML that a notebook shows, as rows, and the text that stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSEEN = ("style", "script")


@dataclass
class ShownTable:
    """A table as a reader sees it: names of columns and rows of texts."""

    columns: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)

    def rows(self) -> list[dict[str, str]]:
        """Return the rows by column; a column without a name is called by its place."""
        width = max(map(len, [self.columns, *self.cells]))
        names: list[str] = []
        for place in range(width):
            name = self.columns[place] if place < len(self.columns) else ""
            names.append(name if name and name not in names else f"column {place + 1}")
        return [dict(zip(names, row, strict=False)) for row in self.cells]


def read_html(html: str) -> tuple[list[ShownTable], str]:
    """Return the tables of a piece of HTML, and its other text; markup is left out."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.tables, " ".join(" ".join(parser.text).split())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[ShownTable] = []
        self.text: list[str] = []
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.depth = 0
        self.head = False
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(ShownTable())
        if self.depth != 1:
            return
        if tag in ("thead", "tbody"):
            self.head = tag == "thead"
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th") and self.row is not None:
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        if self.depth == 1:
            if tag in ("td", "th") and self.cell is not None and self.row is not None:
                self.row.append(" ".join("".join(self.cell).split()))
                self.cell = None
            elif tag == "tr" and self.row is not None:
                self._end_row(self.row)
                self.row = None
        if tag == "table":
            self.depth -= 1

    def _end_row(self, row: list[str]) -> None:
        table = self.tables[-1]
        if self.head and not table.columns:
            table.columns = row
        else:
            table.cells.append(row)

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.cell is not None:
            self.cell.append(data)
        elif self.depth == 0:
            self.text.append(data)
