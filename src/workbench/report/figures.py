"""The charts of notebooks as files, to be put into a paper or a talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .markup import slug
from .pictures import Picture

NAME_LENGTH = 60


def write_figures(drawn: Mapping[str, Sequence[Picture]], folder: Path) -> list[Path]:
    """Write each chart as PNG and SVG, named after its notebook, its order there and its title.

    Parameters
    ----------
    drawn
        The charts of each notebook, by its name.
    folder
        An existing folder.

    Returns
    -------
    list of Path
        The files, in the order of the charts.
    """
    written = []
    for name, pictures in drawn.items():
        for number, chart in enumerate(pictures, start=1):
            title = slug(chart.title)[:NAME_LENGTH].strip("-")
            stem = "-".join(filter(None, (slug(name), f"{number:02d}", title)))
            png, svg = folder / f"{stem}.png", folder / f"{stem}.svg"
            png.write_bytes(chart.png)
            svg.write_text(chart.svg(), encoding="utf-8", newline="\n")
            written += [png, svg]
    return written
