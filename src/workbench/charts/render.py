"""The renderer: one bundle that is live in JupyterLab, visible elsewhere and the same on a rerun.

Every renderer that Altair ships fails one of three needs: charts that are interactive in
JupyterLab without a network, visible in a committed notebook and in its export, and equal, byte
for byte, when the notebook runs again. This one returns the specification, a picture and a line
of text together, and lets the reader's program take the best that it can show.
"""

from __future__ import annotations

import base64
import io
import struct
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from PIL import Image

from workbench.charts import svg
from workbench.charts.svg import VEGALITE
from workbench.charts.theme import NAME, register_theme

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_BLANK = "\u00a0"
_OF_EVERY_OBJECT = frozenset(
    ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
     "toString", "valueOf"]
)  # fmt: skip
MIME = "application/vnd.vegalite.v5+json"
PPI = 144
CSS_PPI = 72


def enable() -> None:
    """Show charts with the theme and the renderer of Workbench from here on.

    May be called any number of times. Charts keep their rows in the specification: Altair's
    `vegafusion` transformer would lose them in this renderer.
    """
    register_theme()
    alt.theme.enable(NAME)
    alt.renderers.register(NAME, bundle)
    alt.renderers.enable(NAME)
    alt.data_transformers.enable("default")


def bundle(spec: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the mime bundle of a specification, and its metadata.

    Parameters
    ----------
    spec
        A Vega-Lite specification, as Altair hands it to a renderer.

    Returns
    -------
    tuple
        The data by mime type (specification, PNG in base64, text), and the metadata: the width
        and height of the PNG in CSS pixels.
    """
    spec = _portable(spec)
    png = _png(spec, PPI)
    width, height = png_size(png)
    data = {
        MIME: spec,
        # Jupyter ends base64 with a newline; without it a saved notebook would differ from ours.
        "image/png": base64.b64encode(png).decode("ascii") + "\n",
        "text/plain": f"<Chart: {spec.get('description') or title(spec)}>",
    }
    size = {"width": width * CSS_PPI // PPI, "height": height * CSS_PPI // PPI}
    return data, {"image/png": size}


def to_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return a chart's specification with the theme, as the renderer would show it."""
    register_theme()
    with alt.theme.enable(NAME):
        return _portable(chart.to_dict())


def to_png(chart: alt.TopLevelMixin, path: str | Path | None = None, ppi: int = PPI) -> bytes:
    """Return a chart as PNG; write it too where a path is given.

    Parameters
    ----------
    chart
        The chart.
    path
        File to write, or None.
    ppi
        Pixels per inch; 72 is one pixel of the file for one of the chart.

    Returns
    -------
    bytes
        The file's content, the same on every run.
    """
    png = _png(to_spec(chart), ppi)
    if path is not None:
        Path(path).write_bytes(png)
    return png


def to_svg(chart: alt.TopLevelMixin, path: str | Path | None = None) -> str:
    """Return a chart as SVG that names itself to screen readers; write it where a path is given.

    Parameters
    ----------
    chart
        The chart; its description, or else its title, becomes the `aria-label`.
    path
        File to write, or None.

    Returns
    -------
    str
        The SVG, the same on every run.
    """
    spec = to_spec(chart)
    drawn = svg.named(svg.draw(spec), spec.get("description") or title(spec))
    if path is not None:
        Path(path).write_text(drawn, encoding="utf-8")
    return drawn


def _png(spec: dict[str, Any], ppi: int) -> bytes:
    """Draw a specification; vl-convert hardly compresses, a second pass makes a third of it."""
    drawn = Image.open(io.BytesIO(vl_convert.vegalite_to_png(spec, vl_version=VEGALITE, ppi=ppi)))
    small = io.BytesIO()
    drawn.save(small, "PNG", optimize=True, dpi=(ppi, ppi))
    return small.getvalue()


def png_size(png: bytes) -> tuple[int, int]:
    """Return width and height that a PNG's header states, in its own pixels."""
    return struct.unpack(">II", png[16:24])


def _portable(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the specification as JupyterLab would save it, for Vega-Lite 5, fit to be drawn."""
    return {**_plain(spec), "$schema": SCHEMA}


def _plain(value: Any) -> Any:
    """Return whole floats as ints and texts without what no picture can hold.

    JavaScript writes 1.0 as 1; done first, saving in JupyterLab changes nothing. Vega cannot order
    by a name that every object of JavaScript has; a blank behind it, which nobody sees, helps.
    """
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        value = svg.writable(value)
        return f"{value}{_BLANK}" if value in _OF_EVERY_OBJECT else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def title(spec: dict[str, Any]) -> str:
    """Return the title of a specification in one line, `untitled` where it has none."""
    given = spec.get("title", "untitled")
    text = given.get("text", "untitled") if isinstance(given, dict) else given
    return " ".join(text) if isinstance(text, list) else text
