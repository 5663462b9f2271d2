from __future__ import annotations

import polars as pl
import pytest

import workbench as wb
from workbench.corpus import Corpus
from workbench.errors import InputError


def test_a_pair_shows_the_papers_with_both(sample_corpus: Corpus) -> None:
    explorer = wb.explore_pair(sample_corpus, ("volcanic ash", "eruption"))
    behind = wb.papers_behind(sample_corpus, pair=("volcanic ash", "eruption"))
    assert explorer.frame["title"].equals(behind["title"])
    assert f"stand together in {behind.height} papers" in repr(explorer)
    assert explorer.answer.values == ("volcanic ash", "eruption")


def test_it_begins_with_a_strong_pair_that_is_not_always_together(sample_corpus: Corpus) -> None:
    values = wb.explore_pair(sample_corpus).answer.values
    pairs = wb.cooccurrence(sample_corpus).filter(pl.col("jaccard") < 1)
    assert values == pairs.select("label_a", "label_b").row(0)


def test_terms_that_never_meet_are_an_answer(sample_corpus: Corpus) -> None:
    explorer = wb.explore_pair(sample_corpus, ("fog camera", "rain gauge"))
    assert "No paper holds both fog camera and rain gauge." in repr(explorer)
    assert explorer.frame.is_empty()


def test_a_term_with_itself_is_no_pair(sample_corpus: Corpus) -> None:
    with pytest.raises(InputError, match="two terms that differ"):
        wb.explore_pair(sample_corpus, ("fog camera", "fog cameras"))
