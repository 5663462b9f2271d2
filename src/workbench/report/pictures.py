"""The charts that a notebook shows, taken from its outputs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nbformat import NotebookNode

from ..charts import svg
from ..charts.render import MIME
from ..export.script import as_json
from ..notebooks.clean import code_cells


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
        return svg.draw(self.spec)

    @property
    def size(self) -> tuple[str, str]:
        """Width and height in CSS pixels."""
        return svg.size(self._drawn)

    def svg(self) -> str:
        """Return the picture as an SVG file that says to screen readers what it shows."""
        return svg.named(self._drawn, self.label)

    def embedded_svg(self) -> str:
        """Return the picture as an SVG for an `img` element, which needs no roles inside."""
        return svg.silent(self._drawn)

    def json(self) -> str:
        """Return the specification as JSON that cannot end the script element it stands in."""
        return as_json(self.spec)


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
