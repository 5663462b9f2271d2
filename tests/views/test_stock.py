"""What was loaded, in words: numbers of the tables, and what is not known."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import workbench as wb
from pages import papers, spaced
from piles import pile
from workbench.corpus import Corpus


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return a corpus of a file with a title alone, one with a DOI, and one that is no dump."""
    folder = tmp_path_factory.mktemp("torn")
    files = {
        "2025-03-01.txt": spaced(papers(1, 2)).replace(papers(2)[0][1], "Short."),
        "cells.csv": "title,abstract,doi\nA tide,It comes in.,10.1000/1\n",
        "list.txt": "bread\n",
    }
    wb.load(pile(folder / "mine", files), folder / "tables")
    return Corpus.open(folder / "tables")


def test_every_byte_is_told(sample_corpus: Corpus) -> None:
    told = str(wb.readings.dumps(sample_corpus))
    assert "Each of their 260,852 bytes is accounted for: 802 header, 259,353 listing" in told
    assert "The days come from: printed day, year of settings." in told
    short = sample_corpus.ledger.filter(pl.col("kind") != "blank")
    told = str(wb.readings.dumps(replace(sample_corpus, ledger=short)))
    assert "does not balance: of 260,852 bytes 260,155 are accounted for" in told


def test_a_frame_has_no_bytes_to_tell() -> None:
    corpus = Corpus.from_frame(pl.DataFrame({"title": ["A tide", "A reef"]}))
    assert "byte" not in str(wb.readings.dumps(corpus))


@pytest.mark.parametrize(("at_cap", "words"), [(0, None), (1, "1 list as"), (3, "3 lists as")])
def test_lists_at_their_cap_are_told(at_cap: int, words: str | None, sample_corpus: Corpus) -> None:
    capped = pl.int_range(pl.len()) < at_cap
    corpus = replace(sample_corpus, dumps=sample_corpus.dumps.with_columns(truncated=capped))
    told = str(wb.readings.dumps(corpus))
    assert (words in told) if words else ("as long as" not in told)


def test_fields_are_told_by_how_many_have_them(torn: Corpus) -> None:
    told = str(wb.readings.coverage(torn, wb.coverage(torn)))
    assert told.startswith("Every listing has: abstract.")
    assert "Some have: doi" in told
    assert "None has: arxiv id, authors, categories, keywords" in told


def test_a_field_that_begins_late_is_told_with_its_series(sample_corpus: Corpus) -> None:
    found = wb.coverage(sample_corpus)
    doi = (pl.col("field") == "doi") & pl.col("period_start").is_not_null()
    late = doi & (pl.col("period") >= "2025-03")
    found = found.with_columns(
        with_field=pl.when(late).then(7).otherwise("with_field"),
        since=pl.when(doi).then(pl.lit("2025-03")).otherwise("since"),
    )
    told = str(wb.readings.coverage(sample_corpus, found))
    assert "doi 12.9 % (42 of 326), since 2025-03 in trending." in told
    assert "since 2025-01" not in told  # abstracts were there from the beginning
    assert str(wb.readings.coverage(sample_corpus, found.clear())).startswith("No dump tells")


def test_files_that_were_not_read_are_named(torn: Corpus, sample_corpus: Corpus) -> None:
    told = str(wb.readings.rejects(torn))
    assert "1 file could not be read at all: list.txt: is no dump of a known format" in told
    assert "file" not in str(wb.readings.rejects(sample_corpus))


def test_hostile_names_of_files_cannot_run(torn: Corpus) -> None:
    unread = pl.DataFrame({"path": ["x"], "reason": ["<script>alert(1)</script>"]})
    shown = wb.readings.rejects(replace(torn, unread=unread))._repr_html_()
    assert "<script>" not in shown
