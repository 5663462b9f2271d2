"""Taking a chart along: as a picture, a page, a specification, with its data beside it."""

from __future__ import annotations

import os
from pathlib import Path

import altair as alt
import polars as pl

from ..charts.again import drawing_of, fit
from ..charts.looks import LOOKS, recolored
from ..charts.render import to_spec
from ..charts.theme import LABEL, label_size
from ..errors import InputError
from .drawn import FORMATS, TRANSPARENT, Drawn
from .rows import rows_of
from .spreadsheet import to_csv

GROUNDS = ("ground", TRANSPARENT)
DPI = 300


def save(
    chart: alt.TopLevelMixin,
    path: str | Path,
    *,
    width: int | None = None,
    scale: float = 1,
    dpi: int = DPI,
    theme: str = "light",
    background: str = "ground",
    data: bool = False,
) -> list[str]:
    """Write a chart to a file, of the format that the file's ending names.

    Neither a network nor a browser is needed. Every file tells in words what the chart shows: SVG
    and HTML to screen readers, PNG and PDF in their properties. An old file of the name stays
    whole until the new one is there.

    Parameters
    ----------
    chart
        The chart, of Workbench or any other of Altair.
    path
        Where to; missing folders are made: `.svg`, `.png`, `.pdf`, `.html` (one page that needs no
        network, with tooltips) or `.json` (the Vega-Lite specification with its rows).
    width
        Pixels of the picture (300 for a column, 1,200 for a slide): the chart is laid out anew,
        with as many panels side by side as have room, its labels of the size that is read there.
        A chart that was changed after it was drawn has only the width it was given.
    scale
        How many times larger to draw it, type and all. `.json` keeps the chart's own pixels, in
        which a label is 14 high.
    dpi
        Pixels of a PNG per inch; a chart has 72 of its own, as in a PDF.
    theme
        `light`, `dark`, or `print`, whose colors differ in a copy without color too.
    background
        `ground`, that of the theme, or `transparent`.
    data
        Whether to write its data as CSV beside it, under the same name: the frame that it was
        drawn from, or the rows that it holds if it was changed since.

    Returns
    -------
    list of str
        The file, and that of the data, folders divided by slashes on every system.

    Raises
    ------
    InputError
        It is no chart, the ending is none of these, or an argument is out of its range.
    OSError
        The file cannot be written.
    """
    if not isinstance(chart, alt.TopLevelMixin):
        raise InputError(
            f"save: found {type(chart).__name__!r}; give a chart, as those of workbench.charts are"
        )
    path = Path(path)
    check(path, width=width, scale=scale, dpi=dpi, theme=theme, background=background)
    factor, table = scale, _table(chart) if data else None
    if width is not None:
        label = label_size(width) / LABEL
        chart, factor = fit(chart, round(width / label)), scale * label
    spec = recolored(to_spec(chart), theme)
    if background == TRANSPARENT:
        spec["background"] = TRANSPARENT
    drawn = Drawn(spec, factor=factor, dpi=dpi, dark=theme == "dark")
    if width is not None:
        drawn = drawn.as_wide_as(width * scale)
    files = {path: FORMATS[path.suffix.lower()](drawn)}
    if table is not None:
        files[path.with_suffix(".csv")] = to_csv(table)
    write_files(files)
    return [written.as_posix() for written in files]


def _table(chart: alt.TopLevelMixin) -> pl.DataFrame:
    drawing = drawing_of(chart)
    if drawing is None:
        return rows_of(to_spec(chart))
    return pl.DataFrame(drawing.frame)


def check(
    path: Path,
    *,
    width: int | None = None,
    scale: float = 1,
    dpi: int = DPI,
    theme: str = "light",
    background: str = "ground",
) -> None:
    """Raise an InputError where `save` would, for whoever has long to compute before it."""
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"{path}: end the name in one of {', '.join(FORMATS)}")
    if width is not None and not 200 <= width <= 4000:
        raise InputError(f"save: found width={width!r}; give 200 to 4,000 pixels")
    if not 0.1 <= scale <= 20:
        raise InputError(f"save: found scale={scale!r}; give 0.1 to 20")
    if not 36 <= dpi <= 1200:
        raise InputError(f"save: found dpi={dpi!r}; give 36 to 1200")
    if theme not in LOOKS:
        raise InputError(f"save: found theme={theme!r}; choose one of {', '.join(LOOKS)}")
    if background not in GROUNDS:
        raise InputError(
            f"save: found background={background!r}; choose one of {', '.join(GROUNDS)}"
        )


def write_files(files: dict[Path, bytes]) -> None:
    """Write files beside their places, then put all of them there.

    Raises
    ------
    OSError
        One cannot be written: then nothing is left of any.
    """
    beside = {path: path.with_name(f".{path.name}.new") for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(content)
        for path, new in beside.items():
            os.replace(new, path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
