"""Notebooks that have run as one page: live charts, no network, nothing to install."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from nbformat import NotebookNode

from ..export.script import hashed, library
from .markup import slug
from .sections import section

HERE = Path(__file__).resolve().parent
GENERATOR = "Workbench report"


def export_page(notebooks: Mapping[str, NotebookNode], title: str, facts: Mapping[str, str]) -> str:
    """Return notebooks that have run as one self-contained HTML page.

    Each chart stands there as a picture, for print and for readers without JavaScript, and is
    drawn live over it by Vega, which the page carries. The page's policy (`Content-Security-
    Policy`) lets only the page's own two scripts run, by their hashes, and lets nothing be
    fetched: text of papers can neither run nor call anybody, whatever it holds.

    Parameters
    ----------
    notebooks
        Notebooks by name (without folder and ending), in the order of the page.
    title
        The page's title.
    facts
        What was read, by name, for the page's head.

    Returns
    -------
    str
        The page; the same for the same notebooks.
    """
    places = [slug(name) for name in notebooks]
    vega, script = library(), (HERE / "page.js").read_text(encoding="utf-8")
    templates = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return templates.get_template("page.html.j2").render(
        title=title,
        facts=facts,
        generator=GENERATOR,
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        library=vega,
        script=script,
        hashes=[hashed(vega), hashed(script)],
        sections=[section(name, notebook, places) for name, notebook in notebooks.items()],
    )
