"""The charts that a notebook shows, taken from its outputs."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.sax.saxutils import quoteattr

import vl_convert
from nbformat import NotebookNode

from ..charts.render import MIME, VEGALITE
from ..notebooks.clean import code_cells

_INNER_NAME = re.compile(r"\b(?:clip|gradient_|pattern_)\d+\b")
_TAG = re.compile(r"<[^>]*>")
_ROLE = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """A chart as a notebook shows it.

    Attributes
    ----------
    spec
        Vega-Lite specification.
    png
        The picture, as PNG.
    """

    spec: dict[str, Any]
    png: bytes

    @property
    def title(self) -> str:
        """The chart's title on one line; empty where it has none."""
        title = self.spec.get("title", "")
        text = title.get("text", "") if isinstance(title, dict) else title
        return " ".join(text) if isinstance(text, list) else text

    @property
    def label(self) -> str:
        """What the chart shows, for whoever does not see it."""
        return self.spec.get("description") or self.title or "Chart"

    @cached_property
    def _drawn(self) -> str:
        """The picture as SVG, the same text in every process.

        Vega numbers the inner names of its SVGs on and on while a program runs; here they count
        from 0 in each.
        """
        drawn = vl_convert.vegalite_to_svg(self.spec, vl_version=VEGALITE)
        names: dict[str, str] = {}
        for name in _INNER_NAME.findall(drawn):
            names.setdefault(name, f"{name.rstrip('0123456789')}{len(names)}")
        return _INNER_NAME.sub(lambda match: names[match[0]], drawn)

    @property
    def size(self) -> tuple[str, str]:
        """Width and height in CSS pixels."""
        match = _SIZE.match(self._drawn)
        return match["width"], match["height"]

    def svg(self) -> str:
        """Return the picture as an SVG file that says to screen readers what it shows."""
        return self._drawn.replace(
            "<svg ", f'<svg role="img" aria-label={quoteattr(self.label)} ', 1
        )

    def embedded_svg(self) -> str:
        """Return the picture as an SVG for an `img` element, which needs no roles inside."""
        return _TAG.sub(lambda tag: _ROLE.sub("", tag[0]), self._drawn)

    def json(self) -> str:
        """Return the specification as JSON that cannot end the script element it stands in."""
        text = json.dumps(self.spec, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", r"\u003c")


def picture(output: NotebookNode) -> Picture | None:
    """Return the chart of an output, or None if it shows something else."""
    data = output.get("data", {})
    if MIME not in data or "image/png" not in data:
        return None
    return Picture(data[MIME], base64.b64decode(data["image/png"]))


def pictures(notebook: NotebookNode) -> Iterator[Picture]:
    """Yield the charts of a notebook in their order."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if chart := picture(output):
                yield chart
