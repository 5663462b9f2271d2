"""The cells of a table while it is rebuilt: columns in their manner, values as readers write them.

Polars prints a row of types under the names, quotes around strings and `null` for what is not
there. In a report the types are left out (by the page's style), the quotes too, and a dash stands
for what is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"[-+−]?[\d.,_]*\d(?:e[-+]?\d+)?\s?%?", re.IGNORECASE)
WORD_LENGTH = 20
NOT_THERE = frozenset(["", "null", "nan", "none", "nat", "–", "-", "…"])


@dataclass
class _Cell:
    tag: str
    attributes: str
    column: int
    head: bool
    start: int
    end: int = 0
    text: str = ""


class Grid:
    """The cells of one table, as places in the list of pieces that the page is written to.

    Parameters
    ----------
    out
        The pieces; changed in place when the table ends.
    """

    def __init__(self, out: list[str]) -> None:
        self.out = out
        self.cells: list[_Cell] = []
        self.column = 0
        self.head = False
        self.depth = 0

    def start(self, tag: str, attributes: str) -> None:
        """Note a tag that was just written."""
        self.depth += tag == "table"
        if self.depth > 1:
            return
        if tag == "thead":
            self.head = True
        elif tag == "tr":
            self.column = 0
        elif tag in ("td", "th"):
            start = len(self.out) - 1
            self.cells.append(_Cell(tag, attributes, self.column, self.head, start))
            self.column += 1

    def end(self, tag: str) -> None:
        """Note a tag that is about to be closed."""
        if tag == "table":
            self.depth -= 1
            if self.depth == 0:
                self._settle()
        elif self.depth == 1 and tag == "thead":
            self.head = False
        elif self.depth == 1 and tag in ("td", "th") and self.cells:
            cell = self.cells[-1]
            cell.end = len(self.out)
            cell.text = "".join(self.out[cell.start + 1 :])

    def _settle(self) -> None:
        types = {c.column: c.text for c in self.cells if c.head and c.tag == "td"}
        body = [c for c in self.cells if not c.head]
        for cell in body:
            if cell.column in types and cell.text:
                cell.text = _plain(cell.text, types[cell.column])
                pieces = cell.end - cell.start - 1
                self.out[cell.start + 1 : cell.end] = [cell.text, *[""] * (pieces - 1)]
        kinds = {
            column: _kind([c.text for c in body if c.column == column], types.get(column))
            for column in {c.column for c in body}
        }
        for cell in self.cells:
            scope = ' scope="col"' if cell.head and cell.tag == "th" else ""
            kind = f' class="{kinds[cell.column]}"' if cell.column in kinds else ""
            self.out[cell.start] = f"<{cell.tag}{cell.attributes}{scope}{kind}>"


def _plain(text: str, dtype: str) -> str:
    if text == "null":
        return "–"
    if dtype == "str" and len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    return text


def _kind(texts: list[str], dtype: str | None) -> str:
    """Return what a column holds: `number`, `word` (not to be broken), or `text`."""
    present = [text.strip() for text in texts if text.strip().lower() not in NOT_THERE]
    if dtype != "str" and present and all(NUMBER.fullmatch(text) for text in present):
        return "number"
    return "word" if all(len(text) <= WORD_LENGTH for text in present) else "text"
