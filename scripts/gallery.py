"""Draw every chart of every collection at hand, and write the page that shows them.

The sample is always drawn; tables of other collections are named on the command line:

    python scripts/gallery.py data/processed/mine data/processed/other

Charts that show titles are drawn of the sample only: its papers are invented, others' are not.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import altair as alt
from PIL import Image

import workbench as wb
from workbench.cli_charts import SUBCOMMANDS
from workbench.views.drawing import DRAWN

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
WITH_TITLES = ("lives", "key-terms")
COLORS = 128
"""Colors of a picture: enough for charts, and a third of the bytes."""
LOOKS = {
    "column": ("In a column of 300 pixels", {"width": 300, "dpi": 144}),
    "slide": ("On a slide of 1,200 pixels", {"width": 1200}),
    "dark": ("On dark ground: `--theme dark`", {"theme": "dark"}),
    "print": ("For print: `--theme print`", {"theme": "print"}),
}
LOOKED_AT = ("trends", "rising", "cooccurrence")
HEAD = """# Gallery

Every chart of Workbench, drawn by `python scripts/gallery.py`: {drawn}.
How to take one along, and all options: [charts.md](charts.md). A picture that says there is nothing
to show is one, too: dumps that answer different questions are no time series.
"""


def main(folders: list[str]) -> None:
    """Draw the gallery of the sample and of the folders of tables that are named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as scratch:
        tables = Path(scratch) / "sample"
        wb.load(ROOT / "data" / "raw" / "sample", tables)
        corpora = [wb.Corpus.open(tables), *map(wb.Corpus.open, folders)]
    shown = {name: list(drawn(name, corpora)) for name in DRAWN}
    PAGE.write_text("\n".join(page(corpora, shown)), encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in PICTURES.iterdir())
    print(f"{PAGE}: {len(list(PICTURES.iterdir()))} pictures, {size / 1e6:.1f} MB")


def drawn(name: str, corpora: list[wb.Corpus]) -> Iterator[tuple[str, str]]:
    """Draw a chart of each corpus; yield the words and the file of each picture."""
    for corpus in corpora:
        if name in WITH_TITLES and corpus is not corpora[0]:
            continue
        chart = DRAWN[name].draw(DRAWN[name].ask(corpus, **needed(name, corpus)))
        yield corpus.name, picture(chart, f"{name}-{corpus.name}")
        if name in LOOKED_AT and corpus is corpora[0]:
            for look, (words, how) in LOOKS.items():
                yield words, picture(chart, f"{name}-{look}", **how)


def needed(name: str, corpus: wb.Corpus) -> dict[str, object]:
    """Return what a question cannot do without: a day that halves the dumps, some papers."""
    if name == "key-terms":
        return {"paper_ids": corpus.papers["paper_id"].head(3).to_list()}
    days = corpus.dumps["listed_on"].drop_nulls().sort()
    return {"split": days[days.len() // 2].isoformat()} if name == "windows" else {}


def picture(chart: alt.TopLevelMixin, stem: str, **how: object) -> str:
    """Write a small picture of a chart and return its file's name."""
    path = PICTURES / f"{stem}.png"
    wb.save(chart, path, **{"width": 640, "dpi": 72, **how})
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    return path.name


def page(corpora: list[wb.Corpus], shown: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Yield the lines of the page."""
    names = [f"the collection `{corpus.name}`" for corpus in corpora[1:]]
    yield HEAD.format(drawn=", ".join(["the invented sample", *names]))
    for name, pictures in shown.items():
        yield f"## {name}\n\n{SUBCOMMANDS[name].help}\n"
        for words, file in pictures:
            yield f"{words}:\n\n![{name}, {words}](gallery/{file})\n"


if __name__ == "__main__":
    main(sys.argv[1:])
