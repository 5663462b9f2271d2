from __future__ import annotations

import polars as pl
import pytest

import workbench as wb
from workbench.corpus import Corpus
from workbench.errors import UnknownPaperError


@pytest.fixture
def papers() -> Corpus:
    return Corpus.from_frame(
        pl.DataFrame(
            {
                "title": ["Ferries in Winter", "Ferries in Spring", "Seals"],
                "abstract": ["A ferry waits for ice.", "A ferry meets a seal.", "Seals sleep."],
                "authors": [["A. Pilot", "B. Mate"], None, None],
                "arxiv_id": ["2501.00001", "2501.00002", None],
                "doi": [None, None, "10.1000/seal"],
                "date": ["2025-01-05", "2025-04-05", None],
            }
        )
    )


@pytest.mark.parametrize(
    "typed", ["Ferries in Winter", " ferries in winter", "WINTER", "2501.00001"]
)
def test_a_paper_is_found_by_title_part_or_id(papers: Corpus, typed: str) -> None:
    explorer = wb.explore_paper(papers, typed)
    assert explorer.answer.values == ("Ferries in Winter",)
    said = str(explorer.answer.reading)
    assert "By A. Pilot and B. Mate." in said
    assert "arXiv 2501.00001." in said
    assert "Listed 1 time in 1 dump" in said


def test_what_several_titles_hold_is_asked_back(papers: Corpus) -> None:
    with pytest.raises(UnknownPaperError, match="2 titles hold this") as error:
        wb.explore_paper(papers, "ferries")
    assert error.value.close == ["Ferries in Spring", "Ferries in Winter"]


@pytest.mark.parametrize("typed", ["whales", "", "2501.0000"])
def test_what_is_no_paper_is_said(papers: Corpus, typed: str) -> None:
    with pytest.raises(UnknownPaperError, match="no paper has this title"):
        wb.explore_paper(papers, typed)


def test_the_table_holds_every_listing(sample_corpus: Corpus) -> None:
    explorer = wb.explore_paper(sample_corpus)
    most = sample_corpus.papers["n_dumps"].max()
    assert explorer.frame["dump"].n_unique() == most
    assert explorer.frame["listed_on"].drop_nulls().is_sorted()
    (title,) = explorer.answer.values
    one = explorer.frame["dump"][0]
    assert explorer.ask(title, choice=one).frame["dump"].to_list() == [one]
