"""Small corpora, invented, and the truth that is planted in the sample."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pages import paper, papers, spaced
from piles import pile
from workbench.corpus import Corpus
from workbench.load import LoadReport, load

Row = tuple[str, str | None, date | None]


@pytest.fixture(scope="session")
def truth(root: Path) -> dict[str, Any]:
    """Return what was planted in the sample."""
    return json.loads((root / "tests" / "data" / "sample_truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def make_corpus() -> Callable[[Sequence[Row]], Corpus]:
    """Return a function from rows of title, abstract and day to a corpus."""

    def make(rows: Sequence[Row]) -> Corpus:
        schema = {"title": pl.String, "abstract": pl.String, "date": pl.Date}
        return Corpus.from_frame(pl.DataFrame(rows, schema=schema, orient="row"))

    return make


@pytest.fixture(scope="session")
def orchard(make_corpus: Callable[[Sequence[Row]], Corpus]) -> Corpus:
    """Return 60 papers, of which some are listed again in later months of half a year.

    *Apple* rises, *walnut* falls, *plum* and *cherry* go together, *quince jam* is one phrase, and
    LWP stands for *late winter pruning*.
    """
    rows: list[Row] = []
    for number in range(60):
        month = number // 10
        fruits = [
            "apple" if number % 10 < 1 + month else "pear",
            "walnut" if number % 10 >= 3 + month else "hazelnut",
            "plum and cherry" if number % 4 == 0 else "medlar",
            "quince jam" if number % 3 == 0 else "syrup",
            "late winter pruning (LWP)" if number % 5 == 0 else "grafting",
            "LWP" if number % 5 == 0 and number % 2 == 0 else "mulch",
        ]
        abstract = " ".join(f"We weigh the {fruit}, then rest." for fruit in fruits)
        title = f"Harvest {number} of an orchard"
        first = date(2024, 1 + month, 1 + number % 10 * 3)
        rows.append((title, abstract, first))
        if number % 6 == 0:
            rows.append((title, abstract, first + timedelta(days=1)))
            rows.append((title, abstract, first + timedelta(days=40)))
    return make_corpus(rows)


@pytest.fixture(scope="session")
def unrelated(sample_corpus: Corpus) -> Corpus:
    """Return the sample as if its dumps answered different questions."""
    return replace(sample_corpus, dumps=sample_corpus.dumps.with_columns(series=None))


MESS = {
    "news-2025-01-06.txt": spaced(papers(1, 2, 3)),
    "news-2025-01-13.txt": spaced([*papers(2), (paper(4)[0].upper() + "!", paper(4)[1])]),
    "news-2025-01-20.txt": spaced(papers(4, 5, 6)).replace(paper(5)[1] + "\n\n", ""),
    "cells.csv": "title,abstract,doi,upvotes,date\nA tide,It comes.,10.1000/182,3,2025-02-30\n"
    'A reef,,,,\n,"No title, and ""quoted""",,,\n',
    "again.bib": "@article{a, title = {A Tide}, doi = {10.1000/182}, author = {Ann Reed}}\n",
    "shopping.txt": "bread\n\nbutter\n",
    "workbench.toml": '[dumps."news-*"]\nseries = "news"\n',
}
"""A series of three pages, a title in capitals, rejects of three rules, a file that is no dump."""


@pytest.fixture(scope="session")
def mess(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a raw folder of a little of everything that can go wrong."""
    return pile(tmp_path_factory.mktemp("raw") / "mess", MESS)


@pytest.fixture(scope="session")
def messy_report(mess: Path, tmp_path_factory: pytest.TempPathFactory) -> LoadReport:
    """Load the mess."""
    return load(mess, tmp_path_factory.mktemp("processed") / "mess")


@pytest.fixture(scope="session")
def messy(messy_report: LoadReport) -> Corpus:
    """Return the corpus of the mess."""
    return Corpus.open(messy_report.tables)


_TEXTS = [(f"Harvest {n}", f"The {fruit} of the hill garden.") for n, fruit in
          enumerate(["apple", "pear", "apple", "plum", "walnut"])]  # fmt: skip
POOR: dict[str, list[Row]] = {
    "one paper": [("A lone apple", "It fell.", date(2024, 1, 1))],
    "one paper without anything": [("A lone apple", None, None)],
    "a title that is no word": [("!?", None, date(2024, 1, 1))],
    "one dump": [(*text, date(2024, 1, 1)) for text in _TEXTS],
    "no dates": [(*text, None) for text in _TEXTS],
    "no abstracts": [(title, None, date(2024, n + 1, 1)) for n, (title, _) in enumerate(_TEXTS)],
    "some dates": [(*text, date(2024, 1, 9) if n else None) for n, text in enumerate(_TEXTS)],
    "two days": [(*text, date(2024, 1, 1 + n % 2)) for n, text in enumerate(_TEXTS)],
    "the same again": [(*text, date(2024, m, 1)) for m in range(1, 7) for text in _TEXTS],
    "one text": [(f"Harvest {n}", "The apple.", date(2024, 1 + n % 9, 1)) for n in range(30)],
    "no word in common": [
        (f"Fruit{chr(97 + n)}", f"Nut{chr(97 + n)}.", date(2024, 1 + n % 9, 1)) for n in range(26)
    ],
}


@pytest.fixture(scope="session", params=POOR)
def poor(request: pytest.FixtureRequest, make_corpus: Callable[[Sequence[Row]], Corpus]) -> Corpus:
    """Return a corpus with little to ask of."""
    return make_corpus(POOR[request.param])
