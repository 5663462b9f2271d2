"""What holds for every chart: it says what it shows, draws anything, and changes nothing."""

from __future__ import annotations

import json

import altair as alt
import polars as pl
import pytest
import vl_convert
from polars.testing import assert_frame_equal

from workbench import charts
from workbench.charts import render, svg, theme
from workbench.errors import InputError

NOT_CHARTS = {"enable", "fit", "to_png", "to_svg"}
CHARTS = sorted(set(charts.__all__) - NOT_CHARTS)
VARIANTS = [
    *((name, {}) for name in CHARTS),
    ("calendar", {"count": 60}),
    ("coverage", {"months": 36, "dumps": 90}),
    ("coverage", {"months": 2, "dumps": 0}),
    ("dumps", {"count": 60}),
    ("key_terms", {"papers": 8}),
    ("comparability", {"dumps": True}),
    ("term_ranks", {"dumps": True}),
    ("term_ranks", {"terms": 1}),
    ("new_papers", {"dumps": True}),
    ("new_papers", {"months": 300}),
    ("term_trends", {"dumps": True}),
    ("term_trends", {"terms": 3}),
    ("term_trends", {"terms": 1, "months": 1}),
    ("topics", {"dumps": True}),
    ("topics", {"count": 2}),
    ("topic_terms", {"count": 1}),
]
HOSTILE = "</script><script>alert('x')</script> \"quoted\" & <b>bold</b> \\ 100%"
LABELS = {
    "label", "label_a", "label_b", "title", "term", "term_a", "term_b", "period", "dump",
    "dump_a", "dump_b", "path", "kind", "date_text", "field", "series", "rule", "since",
    "period_a", "period_b", "first_period", "why",
}  # fmt: skip


def title_of(spec: dict) -> str:
    return " ".join(spec["title"]["text"])


def subtitle_of(spec: dict) -> str:
    return " ".join(spec["title"]["subtitle"])


@pytest.mark.parametrize(("name", "how"), VARIANTS)
def test_it_compiles_for_the_oldest_vega_lite_and_renders(name, how, make) -> None:
    spec = render.to_spec(getattr(charts, name)(make(name, **how)))
    vl_convert.vegalite_to_vega(spec, vl_version="5.8")
    width, height = render.png_size(vl_convert.vegalite_to_png(spec, vl_version="5.8"))
    assert 200 < width <= theme.WIDTH + 30
    assert height > 100


@pytest.mark.parametrize("width", [382, 933])
@pytest.mark.parametrize(("name", "how"), VARIANTS)
def test_it_is_laid_out_for_a_column_and_for_a_slide(name, how, width, make) -> None:
    """As wide as asked for, within what keeps labels legible; a narrow chart may be narrower."""
    chart = charts.fit(getattr(charts, name)(make(name, **how)), width)
    spec = render.to_spec(chart)
    vl_convert.vegalite_to_vega(spec, vl_version="5.8")
    drawn, _ = svg.size(svg.draw(spec))
    assert float(drawn) <= 1.1 * width
    lines = [*spec["title"]["text"], *spec["title"].get("subtitle", [])]
    assert max(map(len, lines)) <= width * 98 / 640


@pytest.mark.parametrize(("name", "how"), VARIANTS)
def test_it_says_what_it_shows(name, how, make, spec_of, marks_of) -> None:
    spec = spec_of(name, make(name, **how))
    assert title_of(spec)
    assert any(character.isdigit() for character in subtitle_of(spec))
    assert any(character.isdigit() for character in spec["description"])
    assert max(map(len, spec["title"]["subtitle"])) < 100
    tooltips = [encoding["tooltip"] for _, encoding in marks_of(spec) if "tooltip" in encoding]
    assert tooltips
    for tip in (tip for tips in tooltips for tip in tips):
        assert "_" not in tip["title"]
        assert ("format" in tip) == (tip["type"] != "nominal")


@pytest.mark.parametrize(("name", "how"), VARIANTS)
def test_every_field_that_it_names_is_in_its_rows(name, how, make, spec_of, rows_of) -> None:
    spec = spec_of(name, make(name, **how))
    known = {key for rows in spec.pop("datasets").values() for row in rows for key in row}
    fields = {part.split('"')[0] for part in json.dumps(spec).split('"field": "')[1:]}
    assert fields <= known


@pytest.mark.parametrize(("name", "how"), VARIANTS)
def test_pandas_gives_the_same_chart_and_frames_stay_as_they_are(name, how, make, spec_of) -> None:
    frame = make(name, **how)
    as_pandas, before = frame.to_pandas(), frame.to_pandas()
    assert spec_of(name, as_pandas) == spec_of(name, frame)
    assert as_pandas.equals(before)
    assert_frame_equal(frame, make(name, **how))


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_frame_gives_the_same_bytes(name, make) -> None:
    first, second = (
        render.bundle(render.to_spec(getattr(charts, name)(make(name)))) for _ in range(2)
    )
    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_frame_gives_a_sentence(name, make, spec_of) -> None:
    spec = spec_of(name, make(name).clear())
    assert spec["mark"]["type"] == "text"
    (row,) = next(iter(spec["datasets"].values()))
    sentence = " ".join(row["text"])
    assert sentence.endswith(".")
    assert sentence in spec["description"]
    assert title_of(spec)
    assert spec_of(name, make(name).clear().to_pandas()) == spec


@pytest.mark.parametrize("name", CHARTS)
def test_a_single_row_is_drawn(name, make) -> None:
    chart = getattr(charts, name)(make(name).head(1))
    width, _ = render.png_size(render.to_png(chart, ppi=72))
    assert width <= theme.WIDTH + 60


@pytest.mark.parametrize("name", CHARTS)
def test_words_may_hold_anything(name, make, spec_of) -> None:
    frame = make(name)
    drawn_by = {"style_drift": "kind"}.get(name)  # only rows of one kind are drawn
    text = [column for column in frame.columns if column in LABELS - {drawn_by}]
    hostile = frame.with_columns(pl.col(text) + HOSTILE)
    spec = spec_of(name, hostile, title=HOSTILE, subtitle=HOSTILE)
    assert title_of(spec) == HOSTILE
    assert subtitle_of(spec) == HOSTILE
    values = [value for rows in spec["datasets"].values() for row in rows for value in row.values()]
    told = any(HOSTILE in value for value in values if isinstance(value, str))
    assert told or name == "repeats"  # which only counts
    png = vl_convert.vegalite_to_png(
        render.to_spec(getattr(charts, name)(hostile)), vl_version="5.8"
    )
    assert render.png_size(png)[0] <= theme.WIDTH + 60


@pytest.mark.parametrize("name", CHARTS)
def test_title_and_subtitle_can_be_given(name, spec_of) -> None:
    spec = spec_of(name, title="Mine", subtitle="")
    assert spec["title"]["text"] == ["Mine"]
    assert "subtitle" not in spec["title"]
    assert title_of(spec_of(name, title="word " * 40)) == ("word " * 40).strip()
    assert len(spec_of(name, title="word " * 40)["title"]["text"]) > 2


@pytest.mark.parametrize("name", CHARTS)
def test_a_missing_column_is_named(name, make) -> None:
    frame = make(name)
    with pytest.raises(InputError, match=rf"charts\.{name}.*{frame.columns[1]}"):
        getattr(charts, name)(frame.drop(frame.columns[1]))


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_no_frame_is_refused(name) -> None:
    with pytest.raises(InputError, match=rf"charts\.{name}.*dict.*polars or pandas"):
        getattr(charts, name)({"term": ["agent"]})


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_an_altair_chart_with_all_rows_inside(name, make) -> None:
    chart = getattr(charts, name)(make(name))
    assert isinstance(chart, alt.TopLevelMixin)
    assert "url" not in json.dumps(chart.to_dict()["datasets"])
