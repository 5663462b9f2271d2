"""A table to search and to sort, of any length: the kernel does both, the page shows some rows."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import anywidget
import polars as pl
import traitlets
from IPython.display import display

from ..views import TableView, table
from .explorer import VIEW, view

HERE = Path(__file__).resolve().parent


class Find(anywidget.AnyWidget):
    """A field to search with, heads to sort by, and some rows of a table.

    Attributes
    ----------
    asked
        From the page: `search`, `sort` (a column's number, or -1), `descending`, `page` (from 0).
    shown
        To the page: the same, `html`, `pages`, `said` (how many rows were found).
    """

    _esm = HERE / "find.js"
    _css = HERE / "explore.css"

    asked = traitlets.Dict().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)


class TableExplorer:
    """A table that can be searched and sorted in JupyterLab, and is shown as it is elsewhere.

    Attributes
    ----------
    view
        The table as it is shown first.
    """

    def __init__(self, shown: TableView) -> None:
        self.view = shown

    @property
    def frame(self) -> pl.DataFrame:
        """The frame, whole and in its order."""
        return self.view.frame

    def find(
        self, search: str = "", sort: str | None = None, descending: bool = False
    ) -> pl.DataFrame:
        """Return the rows that hold all the words of a search, in the order of a column.

        Parameters
        ----------
        search
            Words, in any order and case; each may stand in another column.
        sort
            The column; the order of the frame unless given. Rows without a value come last.
        descending
            Whether the largest come first.
        """
        kept = self.frame.filter(
            pl.lit(True), *(self._text.str.contains(word, literal=True) for word in _words(search))
        )
        if sort is None:
            return kept
        key = pl.col(sort)
        if self.frame.schema[sort] == pl.String:
            key = key.str.to_lowercase()
        return kept.sort(key, descending=descending, nulls_last=True, maintain_order=True)

    @property
    def _text(self) -> pl.Series:
        """Each row as one text in lower case."""
        if self.frame.is_empty():
            return pl.Series([], dtype=pl.String)
        columns = [
            column.list.eval(pl.element().cast(pl.String)).list.join(" ")
            if isinstance(column.dtype, pl.List)
            else column.cast(pl.String)
            for column in self.frame
        ]
        joined = pl.concat_str(columns, separator=" ", ignore_nulls=True)
        return pl.select(joined.str.to_lowercase()).to_series()

    def _page(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what the page shows of what it asked for."""
        number = asked["sort"]
        sort = self.frame.columns[number] if number >= 0 else None
        found = self.find(asked["search"], sort, asked["descending"])
        rows = self.view.rows
        pages = max(1, -(-found.height // rows))
        page = min(asked["page"], pages - 1)
        words = _words(asked["search"])
        mark = re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None
        part = TableView(found.slice(page * rows, rows), rows, self.view.percent, mark)
        first, last = page * rows + 1, min((page + 1) * rows, found.height)
        told = f"Rows {first:,} to {last:,} of {found.height:,}" if found.height else "No rows"
        if found.height < self.frame.height:
            told += f", found among {self.frame.height:,}"
        return {**asked, "page": page, "pages": pages, "html": part._repr_html_(), "said": told}

    def _ipython_display_(self) -> None:
        start = {"search": "", "sort": -1, "descending": False, "page": 0}
        form = Find(shown=self._page(start))
        form.observe(lambda change: form.set_trait("shown", self._page(change["new"])), "asked")
        static = {"text/html": self.view._repr_html_(), "text/plain": repr(self.view)}
        display({VIEW: view(form), **static}, raw=True)

    def __repr__(self) -> str:
        return repr(self.view)


def _words(search: str) -> list[str]:
    return search.lower().split()


def explore_table(frame: Any, rows: int = 10, percent: Collection[str] = ()) -> TableExplorer:
    """Show a frame as a table to search and to sort in JupyterLab; elsewhere as a plain one.

    Parameters
    ----------
    frame
        polars or pandas, of any length.
    rows
        How many rows to show at once.
    percent
        Columns of shares, to be shown as percentages.

    Returns
    -------
    TableExplorer
        `.frame` is the frame as polars, `.find` searches and sorts it.
    """
    return TableExplorer(table(frame, rows, percent))
