"""Draw the picture of the README: the planted terms of the sample, month by month."""

from __future__ import annotations

from pathlib import Path

import workbench as wb

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "term_trends.png"
TERMS = ["fog camera", "rain gauge", "volcanic ash", "visibility", "fog net", "cloud forest"]


def main() -> None:
    """Load the sample and write the picture."""
    wb.load(ROOT / "data" / "raw" / "sample", ROOT / "data" / "processed" / "sample")
    corpus = wb.Corpus.open(ROOT / "data" / "processed" / "sample")
    PICTURE.parent.mkdir(exist_ok=True)
    wb.charts.to_png(wb.charts.term_trends(wb.term_trends(corpus, TERMS)), PICTURE)


if __name__ == "__main__":
    main()
