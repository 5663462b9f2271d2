"""Headlines in words: figures with counts, and only what holds of the corpus at hand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from workbench.analysis.headlines import Headlines, headlines
from workbench.corpus import Corpus
from workbench.views.findings import Block
from workbench.views.headlines import blocks
from workbench.views.limits import limits
from workbench.views.scope import scope


@pytest.fixture(scope="module")
def found(sample_corpus: Corpus) -> Headlines:
    return headlines(sample_corpus)


@pytest.fixture(scope="module")
def unknown(sample_corpus: Corpus) -> Corpus:
    """Return the sample as dumps of which nobody knows what they answer."""
    return replace(
        sample_corpus, dumps=sample_corpus.dumps.with_columns(series=pl.lit(None, pl.String))
    )


def told(told_blocks: list[Block]) -> dict[str, str]:
    return {
        block.title: " ".join([*(f"{f.name} {f.text}." for f in block.findings), block.note])
        for block in told_blocks
    }


def test_the_sample_s_rise_and_fall_are_told_with_counts(found: Headlines) -> None:
    said = told(blocks(found))
    assert list(said) == [
        "What rises most", "What falls most", "The largest topic shift", "What is new",
    ]  # fmt: skip
    assert said["What rises most"].startswith(
        "fog camera from 2.6 % (1 of 38) in 2025-01 to 75.0 % (30 of 40) in 2025-08"
    )
    assert "rain gauge from 60.5 % (23 of 38)" in said["What falls most"]
    assert re.search(r"Of \d+ terms tried, 1 rises", said["What rises most"])
    assert "On the last day, 2025-08-11, " in said["What is new"]


def test_every_share_of_a_finding_has_its_count(found: Headlines, unknown: Corpus) -> None:
    for block in [*blocks(found), *blocks(headlines(unknown))]:
        for finding in block.findings:
            shares = re.findall(r"\d %(.{4})", finding.text)
            assert shares
            assert all(after.startswith((" (", " of ")) for after in shares)


def test_dumps_that_are_no_series_do_not_rise(unknown: Corpus) -> None:
    said = told(blocks(headlines(unknown)))
    assert list(said) == [
        "Where the dumps differ most",
        "The topic that differs most",
        "What is new",
    ]
    assert "no time series" in said["Where the dumps differ most"]
    assert "nothing rises or falls here" in said["Where the dumps differ most"]
    assert "fog camera" in said["Where the dumps differ most"]
    assert "nobody can say which dump was first" in said["What is new"]


def test_one_dump_has_neither_change_nor_difference(sample_corpus: Corpus) -> None:
    one = sample_corpus.where(dumps=[sample_corpus.dumps["dump"][0]])
    said = told(blocks(headlines(one)))
    assert "one dump only" in said["Where the dumps differ most"]


def test_too_few_periods_and_flat_terms_are_told_apart(found: Headlines) -> None:
    flat = replace(found, rising=found.rising.with_columns(verdict=pl.lit("flat")))
    flat = replace(flat, ups=found.ups.clear(), downs=found.downs.clear())
    assert "none rises" in told(blocks(flat))["What rises most"]
    short = replace(found.timeline, periods=found.timeline.periods.head(2))
    said = told(blocks(replace(found, timeline=short)))
    assert "three whole months, and there are two" in said["What falls most"]


def test_the_scope_counts_papers_listings_series_and_what_is_left_out(
    sample_corpus: Corpus, found: Headlines
) -> None:
    block = scope(sample_corpus, found)
    said = {finding.name: finding.text for finding in block.findings}
    assert said == {
        "Whole": "150 papers in 326 listings of 9 dumps",
        "Series": "trending: 306 listings of 8 dumps, 2025-01-13 to 2025-08-11",
        "No series": "20 listings of 1 dump, undated",
        "Left out": "of trends, 20 listings without a date",
    }
    assert block.note == ""
    of_one = replace(found, series="trending")
    assert "Trends are those of trending" in scope(sample_corpus, of_one).note


def said_limits(corpus: Corpus, found: Headlines) -> dict[str, str]:
    return {finding.name: finding.text for finding in limits(corpus, found)}


def test_the_limits_of_the_sample(sample_corpus: Corpus, found: Headlines) -> None:
    said = said_limits(sample_corpus, found)
    assert list(said) == [
        "A curated sample", "Unknown queries", "Undated dumps", "Drift of style", "Chance",
    ]  # fmt: skip
    assert "150 papers" in said["A curated sample"]
    assert "1 of 9 dumps answers" in said["Unknown queries"]
    assert "6.1 % (20 of 326)" in said["Undated dumps"]
    assert "too few papers to tell words of style" in said["Drift of style"]


def test_limits_are_named_where_they_hold_only(sample_corpus: Corpus, found: Headlines) -> None:
    partial = found.timeline.periods.with_columns(
        partial=pl.col("period") == "2025-03",
        papers=pl.when(pl.col("period") == "2025-05").then(0).otherwise("papers"),
    )
    kinds = (
        pl.when(pl.col("verdict") == "rising").then(pl.lit("style")).otherwise(pl.lit("subject"))
    )
    hurt = replace(
        found,
        timeline=replace(found.timeline, periods=partial),
        rising=found.rising.with_columns(kind=kinds),
    )
    papers = sample_corpus.papers.with_row_index().with_columns(
        abstract=pl.when(pl.col("index") < 3).then(pl.lit(" ")).otherwise("abstract")
    )
    dumps = sample_corpus.dumps.with_columns(truncated=pl.Series([True, False] * 4 + [None]))
    unread = pl.DataFrame({"path": ["a.txt"], "reason": ["no text"]})
    corpus = replace(sample_corpus, papers=papers.drop("index"), dumps=dumps, unread=unread)
    said = said_limits(corpus, hurt)
    assert "2025-03 (" in said["Thin months"]
    assert "Nothing at all is there of 2025-05" in said["Thin months"]
    assert "4 of 8 lists" in said["Full lists"]
    assert "1 file could not be read" in said["Not read"]
    assert "2.0 % (3 of 150)" in said["No abstract"]
    assert "50.0 % (1 of 2)" in said["Drift of style"]


def test_the_five_dumps_are_compared(seed_corpus: Corpus, shared: Path) -> None:
    found = headlines(seed_corpus)
    said = told(blocks(found))
    assert "no time series" in said["Where the dumps differ most"]
    assert "78.9 % (270 of 342) of the papers stand in one dump only" in said["What is new"]
    assert "5 of 5 dumps answer" in said_limits(seed_corpus, found)["Unknown queries"]
