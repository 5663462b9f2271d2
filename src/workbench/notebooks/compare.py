"""Comparing a stored notebook with a rerun of it, by value.

Pictures are left out: a PNG differs with the fonts and libraries of a machine, and the chart's
specification, which is compared, holds all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from nbformat import NotebookNode

from ..charts.render import MIME
from .clean import clean_notebook, code_cells, first_line
from .rows import ABSENT, Change, compare_rows
from .shown_tables import read_html
from .specs import compare_specs, walk
from .wording import changed_words, shown

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
HTML, TEXT = "text/html", "text/plain"
CHANGES_PER_OUTPUT = 5


@dataclass(frozen=True)
class Difference:
    """One thing that a rerun shows differently; `str` of it is a line for a reader."""

    notebook: str
    cell: int
    source: str
    what: str
    was: str
    now: str
    beside: str = ""

    @property
    def place(self) -> str:
        """Where in the notebook it stands."""
        return f"cell [{self.cell}] `{self.source}`"

    @property
    def told(self) -> str:
        """What changed, as a reader would say it."""
        return f"{self.what}: {self.was} → {self.now}{self.beside}"

    def __str__(self) -> str:
        return f"{self.notebook}, {self.place}, {self.told}"


def compare_notebooks(stored: NotebookNode, rerun: NotebookNode, name: str) -> list[Difference]:
    """Return what a rerun shows differently, in reading order; empty when nothing does.

    Parameters
    ----------
    stored, rerun
        The notebook as it is stored, and after it was run again.
    name
        What to call the notebook in the differences.
    """
    pairs = zip_longest(code_cells(clean_notebook(stored)), code_cells(clean_notebook(rerun)))
    return [
        Difference(
            name,
            number,
            first_line((old or new).source),
            change.what,
            change.was,
            change.now,
            change.beside,
        )
        for number, (old, new) in enumerate(pairs, start=1)
        for change in _cell_changes(old, new)
    ]


def _cell_changes(old: NotebookNode | None, new: NotebookNode | None) -> Iterator[Change]:
    if old is None or new is None:
        yield Change("cell", "there" if old else ABSENT, "there" if new else ABSENT)
        return
    if old.source != new.source:
        yield _text_change("source", old.source, new.source)
    pairs = zip_longest(map(_shown, old.outputs), map(_shown, new.outputs), fillvalue={})
    for was, now in pairs:
        yield from _few(list(_output_changes(was, now)))


def _shown(output: NotebookNode) -> dict[str, Any]:
    """Return what an output shows, by kind, without its pictures."""
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return {kind: value for kind, value in output.data.items() if kind not in PICTURES}


def _output_changes(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    """Yield how an output differs, in the kind that tells most of it.

    A chart comes with its description and a table with its plain text: where the first differs,
    the second does for the same reason. Where only the second does, it is told.
    """
    for kind in sorted(was.keys() ^ now.keys()):
        yield Change(kind, *(shown(side.get(kind, ABSENT)) for side in (was, now)))
    for kind in sorted(was.keys() & now.keys(), key=_telling):
        if changes := _value_changes(kind, was[kind], now[kind]):
            yield from changes
            if kind in (MIME, HTML):
                return


def _telling(kind: str) -> tuple[int, str]:
    order = (MIME, HTML)
    return (order.index(kind) if kind in order else len(order), kind)


def _value_changes(kind: str, was: Any, now: Any) -> Sequence[Change]:
    if kind == MIME:
        return compare_specs(was, now)
    if not (isinstance(was, str) and isinstance(now, str)):
        return list(walk(kind, was, now))
    if was == now:
        return []
    return _html_changes(was, now) if kind == HTML else [_text_change(kind, was, now)]


def _html_changes(was: str, now: str) -> list[Change]:
    (old_tables, old_text), (new_tables, new_text) = read_html(was), read_html(now)
    changes: list[Change] = []
    for old, new in zip_longest(old_tables, new_tables):
        if old is None or new is None:
            changes.append(Change("table", "there" if old else ABSENT, "there" if new else ABSENT))
            continue
        if old.columns != new.columns:
            changes.append(Change("columns", ", ".join(old.columns), ", ".join(new.columns)))
        changes += compare_rows(old.rows(), new.rows())
    if old_text != new_text:
        changes.append(_text_change("text", old_text, new_text))
    return changes or [Change("markup", "as stored", "other tags or gaps around the same text")]


def _text_change(kind: str, was: str, now: str) -> Change:
    """Tell of a text of several lines those that differ, of long lines the words."""
    name = "text" if kind in (TEXT, HTML) else kind
    old, new = was.splitlines(), now.splitlines()
    if len(old) > 1 or len(new) > 1:
        return _first_line_change(name, old, new) or Change(name, *changed_words(was, now))
    return Change(name, *changed_words(was, now))


def _first_line_change(name: str, was: list[str], now: list[str]) -> Change | None:
    for number, (a, b) in enumerate(zip_longest(was, now), start=1):
        if a != b:
            if a is None or b is None:
                told = (shown(ABSENT if a is None else a), shown(ABSENT if b is None else b))
            else:
                told = changed_words(a, b)
            others = sum(x != y for x, y in zip_longest(was[number:], now[number:]))
            more = "line" if others == 1 else "lines"
            beside = f" (and {others} more {more})" if others else ""
            return Change(f"{name}, line {number}", *told, beside)
    return None


def _few(changes: list[Change]) -> list[Change]:
    """Return the first of many changes of one output, and how many more there are."""
    if len(changes) <= CHANGES_PER_OUTPUT + 1:
        return changes
    rest = len(changes) - CHANGES_PER_OUTPUT
    return [
        *changes[:CHANGES_PER_OUTPUT],
        Change(f"{rest} more places of this output", "as stored", "different"),
    ]
