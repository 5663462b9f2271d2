"""Readings: sentences with the right figures, and the right ones for what cannot be answered."""

from __future__ import annotations

import polars as pl
import pytest

import workbench as wb
from workbench.corpus import Corpus
from workbench.views.reading import count, listed, share


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcdefg"), "a, b, c, d, e and 2 more"),
    ],
)
def test_lists_in_words(words: list[str], said: str) -> None:
    assert listed(words) == said


def test_numbers_in_words() -> None:
    assert (count(1, "paper"), count(1200, "paper")) == ("1 paper", "1,200 papers")
    assert share(0.1234, 9, 73) == "12.3 % (9 of 73)"


def test_the_sample_is_told(sample_corpus: Corpus) -> None:
    told = str(wb.readings.dumps(sample_corpus))
    assert told.startswith("9 dumps hold 326 listings of 150 papers.")
    assert "13 January 2025 to 11 August 2025" in told
    assert "1 dump has no date" in told
    assert "Series: trending" in told


def test_the_largest_change_is_the_planted_one(sample_corpus: Corpus) -> None:
    trends = wb.term_trends(sample_corpus)
    told = str(wb.readings.term_trends(sample_corpus, trends))
    ends = trends.filter(pl.col("term") == "fog camera")
    first, last = ends.row(0, named=True), ends.row(-1, named=True)
    assert f"fog camera changed most: from {100 * first['share']:.1f} %" in told
    assert f"({last['papers_with_term']} of {last['papers']}) in 2025-08" in told
    assert "do not overlap" in told
    assert "306 of 326 listings are counted; 20 without a day are left out." in told


def test_rises_falls_and_bursts_are_told(sample_corpus: Corpus) -> None:
    told = str(wb.readings.rising_terms(sample_corpus, wb.rising_terms(sample_corpus)))
    assert "Rising: fog camera (3 % to 75 %)." in told
    assert "Falling: rain gauge" in told
    told = str(wb.readings.bursts(sample_corpus, wb.bursts(sample_corpus)))
    assert "volcanic ash from 2025-04 to 2025-05" in told


def test_courses_of_the_sample_are_told(sample_corpus: Corpus) -> None:
    ask = {
        "comparability": ["All 8 dated dumps show one list, “trending”, at 8 days.",
                          "So what differs between periods is change over time.",
                          "more than chance would have them, most 2025-05 and 2025-06"],
        "robustness": ["2 of 2 trends asked survive every other choice."],
        "change_points": ["volcanic ash in 2025-0"],
        "emerging_terms": ["1 term is new and here to stay: fog camera (5"],
        "compare_windows": ["Typical of 2025-05-12 to 2025-08-11: fog camera",
                            "Typical of 2025-01-13 to 2025-04-14: rain gauge"],
    }  # fmt: skip
    for name, said in ask.items():
        told = str(getattr(wb.readings, name)(sample_corpus, getattr(wb, name)(sample_corpus)))
        for words in said:
            assert words in told, f"{name} says: {told}"


def test_a_doubtful_trend_is_told(sample_corpus: Corpus) -> None:
    found = wb.robustness(sample_corpus).with_columns(
        survived=pl.when(pl.int_range(pl.len()) == 0).then(3).otherwise("asked"),
        weakest_without=pl.lit("2025-02"),
    )
    told = str(wb.readings.robustness(sample_corpus, found))
    assert told.startswith("1 of 2 trends asked survive every other choice. Not all of them:")
    assert "(3 of 5, weakest without 2025-02)" in told


def test_thin_months_are_named_and_are_no_warning(sample_corpus: Corpus) -> None:
    told = str(wb.readings.comparability(sample_corpus, wb.comparability(sample_corpus)))
    assert "no time series" not in told
    assert "Partial or thin" not in told
    rows = [
        (f"Reef {n}", f"2024-{1 + n // 140:02d}-{1 + n % 28:02d}") for n in range(6 * 140)
    ]  # six months of 140 papers
    rows += [(f"Late reef {n}", f"2024-07-{1 + n:02d}") for n in range(28)]
    frame = pl.DataFrame(rows, schema=["title", "date"], orient="row")
    corpus = Corpus.from_frame(frame)
    neighbors = wb.comparability(corpus, period="month")
    told = str(wb.readings.comparability(corpus, neighbors))
    assert "no time series" not in told
    assert "Partial or thin, and left out of every fit: 2024-07." in told


def test_repeats_and_overlaps_are_told(sample_corpus: Corpus) -> None:
    told = str(wb.readings.dump_overlap(sample_corpus, wb.dump_overlap(sample_corpus)))
    assert "trending-02 and trending-03 hold the same papers in another order" in told
    assert "all papers of saved-page stand in trending-06 too" in told
    repeated = wb.repeats(sample_corpus)
    told = str(wb.readings.repeats(sample_corpus, repeated))
    again = repeated.filter(pl.col("n_dumps") > 1).height
    assert f"{again} papers of 150" in told


def test_dumps_that_are_no_series_are_told_everywhere(seed_corpus: Corpus) -> None:
    said = "no time series"
    assert said in str(wb.readings.dumps(seed_corpus))
    assert said in str(wb.readings.term_trends(seed_corpus, wb.term_trends(seed_corpus)))
    assert said in str(wb.readings.rising_terms(seed_corpus, wb.rising_terms(seed_corpus)))
    assert said in str(wb.readings.bursts(seed_corpus, wb.bursts(seed_corpus)))
    for name in (
        "comparability",
        "robustness",
        "change_points",
        "emerging_terms",
        "compare_windows",
    ):
        found = getattr(wb, name)(seed_corpus)
        assert said in str(getattr(wb.readings, name)(seed_corpus, found)), name
    told = str(wb.readings.comparability(seed_corpus, wb.comparability(seed_corpus)))
    assert "Which list the dumps show is not known of all 4 that have a day." in told
    assert "Read what follows as a comparison of dumps." in told


def test_what_one_paper_cannot_answer() -> None:
    corpus = Corpus.from_frame(pl.DataFrame({"title": ["A Winter of Quiet Records"]}))
    told = {
        "dumps": wb.readings.dumps(corpus),
        "trends": wb.readings.term_trends(corpus, wb.term_trends(corpus)),
        "pairs": wb.readings.cooccurrence(corpus, wb.cooccurrence(corpus)),
        "repeats": wb.readings.repeats(corpus, wb.repeats(corpus)),
        "overlap": wb.readings.dump_overlap(corpus, wb.dump_overlap(corpus)),
        "topics": wb.readings.topics(corpus, wb.topics(corpus).shares),
    }
    for name, words in {
        "dumps": "No dump has a date",
        "trends": "No term stands in two papers",
        "pairs": "No two terms share two papers",
        "repeats": "one dump only",
        "overlap": "one dump only",
        "topics": "too few",
    }.items():
        assert words in str(told[name])


def test_a_single_dump_differs_from_no_other(sample_corpus: Corpus) -> None:
    undated = sample_corpus.where(dumps=["saved-page"])
    for name in ("rising_terms", "bursts", "change_points", "emerging_terms", "compare_windows"):
        found = getattr(wb, name)(undated)
        told = str(getattr(wb.readings, name)(undated, found))
        assert told.startswith("There is one dump only. So "), name
        assert "different queries" not in told, name


def test_titles_of_others_cannot_run(sample_corpus: Corpus) -> None:
    hostile = wb.readings.repeats(
        sample_corpus,
        pl.DataFrame({"title": ["<script>alert(1)</script>"], "n_dumps": [2], "n_listings": [2]}),
    )
    assert "<script>" not in hostile._repr_html_()
    assert "<script>" in str(hostile)
