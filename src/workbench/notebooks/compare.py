"""Comparing a stored notebook with a rerun of it, by value.

Pictures are left out: a PNG differs with the fonts and libraries of a machine, and the chart's
specification, which is compared, holds all that it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from nbformat import NotebookNode

from ..charts.render import MIME
from .clean import clean_notebook, code_cells, first_line

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
TAG = re.compile(r"<[^>]*>")
LINES_PER_OUTPUT = 5
ABSENT = "nothing"


@dataclass(frozen=True)
class Difference:
    """One thing that a rerun shows differently; `str` of it is a line for a reader."""

    notebook: str
    cell: int
    source: str
    where: str
    was: str
    now: str

    def __str__(self) -> str:
        return (
            f"{self.notebook}, cell [{self.cell}] `{self.source}`, {self.where}: "
            f"was {_short(self.was)}, is {_short(self.now)}"
        )


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
    found = []
    for number, (old, new) in enumerate(pairs, start=1):
        source = first_line((old or new).source)
        found += [
            Difference(name, number, source, where, was, now)
            for where, was, now in _cell_differences(old, new)
        ]
    return found


def _cell_differences(
    old: NotebookNode | None, new: NotebookNode | None
) -> Iterator[tuple[str, str, str]]:
    if old is None or new is None:
        yield "cell", "there" if old else ABSENT, "there" if new else ABSENT
        return
    if old.source != new.source:
        yield "source", *_first_difference(old.source.splitlines(), new.source.splitlines())
    pairs = zip_longest(map(_shown, old.outputs), map(_shown, new.outputs), fillvalue={})
    for number, (was, now) in enumerate(pairs, start=1):
        for kind in sorted(was.keys() | now.keys()):
            where = f"output {number}, {kind}"
            if kind not in was or kind not in now:
                yield where, _whole(was.get(kind)), _whole(now.get(kind))
            else:
                yield from _value_differences(where, kind, was[kind], now[kind])


def _shown(output: NotebookNode) -> dict[str, Any]:
    """Return what an output shows, by kind, without its pictures."""
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return {kind: value for kind, value in output.data.items() if kind not in PICTURES}


def _value_differences(where: str, kind: str, was: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(was, str) and isinstance(now, str):
        if was != now:
            split = _cells if kind == "text/html" else str.splitlines
            yield where, *_first_difference(split(was), split(now))
        return
    if kind == MIME:
        was, now = _unhash(was), _unhash(now)
    differences = _walk(where, was, now)
    yield from islice(differences, LINES_PER_OUTPUT)
    if rest := sum(1 for _ in differences):
        yield f"{where}, further places", f"{rest} other values", "different"


def _walk(where: str, was: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted(was.keys() | now.keys()):
            yield from _walk(f"{where}.{key}", was.get(key, ABSENT), now.get(key, ABSENT))
    elif isinstance(was, list) and isinstance(now, list):
        for index, (a, b) in enumerate(zip_longest(was, now, fillvalue=ABSENT)):
            yield from _walk(f"{where}[{index}]", a, b)
    elif was != now or isinstance(was, bool) != isinstance(now, bool):
        yield where, _whole(was), _whole(now)


def _unhash(chart: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's specification with its data named by order, not by a hash of them.

    One changed figure would otherwise show as one data set gone and another one come.
    """
    text = json.dumps(chart)
    for number, name in enumerate(chart.get("datasets", {}), start=1):
        text = text.replace(json.dumps(name), json.dumps(f"data-{number}"))
    return json.loads(text)


def _cells(html: str) -> list[str]:
    return [piece for text in TAG.split(html) if (piece := text.strip())]


def _first_difference(was: list[str], now: list[str]) -> tuple[str, str]:
    """Return the first lines that differ; of texts that differ in their gaps only, all of them."""
    for a, b in zip_longest(was, now, fillvalue=ABSENT):
        if a != b:
            return a, b
    return "\n".join(was), "\n".join(now) + " (spacing or markup differs)"


def _whole(value: Any) -> str:
    if value is None:
        return ABSENT
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _short(text: str, length: int = 100) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
