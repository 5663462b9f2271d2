"""A chart that was drawn, and what its files hold."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..charts import svg
from ..charts.render import title
from . import pdf
from .script import as_json, drawing, hashed, library

HERE = Path(__file__).resolve().parent
FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Fonts of a picture that stays text: of one width with that in which it was laid out."""
TRANSPARENT = "transparent"


@dataclass(frozen=True)
class Drawn:
    """A chart with all that its files are made of.

    Attributes
    ----------
    spec
        The specification.
    factor
        How many times larger than laid out it is to be.
    dpi
        Pixels of a PNG per inch, of which a picture has `CSS_PPI` in its own.
    dark
        Whether its ground is dark.
    """

    spec: dict[str, Any]
    factor: float
    dpi: int
    dark: bool = False

    @cached_property
    def title(self) -> str:
        """The chart's title in one line."""
        return title(self.spec)

    @cached_property
    def label(self) -> str:
        """What the chart shows, in words."""
        return self.spec.get("description") or self.title

    @cached_property
    def picture(self) -> str:
        """The picture as SVG, as large as it is to be."""
        return svg.enlarged(svg.silent(svg.draw(self.spec)), self.factor)

    def as_wide_as(self, pixels: float) -> Drawn:
        """Return the chart so that its picture has a width: room on the right, or a bit smaller."""
        drawn, wanted = float(svg.size(self.picture)[0]), pixels
        if drawn > wanted:
            return replace(self, factor=self.factor * wanted / drawn)
        padding = self.spec["config"]["padding"]
        right = padding + (wanted - drawn) / self.factor
        sides = {"left": padding, "top": padding, "right": round(right, 2), "bottom": padding}
        return replace(self, spec={**self.spec, "padding": sides})

    def svg(self) -> bytes:
        """Return an SVG that tells its title and what it shows."""
        named = svg.named(self.picture, self.label, self.title)
        return named.replace('font-family="sans-serif"', f'font-family="{FONTS}"').encode("utf-8")

    def png(self) -> bytes:
        """Return a PNG that tells its title, what it shows, and how large it is in inches.

        vl-convert hardly compresses; a second pass makes a third of it.
        """
        image = Image.open(io.BytesIO(vl_convert.svg_to_png(self.picture, ppi=self.dpi)))
        if image.mode == "RGBA" and image.getextrema()[3] == (255, 255):
            image = image.convert("RGB")
        told = PngInfo()
        told.add_itxt("Title", self.title, lang="en")
        told.add_itxt("Description", self.label, lang="en")
        small = io.BytesIO()
        image.save(small, "PNG", optimize=True, dpi=(self.dpi, self.dpi), pnginfo=told)
        return small.getvalue()

    def pdf(self) -> bytes:
        """Return a PDF; its text stays text, its bytes differ between runs."""
        return pdf.told(vl_convert.svg_to_pdf(self.picture), self.title, self.label)

    def json(self) -> bytes:
        """Return the Vega-Lite specification, rows included."""
        return (json.dumps(self.spec, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    def html(self) -> bytes:
        """Return one page that needs no network: the picture, and over it the chart, live."""
        templates = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        width, height = svg.size(self.picture)
        ground = self.spec.get("background", self.spec["config"].get("background", TRANSPARENT))
        page = templates.get_template("chart.html.j2").render(
            drawn=self,
            enlarged=self.factor != 1,
            scheme="dark" if self.dark else "light",
            ground=ground,
            picture=base64.b64encode(self.picture.encode("utf-8")).decode("ascii"),
            width=width,
            height=height,
            spec=as_json(self.spec),
            library=library(),
            script=drawing(),
            hashes=[hashed(library()), hashed(drawing())],
        )
        return page.encode("utf-8")


FORMATS: dict[str, Callable[[Drawn], bytes]] = {
    ".svg": Drawn.svg,
    ".png": Drawn.png,
    ".pdf": Drawn.pdf,
    ".html": Drawn.html,
    ".json": Drawn.json,
}
