"""The renderer: one bundle that every reader can show, the same on a rerun."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from xml.etree import ElementTree

import altair as alt
import polars as pl
import pytest

from workbench import charts
from workbench.charts import render, theme

TITLE = "A </title> of \"some\" <b>length</b> & 'more'"


@pytest.fixture
def altair_as_it_was():
    """Leave Altair's global settings as the test found them."""
    registries = (alt.renderers, alt.theme, alt.data_transformers)
    before = [registry.active for registry in registries]
    yield
    for registry, name in zip(registries, before, strict=True):
        registry.enable(name)


def chart(**properties: object) -> alt.Chart:
    data = alt.InlineData(values=[{"x": 1.0, "y": 2.5}, {"x": -0.0, "y": None}])
    return alt.Chart(data).mark_point().encode(x="x:Q", y="y:Q").properties(**properties)


@pytest.mark.usefixtures("altair_as_it_was")
def test_after_enable_a_chart_shows_itself_as_one_bundle() -> None:
    charts.enable()
    charts.enable()
    data, metadata = chart(width=200, height=100)._repr_mimebundle_()
    assert list(data) == ["application/vnd.vegalite.v5+json", "image/png", "text/plain"]
    assert data[render.MIME]["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json"
    assert data[render.MIME]["config"]["font"] == "sans-serif"
    assert set(metadata) == {"image/png"}
    assert alt.data_transformers.active == "default"


def test_whole_floats_are_ints_as_jupyterlab_saves_them() -> None:
    data, _ = render.bundle(chart(width=200.0).to_dict())
    text = json.dumps(data[render.MIME])
    assert '{"x": 1, "y": 2.5}' in text
    assert '{"x": 0, "y": null}' in text
    assert ".0" not in text


@pytest.mark.parametrize("character", "\x00\x01\x0b\x1b\ud800\ufffe")
def test_what_no_picture_can_hold_is_left_out(character: str) -> None:
    """Any of these, in a title of a paper, would end the program in vl-convert."""
    data = alt.InlineData(values=[{"x": f"a{character}b"}])
    drawn = alt.Chart(data, title=f"c{character}d").mark_point().encode(x="x:N")
    svg = charts.to_svg(drawn)
    assert ">ab</text>" in svg
    assert ">cd</text>" in svg
    assert charts.to_svg(drawn.properties(title="\t\n ü 雲 😀")).count("ü 雲 😀") >= 1


@pytest.mark.parametrize("name", ["constructor", "toString", "valueOf", "hasOwnProperty"])
def test_a_name_that_every_object_of_javascript_has_can_be_ordered_by(name: str) -> None:
    frame = pl.DataFrame({"term": [name, "ferry"], "papers": [3, 4]})
    chart = alt.Chart(frame).mark_bar().encode(x="papers", y=alt.Y("term", sort=[name, "ferry"]))
    assert render.to_png(chart).startswith(b"\x89PNG")
    assert render.to_spec(chart)["encoding"]["y"]["sort"][0].rstrip() == name


def test_flags_stay_flags() -> None:
    spec = {"a": True, "b": [1.0, {"c": 2.0, "d": float("inf")}], "e": "3.0"}
    assert render._plain(spec) == {
        "a": True, "b": [1, {"c": 2, "d": float("inf")}], "e": "3.0",
    }  # fmt: skip
    assert json.dumps(render._plain({"a": True, "b": 1.0})) == '{"a": true, "b": 1}'


def test_the_png_opens_and_has_twice_the_size_it_promises() -> None:
    data, metadata = render.bundle(render.to_spec(chart(width=200, height=100)))
    encoded = data["image/png"]
    assert encoded.endswith("\n")
    assert encoded.count("\n") == 1
    png = base64.b64decode(encoded, validate=False)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = render.png_size(png)
    size = metadata["image/png"]
    assert (width // 2, height // 2) == (size["width"], size["height"])
    assert size["width"] > 200


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ({"description": "what is seen", "title": "T"}, "<Chart: what is seen>"),
        ({"title": "T"}, "<Chart: T>"),
        ({"title": ["T", "U"]}, "<Chart: T U>"),
        ({"title": alt.TitleParams(text=["T", "U"], subtitle="S")}, "<Chart: T U>"),
        ({}, "<Chart: untitled>"),
    ],
)
def test_the_text_is_the_description_or_else_the_title(properties: dict, text: str) -> None:
    data, _ = render.bundle(chart(**properties).to_dict())
    assert data["text/plain"] == text


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, json, polars as pl\n"
        "from workbench.charts import render, topic_terms\n"
        "frame = pl.DataFrame({'topic': [0, 1], 'label': ['a', 'b'], 'term': ['x', 'y'],"
        " 'weight': [0.5, 0.25]})\n"
        "bundle = render.bundle(render.to_spec(topic_terms(frame)))\n"
        "print(hashlib.sha256(json.dumps(bundle).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": "UTC"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_a_figure_is_written_at_the_size_asked_for(tmp_path) -> None:
    small = charts.to_png(chart(), tmp_path / "small.png", ppi=72)
    large = charts.to_png(chart(), ppi=288)
    assert (tmp_path / "small.png").read_bytes() == small
    assert render.png_size(large) == tuple(4 * side for side in render.png_size(small))


def test_an_svg_names_itself_whatever_its_title_holds(tmp_path) -> None:
    svg = charts.to_svg(chart(title=TITLE), tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").read_text(encoding="utf-8") == svg
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == TITLE


@pytest.mark.usefixtures("altair_as_it_was")
def test_exports_have_the_theme_and_leave_altairs_own_enabled() -> None:
    alt.theme.enable("default")
    spec = render.to_spec(chart())
    assert spec["config"] == theme.theme()["config"]
    assert alt.theme.active == "default"
