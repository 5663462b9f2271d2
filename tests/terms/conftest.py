"""The five real dumps as papers, parsed by simple alternation, and their index."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from workbench.terms import TermTables, build_index

Listing = tuple[str, str]


def listings_of(path: Path) -> list[Listing]:
    lines = [line for line in path.read_text("utf-8").split("\n") if line]
    header = 5 if lines[0] == "new" else 2
    titles, abstracts = lines[header::2], lines[header + 1 :: 2]
    return [(t.removeprefix("Subscribe"), a) for t, a in zip(titles, abstracts, strict=True)]


@pytest.fixture(scope="session")
def dumps(shared: Path) -> dict[str, list[Listing]]:
    return {path.name[:3]: listings_of(path) for path in sorted((shared / "dumps").glob("*.txt"))}


@pytest.fixture(scope="session")
def papers(dumps: dict[str, list[Listing]]) -> pl.DataFrame:
    abstracts = {title: abstract for dump in dumps.values() for title, abstract in dump}
    rows = [(title, title, abstract) for title, abstract in abstracts.items()]
    return pl.DataFrame(rows, schema=["paper_id", "title", "abstract"], orient="row")


@pytest.fixture(scope="session")
def index(papers: pl.DataFrame) -> TermTables:
    return build_index(papers)
