"""A chart as a file: whole, named, of the size and look asked for, the same on every run."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import altair as alt
import polars as pl
import pytest
from PIL import Image
from polars.testing import assert_frame_equal

import workbench as wb
from workbench.charts import looks, render, theme
from workbench.charts.again import drawing_of
from workbench.errors import InputError

SVG = "{http://www.w3.org/2000/svg}"
STABLE = (".svg", ".png", ".html", ".json")


def save(*arguments: object, **how: object) -> list[Path]:
    return [Path(name) for name in wb.save(*arguments, **how)]


def width_of(path: Path) -> float:
    return float(ElementTree.parse(path).getroot().get("width"))


def texts_of(path: Path) -> list[ElementTree.Element]:
    return [one for one in ElementTree.parse(path).getroot().iter(f"{SVG}text") if one.text]


def test_the_ending_chooses_the_format(chart, tmp_path: Path) -> None:
    starts = {".svg": b"<svg ", ".png": b"\x89PNG", ".pdf": b"%PDF-", ".html": b"<!doctype html>",
              ".json": b"{", ".PNG": b"\x89PNG"}  # fmt: skip
    for ending, start in starts.items():
        path = tmp_path / f"trend{ending}"
        assert wb.save(chart, path) == [path.as_posix()]
        assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("ending", STABLE)
def test_the_same_chart_gives_the_same_bytes(chart, ending: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(chart, tmp_path / f"{name}{ending}", dpi=72, width=500)
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_another_process_gives_the_same_bytes(frame, chart, tmp_path: Path) -> None:
    frame.write_parquet(tmp_path / "frame.parquet")
    code = (
        "import sys, polars as pl, workbench as wb\n"
        "chart = wb.charts.term_trends(pl.read_parquet(sys.argv[1] + '/frame.parquet'))\n"
        "wb.charts.to_png(chart)\n"  # Vega's inner names count on
        "wb.save(chart, sys.argv[1] + '/there.svg')\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment)
    save(wb.charts.term_trends(frame), tmp_path / "here.svg")
    assert (tmp_path / "there.svg").read_bytes() == (tmp_path / "here.svg").read_bytes()


def test_an_svg_tells_title_and_content_and_nothing_twice(chart, hostile, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "trend.svg")
    root = ElementTree.parse(path).getroot()
    assert root.get("role") == "img"
    told = root.find(f"{SVG}desc").text
    assert root.get("aria-label") == told
    assert "fog net: 2.5% in 2025-01, 20.0% in 2025-08." in told
    assert root.find(f"{SVG}title").text == hostile
    inner = [name for one in root.iter() for name in one.keys() if one is not root]  # noqa: SIM118
    assert not [name for name in inner if name == "role" or name.startswith("aria-")]
    assert {one.get("font-family") for one in texts_of(path)} == {
        "Arial, 'Liberation Sans', Helvetica, sans-serif"
    }


def test_words_that_no_xml_may_hold_are_left_out(frame, tmp_path: Path) -> None:
    (path,) = save(wb.charts.term_trends(frame, title="a\x00b\x1b[1m"), tmp_path / "a.svg")
    assert ElementTree.parse(path).getroot().find(f"{SVG}title").text == "ab[1m"


def test_a_png_tells_its_words_and_its_size_in_inches(chart, hostile, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "trend.png")
    with Image.open(path) as image:
        image.load()
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)
        assert image.text["Title"] == hostile
        assert "fog net: 2.5%" in image.text["Description"]
        assert image.mode == "RGB"
        drawn = float(re.search(r'width="([\d.]+)"', wb.charts.to_svg(chart))[1])
        assert image.width == pytest.approx(drawn * 300 / 72, abs=1)


def test_a_pdf_tells_its_words_and_leads_to_them(chart, hostile, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "trend.pdf")
    content = path.read_bytes()
    starts = [int(number) for number in re.findall(rb"startxref\n(\d+)", content)]
    previous = int(re.findall(rb"/Prev (\d+)", content)[0])
    assert previous == starts[0]
    assert content[previous:].startswith(b"xref")
    table = content[starts[-1] :]
    number, place = re.match(rb"xref\n(\d+) 1\n(\d{10}) 00000 n\r\n", table).groups()
    information = content[int(place) :]
    assert information.startswith(number + b" 0 obj")
    assert f"/Info {number.decode()} 0 R".encode() in table
    title, subject = re.findall(rb"/(?:Title|Subject) <FEFF([0-9A-F]+)>", information)
    assert bytes.fromhex(title.decode()).decode("utf-16-be") == hostile
    assert "fog net" in bytes.fromhex(subject.decode()).decode("utf-16-be")
    assert f"/Size {int(number) + 1}".encode() in table


def test_a_pdf_of_another_form_is_refused() -> None:
    from workbench.export.pdf import told

    with pytest.raises(InputError, match=r"\.svg or \.png"):
        told(b"%PDF-1.7\nno table of places", "a", "b")


def test_json_is_the_specification_with_its_rows(chart, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "trend.json")
    assert json.loads(path.read_text(encoding="utf-8")) == render.to_spec(chart)


@pytest.mark.parametrize("width", [300, 450, 640, 1000, 1200])
def test_a_picture_has_the_width_and_its_labels_the_size_asked_for(chart, width, tmp_path) -> None:
    (path,) = save(chart, tmp_path / "trend.svg", width=width)
    assert width_of(path) == pytest.approx(width, abs=1)
    box = ElementTree.parse(path).getroot().get("viewBox").split()
    shown = 14 * width / float(box[2])
    assert shown == pytest.approx(theme.label_size(width), rel=0.08)
    assert shown >= 10


def test_more_panels_stand_side_by_side_where_there_is_room(chart, tmp_path: Path) -> None:
    def rows(width: int) -> float:
        (path,) = save(chart, tmp_path / "trend.svg", width=width)
        root = ElementTree.parse(path).getroot()
        return float(root.get("height")) / float(root.get("width"))

    assert rows(300) > 2 * rows(1200)


def test_labels_grow_from_a_column_to_a_slide() -> None:
    sizes = [theme.label_size(width) for width in (150, 300, 640, 1200, 2400)]
    assert sizes == [5.5, 11, 14, 18, 36]
    assert theme.label_size(470) == pytest.approx(12.5)


def test_scale_enlarges_all(chart, tmp_path: Path) -> None:
    (small,) = save(chart, tmp_path / "a.svg", width=400)
    (large,) = save(chart, tmp_path / "b.svg", width=400, scale=2.5)
    assert width_of(large) == pytest.approx(1000, abs=2)
    boxes = [ElementTree.parse(path).getroot().get("viewBox") for path in (small, large)]
    assert boxes[0] == boxes[1]


def test_a_chart_that_was_changed_keeps_its_width(changed, tmp_path: Path) -> None:
    assert drawing_of(changed) is None
    save(changed, tmp_path / "trend.svg", scale=2)
    with pytest.raises(InputError, match=r"title=.*properties\(width=\)"):
        save(changed, tmp_path / "trend.svg", width=300)


def test_dark_and_transparent(chart, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "a.png", dpi=72, theme="dark")
    with Image.open(path) as image:
        assert "#{:02x}{:02x}{:02x}".format(*image.getpixel((1, 1))) == looks.DARK[theme.PAPER]
    (path,) = save(chart, tmp_path / "b.png", dpi=72, background="transparent")
    with Image.open(path) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((1, 1))[3] == 0


def test_every_ground_is_that_of_the_look(chart, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "a.html", theme="dark")
    page = path.read_text(encoding="utf-8")
    assert "color-scheme: dark" in page
    assert f"background: {looks.DARK[theme.PAPER]}" in page


def test_the_data_stand_beside_harmless_for_a_spreadsheet(chart, frame, tmp_path: Path) -> None:
    paths = save(chart, tmp_path / "trend.svg", data=True)
    assert [path.name for path in paths] == ["trend.svg", "trend.csv"]
    rows = list(csv.DictReader(io.StringIO(paths[1].read_text(encoding="utf-8-sig"))))
    assert list(rows[0]) == frame.columns
    assert [row["term"] for row in rows[::8]] == [
        "fog net", "rain gauge", "'=1+1", "mist", "haze", "dew",
    ]  # fmt: skip
    assert [float(row["share"]) for row in rows] == frame["share"].to_list()


def test_a_changed_chart_gives_the_rows_it_holds(changed, tmp_path: Path) -> None:
    _, table = save(changed, tmp_path / "trend.svg", data=True)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 48
    assert {row["period_start"] for row in rows} >= {"2025-01-01", "2025-08-01"}


def test_pandas_frames_are_data_too(frame, tmp_path: Path) -> None:
    chart = wb.charts.term_trends(frame.to_pandas())
    _, table = save(chart, tmp_path / "trend.json", data=True)
    assert pl.read_csv(table).height == frame.height


def test_a_chart_without_rows_of_its_own_has_no_data(tmp_path: Path) -> None:
    chart = alt.Chart("penguins.csv").mark_point()
    with pytest.raises(InputError, match="no rows of its own"):
        save(chart, tmp_path / "a.json", data=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "how", "found"),
    [
        ("a.gif", {}, r"a\.gif: end the name in one of \.svg, \.png"),
        ("a", {}, r"end the name"),
        ("a.svg", {"width": 20}, "width=20"),
        ("a.svg", {"scale": 0}, "scale=0"),
        ("a.png", {"dpi": 9999}, "dpi=9999"),
        ("a.svg", {"theme": "night"}, "light, dark, print"),
        ("a.svg", {"background": "pink"}, "ground, transparent"),
    ],
)
def test_a_wrong_argument_is_named(chart, name, how, found, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=found):
        save(chart, tmp_path / name, **how)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_chart_is_refused(frame, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"DataFrame.*workbench\.charts"):
        save(frame, tmp_path / "a.svg")


def test_an_old_file_stays_whole_where_the_new_one_cannot_be_written(
    chart, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "trend.svg"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        save(chart, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folders_are_made_and_a_file_is_none(chart, tmp_path: Path) -> None:
    (path,) = save(chart, tmp_path / "paper" / "figures" / "trend.json")
    assert path.is_file()
    with pytest.raises(OSError, match=r"trend\.json"):
        save(chart, path / "trend.svg")


def test_fitting_again_gives_the_same_chart(chart) -> None:
    there = wb.charts.fit(chart, 900)
    assert there.to_dict() != chart.to_dict()
    assert wb.charts.fit(there, theme.WIDTH).to_dict() == chart.to_dict()
    assert wb.charts.fit(chart, theme.WIDTH).to_dict() == chart.to_dict()
    assert_frame_equal(drawing_of(there).frame, drawing_of(chart).frame)
    with pytest.raises(InputError, match="width=10"):
        wb.charts.fit(chart, 10)
