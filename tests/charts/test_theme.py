"""Colors that anyone can tell apart, and text that anyone can read."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from workbench.charts import looks, rising, scales, theme
from workbench.errors import InputError

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # fmt: skip
WHITE = TO_XYZ.sum(axis=1)


def linear(color: str) -> np.ndarray:
    channels = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(color: str, vision: str) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(VISION[vision] @ linear(color), 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    dark, light = sorted((TO_XYZ @ linear(color))[1] for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def seen(look: str, *colors: str) -> list[str]:
    """Return what a look shows for colors of the theme."""
    return [looks.LOOKS[look].get(color, color) for color in colors]


EVERY_LOOK = pytest.mark.parametrize("look", looks.LOOKS)


@EVERY_LOOK
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("pair", list(itertools.combinations(theme.SERIES, 2)), ids=" ".join)
def test_series_differ_for_every_kind_of_vision(
    look: str, vision: str, pair: tuple[str, str]
) -> None:
    one, other = (lab(color, vision) for color in seen(look, *pair))
    assert np.linalg.norm(one - other) > 12  # 2.3 is just noticeable


@EVERY_LOOK
@pytest.mark.parametrize("color", [*theme.SERIES, theme.INK, theme.MUTED])
def test_text_in_every_color_reads_on_the_ground(look: str, color: str) -> None:
    assert contrast(*seen(look, color, theme.PAPER)) >= 4.5


@EVERY_LOOK
def test_axes_stand_out_from_the_ground_and_the_grid_stays_behind(look: str) -> None:
    paper, grey, faint = seen(look, theme.PAPER, theme.GREY, theme.FAINT)
    assert contrast(grey, paper) >= 3
    assert 1.2 < contrast(faint, paper) < 2


def test_in_print_series_differ_without_color_too() -> None:
    lightness = sorted(lab(color, "normal")[0] for color in seen("print", *theme.SERIES))
    assert min(after - before for before, after in itertools.pairwise(lightness)) > 10


@EVERY_LOOK
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    "scale", [theme.SEQUENTIAL, theme.DIVERGING[2::-1], theme.DIVERGING[3:]], ids=["up", "-", "+"]
)
def test_scales_leave_the_ground_for_every_kind_of_vision(
    look: str, vision: str, scale: list[str]
) -> None:
    ground = lab(seen(look, theme.PAPER)[0], vision)[0]
    away = [abs(lab(color, vision)[0] - ground) for color in seen(look, *scale)]
    assert all(after - before > 5 for before, after in itertools.pairwise(away))


def at(scale: list[str], place: float) -> str:
    """Return the color at a place of a scale, from 0 to 1, mixed as d3 mixes."""
    step = min(int(place * (len(scale) - 1)), len(scale) - 2)
    part = place * (len(scale) - 1) - step
    sides = [[int(c[k : k + 2], 16) for k in (1, 3, 5)] for c in scale[step : step + 2]]
    mixed = [round(a + (b - a) * part) for a, b in zip(*sides, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


@EVERY_LOOK
@pytest.mark.parametrize("place", np.linspace(0, 1, 21))
def test_numbers_read_on_every_cell(look: str, place: float) -> None:
    (text,) = seen(look, theme.PAPER if place > scales.DARK else theme.INK)
    for scale, part in ((theme.SEQUENTIAL, place), (theme.DIVERGING, (1 + place) / 2),
                        (theme.DIVERGING, (1 - place) / 2)):  # fmt: skip
        assert contrast(text, at(seen(look, *scale), part)) >= 3


@EVERY_LOOK
@pytest.mark.parametrize("amount", np.arange(0, 1.01, 0.05))
def test_numbers_read_on_every_amount(look: str, amount: float) -> None:
    domain, colors = scales.amounts(1)
    place = np.interp(amount, domain, np.linspace(0, 1, len(domain)))
    (text,) = seen(look, theme.PAPER if amount > scales.DARK_AMOUNT else theme.INK)
    assert contrast(text, at(seen(look, *colors), place)) >= 3


@EVERY_LOOK
def test_a_look_exchanges_colors_one_for_one(look: str) -> None:
    exchanged = looks.LOOKS[look]
    assert len(set(exchanged.values())) == len(exchanged)
    spec = {
        "mark": {"color": theme.BLUE},
        "encoding": {"color": {"scale": {"range": [theme.VERMILION, theme.INK]}}},
        "datasets": {"a": [{"label": theme.BLUE}]},
    }
    before = json.dumps(spec)
    drawn = looks.recolored(spec, look)
    assert json.dumps(spec) == before
    assert drawn["mark"]["color"] == exchanged.get(theme.BLUE, theme.BLUE)
    assert drawn["encoding"]["color"]["scale"]["range"] == seen(look, theme.VERMILION, theme.INK)
    assert drawn["datasets"] == spec["datasets"]


def test_a_look_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="light, dark, print"):
        looks.recolored({}, "night")


def test_verdicts_and_series_differ_in_shape_too() -> None:
    shapes = [shape for _, shape in rising.VERDICTS.values()]
    assert len(set(shapes)) == len(shapes)
    assert len(set(theme.SHAPES)) == len(theme.SERIES)
