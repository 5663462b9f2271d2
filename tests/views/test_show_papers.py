"""The papers behind a figure, with the words that made them count marked."""

from __future__ import annotations

import re

import polars as pl
import pytest

from workbench import Corpus, papers_behind, show_papers
from workbench.errors import InputError

ROWS = [
    ("On kettles", "A small kettle & a <b>Kettle</b> sing. Kettledrums do not.", "2024-01-01"),
    ("On urns", "Old urns sing beside kettles. Copper kettle test (CKT) here.", "2024-02-01"),
    ("On tests", "The copper kettle test (CKT) is old. Urns again.", "2024-02-02"),
    ("CKT again", "A copper kettle test (CKT) it is.", "2024-02-03"),
]


@pytest.fixture(scope="module")
def kitchen() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(ROWS, schema=["title", "abstract", "date"], orient="row"))


def marked(page: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", page)


def test_the_printed_forms_are_marked_whole_words_only(kitchen: Corpus) -> None:
    page = show_papers(kitchen, term="kettle", period="2024-01")._repr_html_()
    assert set(marked(page)) == {"kettles"}
    assert "<b>" not in page
    page = show_papers(kitchen, term="sing", period="2024-01")
    assert marked(page._repr_html_()) == ["sing"]
    assert "a &lt;b&gt;Kettle&lt;/b&gt;" in page._repr_html_()


def test_of_a_pair_both_are_marked(kitchen: Corpus) -> None:
    page = show_papers(kitchen, pair=("urns", "kettle"))._repr_html_()
    assert {"urns", "kettles"} <= set(marked(page))


def test_one_sentence_for_each_is_marked_too(kitchen: Corpus) -> None:
    page = show_papers(kitchen, pair=("test", "urn"), period="2024-02-02")
    assert page.frame["sentence"].to_list() == ["On tests … Urns again."]
    assert set(marked(page._repr_html_())) == {"tests", "Urns"}


def test_a_term_with_markup_inside_is_marked() -> None:
    frame = pl.DataFrame({"title": ["On maps"], "abstract": [r"A H\"older map. See **maps**."]})
    page = show_papers(Corpus.from_frame(frame), term="holder")._repr_html_()
    assert "A <mark>Hölder</mark> map." in page


def test_another_word_with_a_prefix_is_not_marked() -> None:
    corpus = Corpus.from_frame(pl.DataFrame({"title": ["Non-linear, then linear"]}))
    page = show_papers(corpus, term="linear")._repr_html_()
    assert "Non-<mark>" not in page
    assert "then <mark>linear</mark>" in page


def test_an_acronym_is_marked_where_it_counts_as_its_meaning(kitchen: Corpus) -> None:
    page = show_papers(kitchen, term="copper kettle test", by="concept")._repr_html_()
    assert "CKT" in marked(page)
    assert "CKT" not in marked(show_papers(kitchen, term="copper kettle test")._repr_html_())


def test_the_frame_is_that_of_papers_behind(kitchen: Corpus) -> None:
    shown = show_papers(kitchen, term="kettle", rows=1)
    assert shown.frame.equals(papers_behind(kitchen, term="kettle").drop("paper_id"))
    assert "1 of 4 rows" in repr(shown)


def test_without_a_term_nothing_is_marked(kitchen: Corpus) -> None:
    assert marked(show_papers(kitchen, period="2024-02")._repr_html_()) == []


def test_what_cannot_be_asked(kitchen: Corpus) -> None:
    with pytest.raises(InputError, match="not several"):
        show_papers(kitchen, term="kettle", pair=("kettle", "urn"))
