"""Notebooks that have run as one page: live charts, no network, nothing to install."""

from __future__ import annotations

from collections.abc import Mapping

from nbformat import NotebookNode

from ..export.script import drawing, hashed, library
from .markup import slug
from .sections import Section, section
from .templates import asset, render

GENERATOR = "Workbench report"


def export_page(
    notebooks: Mapping[str, NotebookNode],
    title: str,
    facts: Mapping[str, str],
    front: Section | None = None,
    back: Section | None = None,
) -> str:
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
    front, back
        Sections to stand before and behind those of the notebooks.

    Returns
    -------
    str
        The page; the same for the same notebooks.
    """
    places = [slug(name) for name in notebooks]
    sections = [section(name, notebook, places) for name, notebook in notebooks.items()]
    script = "\n".join([drawing(), asset("page.js"), asset("tables.js")])
    return render(
        "page.html.j2",
        title=title,
        facts=facts,
        generator=GENERATOR,
        style=asset("page.css"),
        library=library(),
        script=script,
        hashes=[hashed(library()), hashed(script)],
        sections=[part for part in (front, *sections, back) if part],
    )
