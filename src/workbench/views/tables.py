"""Frames as a reader of a notebook or a report wants to see them."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ..analysis.basis import COLUMNS

# longest cell as text and as HTML, where cells wrap; beyond that the tooltip has the whole
_LONGEST, _LONGEST_HTML = 96, 280
_MISSING = "–"
BASIS = list(COLUMNS)


@dataclass(frozen=True)
class TableView:
    """A frame to look at: HTML in a notebook, plain text elsewhere.

    Attributes
    ----------
    frame
        The frame, whole.
    rows
        How many rows are shown.
    percent
        Columns of shares, shown as percentages.
    mark
        What is marked in the text of cells, in HTML.
    height
        How many rows there are, where the frame holds only the first of them.

    What a result stands on (`workbench.analysis.basis`) is no column to look at: it is said below.
    """

    frame: pl.DataFrame
    rows: int
    percent: Collection[str]
    mark: re.Pattern[str] | None = None
    height: int | None = None

    def _shown(self) -> tuple[list[str], list[list[str]]]:
        """Return the heads and the rows of text that are shown, cells still whole."""
        shown = self.frame.drop(BASIS, strict=False)
        columns = shown.columns
        heads = [column.removeprefix("n_").replace("_", " ") for column in columns]
        cells = [
            [
                _text(value, column in self.percent)
                for column, value in zip(columns, row, strict=True)
            ]
            for row in shown.head(self.rows).iter_rows()
        ]
        return heads, cells

    def _rest(self) -> str | None:
        if self.frame.is_empty():
            return "No rows."
        height = self.frame.height if self.height is None else self.height
        if height > self.rows:
            return f"{self.rows:,} of {height:,} rows."
        return None

    def _basis(self) -> str | None:
        """Return what the result stands on, if its rows agree in that."""
        told = self.frame["basis"].unique() if "basis" in self.frame.columns else []
        return told[0] if len(told) == 1 else None

    def _repr_html_(self) -> str:
        heads, cells = self._shown()
        shown = self.frame.drop(BASIS, strict=False)
        sides = ["right" if dtype.is_numeric() else "left" for dtype in shown.dtypes]
        head = "".join(
            f'<th scope="col" style="text-align: {side}">{html.escape(text)}</th>'
            for text, side in zip(heads, sides, strict=True)
        )
        body = "\n".join(
            "<tr>"
            + "".join(_cell(text, side, self.mark) for text, side in zip(row, sides, strict=True))
            + "</tr>"
            for row in cells
        )
        notes = [note for note in (self._rest(), self._basis()) if note]
        note = "".join(f'\n<p class="wb-rest">{html.escape(text)}</p>' for text in notes)
        return (
            f'<table class="wb-table">\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody>\n</table>{note}"
        )

    def __repr__(self) -> str:
        heads, cells = self._shown()
        cut = [heads, *([_cut(text) for text in row] for row in cells)]
        widths = [max(len(row[i]) for row in cut) for i in range(len(heads))]
        numeric = [dtype.is_numeric() for dtype in self.frame.drop(BASIS, strict=False).dtypes]
        lines = [
            "  ".join(
                text.rjust(width) if right else text.ljust(width)
                for text, width, right in zip(row, widths, numeric, strict=True)
            ).rstrip()
            for row in cut
        ]
        return "\n".join([*lines, *filter(None, (self._rest(), self._basis()))])


def table(frame: Any, rows: int = 20, percent: Collection[str] = ()) -> TableView:
    """Show a frame as a table that reads well in a notebook and in a report.

    Parameters
    ----------
    frame
        polars or pandas.
    rows
        How many rows to show; the line below says how many there are.
    percent
        Columns of shares, to be shown as percentages.

    Returns
    -------
    TableView
        Its `.frame` is the frame as polars.
    """
    shown = frame if isinstance(frame, pl.DataFrame) else pl.from_pandas(frame)
    return TableView(shown, rows, percent)


def _text(value: Any, percent: bool) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return _MISSING
    if isinstance(value, float):
        return f"{value:.1%}" if percent else _number(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, pl.Series)):
        return ", ".join(_text(each, percent) for each in value) or _MISSING
    return str(value)


def _number(value: float) -> str:
    """Three significant digits, no exponent where a reader would trip over it."""
    if value == 0 or 1e-4 <= abs(value) < 1e6:
        digits = max(0, 2 - len(str(int(abs(value)))) + 1) if abs(value) >= 1 else 3
        return f"{value:,.{digits}f}"
    return f"{value:.1e}"


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _cell(text: str, side: str, mark: re.Pattern[str] | None) -> str:
    short = _cut(text, _LONGEST_HTML)
    whole = f' title="{html.escape(text)}"' if short != text else ""
    return f'<td style="text-align: {side}"{whole}>{_marked(short, mark)}</td>'


def _marked(text: str, mark: re.Pattern[str] | None) -> str:
    """Return a text as HTML, what is found in it between marks."""
    if mark is None:
        return html.escape(text)
    pieces: list[str] = []
    end = 0
    for found in mark.finditer(text):
        pieces += [html.escape(text[end : found.start()]), f"<mark>{html.escape(found[0])}</mark>"]
        end = found.end()
    return "".join([*pieces, html.escape(text[end:])])
