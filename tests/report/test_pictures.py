from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
import vl_convert
from nbformat import NotebookNode
from nbformat.v4 import new_output

from workbench.charts.render import VEGALITE
from workbench.report.pictures import Picture, picture, pictures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ferries(notebooks: dict[str, NotebookNode]) -> Picture:
    (chart,) = pictures(notebooks["01_ferries"])
    return chart


@pytest.fixture(scope="module")
def titles(notebooks: dict[str, NotebookNode]) -> Picture:
    (chart,) = pictures(notebooks["02_titles"])
    return chart


def test_a_chart_s_words(ferries: Picture) -> None:
    assert (ferries.title, ferries.label) == ("Ferries by month", "Ferries seen, by month")
    assert ferries.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("spec", "title", "label"),
    [
        ({"title": {"text": ["Two", "lines"]}}, "Two lines", "Two lines"),
        ({"title": {"text": "One"}, "description": "More"}, "One", "More"),
        ({}, "", "Chart"),
    ],
)
def test_words_of_other_charts(spec: dict[str, object], title: str, label: str) -> None:
    chart = Picture(spec, b"")
    assert (chart.title, chart.label) == (title, label)


def test_other_outputs_are_no_charts() -> None:
    assert picture(new_output("stream", text="a")) is None
    assert picture(new_output("display_data", data={"image/png": "AAAA"})) is None


def test_json_cannot_end_the_script_it_stands_in(titles: Picture, hostile: str) -> None:
    text = titles.json()
    assert "<" not in text
    assert json.loads(text)["title"] == hostile


def test_the_svg_file_says_what_it_shows(titles: Picture, hostile: str) -> None:
    root = ElementTree.fromstring(titles.svg())
    assert root.tag == f"{SVG}svg"
    assert (root.get("role"), root.get("aria-label")) == ("img", hostile)
    assert not list(root.iter(f"{SVG}script"))


def test_the_embedded_svg_draws_the_same(titles: Picture) -> None:
    def drawn(svg: str) -> list[tuple[str, str, dict[str, str]]]:
        return [
            (
                element.tag,
                element.text or "",
                {k: v for k, v in element.items() if k != "role" and not k.startswith("aria-")},
            )
            for element in ElementTree.fromstring(svg).iter()
        ]

    small, whole = titles.embedded_svg(), titles.svg()
    assert drawn(small) == drawn(whole)
    kept = {key for element in ElementTree.fromstring(small).iter() for key, _ in element.items()}
    assert not {key for key in kept if key == "role" or key.startswith("aria-")}
    assert len(small) < len(whole)


def test_the_size_is_the_svg_s(ferries: Picture) -> None:
    root = ElementTree.fromstring(ferries.svg())
    assert ferries.size == (root.get("width"), root.get("height"))


CLIPPED = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": [{"a": 1, "b": 1}, {"a": 2, "b": 3}]},
    "mark": {
        "type": "area",
        "clip": True,
        "color": {
            "gradient": "linear",
            "stops": [{"offset": 0, "color": "white"}, {"offset": 1, "color": "navy"}],
        },
    },
    "encoding": {
        "x": {"field": "a", "type": "quantitative"},
        "y": {"field": "b", "type": "quantitative"},
    },
}


def test_an_svg_is_the_same_however_many_were_drawn_before() -> None:
    plain = vl_convert.vegalite_to_svg(CLIPPED, vl_version=VEGALITE)
    assert plain != vl_convert.vegalite_to_svg(CLIPPED, vl_version=VEGALITE), "no need any more"
    assert Picture(CLIPPED, b"").svg() == Picture(CLIPPED, b"").svg()


def test_inner_names_still_lead_to_what_they_name() -> None:
    svg = Picture(CLIPPED, b"").svg()
    root = ElementTree.fromstring(svg)
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    named = {part.split(")")[0] for part in svg.split("url(#")[1:]}
    assert named
    assert named <= ids
