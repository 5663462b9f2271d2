"""The charts of notebooks as files, to be put into a paper or a talk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode

from .markup import slug
from .pictures import pictures

NAME_LENGTH = 60


def write_figures(notebooks: Mapping[str, NotebookNode], folder: Path) -> list[Path]:
    """Write each chart as PNG and SVG, named after its notebook, its order there and its title.

    Parameters
    ----------
    notebooks
        Notebooks that have run, by name.
    folder
        An existing folder.

    Returns
    -------
    list of Path
        The files, in the order of the charts.
    """
    written = []
    for name, notebook in notebooks.items():
        for number, chart in enumerate(pictures(notebook), start=1):
            title = slug(chart.title)[:NAME_LENGTH].strip("-")
            stem = "-".join(filter(None, (slug(name), f"{number:02d}", title)))
            png, svg = folder / f"{stem}.png", folder / f"{stem}.svg"
            png.write_bytes(chart.png)
            svg.write_text(chart.svg(), encoding="utf-8", newline="\n")
            written += [png, svg]
    return written
