"""Several series, and many dumps: an explorer looks at one, and says so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import workbench as wb
from pages import packed, papers, spaced
from piles import pile
from workbench.analysis.focus import focus, largest_series
from workbench.corpus import Corpus
from workbench.explore.scope import MOST_DUMPS, scope

MONDAY = date(2025, 1, 6)


def days(folder: str, count: int, size: int) -> dict[str, str]:
    """Return invented pages, a week apart."""
    return {
        f"{folder}/{MONDAY + timedelta(weeks=week)}.txt": spaced(papers(*range(week, week + size)))
        for week in range(count)
    }


@pytest.fixture(scope="module")
def two_series(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("series")
    files = {
        **days("sea", 8, 6),
        **days("land", 5, 3),
        "workbench.toml": '[dumps."sea/*"]\nseries = "sea"\n[dumps."land/*"]\nseries = "land"\n',
    }
    wb.load(pile(folder / "mine", files), folder / "tables")
    return Corpus.open(folder / "tables")


def test_of_several_series_the_one_with_most_listings_is_explored(two_series: Corpus) -> None:
    assert largest_series(two_series) == "sea"
    explorer = wb.explore_term(two_series, "station")
    said = str(explorer.answer.reading)
    assert "All figures are of the series sea: the 5 dumps of other series" in said
    sea = two_series.where(series="sea")
    assert wb.one_series(two_series).dumps.equals(sea.dumps)
    assert explorer.frame.equals(wb.papers_behind(sea, "station"))
    assert explorer.answer.counts.frame["papers"].equals(sea.timeline().periods["papers"])
    assert "corpus.where(series='sea')" in str(wb.readings.cautions(two_series))


def test_one_series_is_left_as_it_is(two_series: Corpus, sample_corpus: Corpus) -> None:
    land = two_series.where(series="land")
    for corpus in (land, sample_corpus):
        assert focus(corpus) == (corpus, None)
        assert wb.one_series(corpus) is corpus
        assert scope(corpus, "listed_on") == (corpus, None)


def test_of_many_dumps_the_largest_are_compared(tmp_path: Path) -> None:
    files = {f"{n:02}.txt": packed(papers(*range(n, n + 2))) for n in range(MOST_DUMPS + 3)}
    files["02.txt"] = packed(papers(*range(9)))
    wb.load(pile(tmp_path / "mine", files), tmp_path / "tables")
    corpus = Corpus.open(tmp_path / "tables")
    assert largest_series(corpus) is None
    part, told = scope(corpus, "listed_on")
    assert told == "43 dumps are no time series; these are the 40 largest."
    assert part.dumps.height == MOST_DUMPS
    assert "02.txt" in part.dumps["path"]
    chart = wb.charts.new_papers(wb.new_papers(corpus)).to_dict()
    assert "43 dumps side by side are too many" in chart["description"]
