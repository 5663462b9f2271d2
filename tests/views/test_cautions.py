"""What calls for care is said, each kind once, and nothing where nothing does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

import workbench as wb
from workbench.corpus import Corpus
from workbench.views.cautions import THIN


def corpus(*counts: int, abstract: str | None = "It comes in.") -> Corpus:
    """Return a corpus with so many papers of its own on the middle day of each month."""
    rows = [
        (f"Tide {month} {n}", abstract, date(2025, month, day))
        for month, papers in enumerate(counts, start=1)
        for n in range(papers)
        for day in (1, 8, 15, 22, 28)
    ]
    return Corpus.from_frame(pl.DataFrame(rows, schema=["title", "abstract", "date"], orient="row"))


def said(of: Corpus, period: str = "month") -> str:
    return str(wb.readings.cautions(of, period))


def test_where_nothing_calls_for_care_it_says_so() -> None:
    assert said(corpus(THIN, THIN)).startswith("Nothing calls for special care")


def test_thin_and_empty_periods_are_named() -> None:
    told = said(corpus(THIN, THIN - 1, 0, THIN))
    assert told == "No papers in: 2025-03. Thin, with fewer than 30 papers: 2025-02."


def test_partial_periods_are_named_as_such_alone() -> None:
    whole = corpus(THIN, THIN, THIN)
    cut = whole.where(until=date(2025, 3, 1) + timedelta(days=8))
    assert "Partial: 2025-03." in said(cut)
    assert "Thin" not in said(cut)


def test_missing_abstracts_undated_dumps_and_what_was_not_read(sample_corpus: Corpus) -> None:
    assert "1 dump without a date (20 listings) can be in no period" in said(sample_corpus, "auto")
    assert "their terms come from the title alone" in said(corpus(2, 2, abstract=None))
    rejects = pl.DataFrame(
        {"dump_id": ["a", "b"], "line_start": 1, "line_end": 2, "rule": "x", "text": "y"}
    )
    unread = pl.DataFrame({"path": ["c.txt"], "reason": ["c.txt: no dump"]})
    torn = replace(sample_corpus, rejects=rejects, unread=unread)
    assert "1 file and 2 pieces of text could not be read." in said(torn, "auto")


def test_a_period_that_fits_not_these_dumps_is_said_and_no_error() -> None:
    undated = Corpus.from_frame(pl.DataFrame({"title": ["A tide"]}))
    assert "no listing has a date" in said(undated)
    assert "There is one dump only." in said(undated, "auto")
