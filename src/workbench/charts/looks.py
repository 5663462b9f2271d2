"""The looks of charts: the theme's colors, and what stands for each on dark ground and in print.

Charts are drawn in the colors of `theme`, each of which means one thing; another look exchanges
them one for one, in charts of any kind and in those that notebooks hold. So nothing in a chart
knows of looks, and tests hold each look to the same rules.
"""

from __future__ import annotations

from typing import Any

from workbench.charts import theme
from workbench.errors import InputError

DARK = {
    theme.PAPER: "#16191f",
    theme.INK: "#f2f2f2",
    theme.MUTED: "#b8bcc4",
    theme.GREY: "#7f858f",
    theme.FAINT: "#343941",
    theme.BLUE: "#4aa8e6",
    theme.VERMILION: "#ff9d4d",
    theme.GREEN: "#3ecf8e",
    theme.PURPLE: "#f5a3c7",
    **dict(
        zip(
            [*theme.SEQUENTIAL, *theme.DIVERGING[:3]],
            ["#1e2a36", "#20415a", "#29618a", "#3a82b2", "#76b9e6", "#cfe9fb",
             "#ffd0a8", "#b0652c", "#35291f"],
            strict=True,
        )
    ),
}  # fmt: skip
"""For screens and slides with a dark ground: amounts grow lighter, not darker."""

PRINT = {
    theme.INK: "#000000",
    theme.MUTED: "#3d3d3d",
    theme.GREY: "#757575",
    theme.FAINT: "#d6d6d6",
    theme.BLUE: "#003a66",
    theme.VERMILION: "#c04d00",
    theme.GREEN: "#15632f",
    theme.PURPLE: "#26081d",
}
"""For paper: the series differ in lightness, so a copy without color still tells them apart."""

LOOKS: dict[str, dict[str, str]] = {"light": {}, "dark": DARK, "print": PRINT}
"""By name, what stands for which color of the theme."""

ROWS = ("datasets", "values")
"""Parts of a specification that hold rows, which are never a color."""


def recolored(spec: dict[str, Any], look: str) -> dict[str, Any]:
    """Return a specification in another look.

    Parameters
    ----------
    spec
        A specification with the theme.
    look
        A name of `LOOKS`.

    Raises
    ------
    InputError
        There is no such look.
    """
    if look not in LOOKS:
        raise InputError(f"found theme={look!r}; choose one of {', '.join(LOOKS)}")
    return _exchanged(spec, LOOKS[look])


def _exchanged(value: Any, colors: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: part if key in ROWS else _exchanged(part, colors) for key, part in value.items()
        }
    if isinstance(value, list):
        return [_exchanged(part, colors) for part in value]
    return colors.get(value, value) if isinstance(value, str) else value
