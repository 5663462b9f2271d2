from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from workbench.analysis import cooccurrence, papers_behind, term_trends, topics
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError


@pytest.mark.parametrize("period", ["dump", "month"])
def test_as_many_papers_as_the_trend_counts(sample_corpus: Corpus, period: str) -> None:
    terms = ["fog camera", "rain gauge", "volcanic ash"]
    for row in term_trends(sample_corpus, terms, period=period).iter_rows(named=True):
        found = papers_behind(sample_corpus, term=row["term"], period=row["period"])
        assert found.height == found["paper_id"].n_unique() == row["papers_with_term"]


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
def test_every_period_has_its_papers(orchard: Corpus, period: str) -> None:
    for name, papers in orchard.timeline(period=period).periods.select("period", "papers").rows():
        assert papers_behind(orchard, period=name).height == papers


def test_as_many_papers_as_the_pair_counts(sample_corpus: Corpus) -> None:
    for row in cooccurrence(sample_corpus, top=25).iter_rows(named=True):
        pair = (row["term_a"], row["term_b"])
        assert papers_behind(sample_corpus, pair=pair).height == row["papers_both"]


def test_lines_lead_back_to_the_text(
    sample_corpus: Corpus, root: Path, truth: dict[str, Any]
) -> None:
    found = papers_behind(sample_corpus)
    assert found.height == truth["totals"]["papers"]
    place = {
        (dump["file"], entry["title"]): (entry["line_start"], entry["line_end"], rank)
        for dump in truth["dumps"]
        for rank, entry in enumerate(dump["listings"], start=1)
    }
    for row in found.iter_rows(named=True):
        expected = place[row["path"], row["title"]]
        assert (row["line_start"], row["line_end"], row["rank"]) == expected
        text = (root / "data" / "raw" / "sample" / row["path"]).read_text(encoding="utf-8")
        assert row["title"] in text.split("\n")[row["line_start"] - 1]
    assert found["sentence"].null_count() == found.height


def test_each_paper_stands_at_its_first_listing(sample_corpus: Corpus) -> None:
    order = {path: place for place, path in enumerate(sample_corpus.dumps["path"])}
    listings = sample_corpus.listings.join(sample_corpus.dumps, on="dump_id").with_columns(
        place=pl.col("path").replace_strict(order)
    )
    first = dict(listings.group_by("paper_id").agg(pl.col("place").min()).iter_rows())
    found = papers_behind(sample_corpus, term="fog")
    places = [order[path] for path in found["path"]]
    assert places == [first[paper] for paper in found["paper_id"]]
    assert places == sorted(places)


def test_the_sentence_prints_the_term(sample_corpus: Corpus) -> None:
    found = papers_behind(sample_corpus, term="Fog Cameras")
    assert found.height == 51
    plain = found["sentence"].str.to_lowercase().str.replace_all("-", " ")
    assert plain.str.contains("fog camera").all()


def test_the_sentences_of_a_pair(sample_corpus: Corpus) -> None:
    found = papers_behind(sample_corpus, pair=("solar panel", "duty cycle"))
    plain = found["sentence"].str.to_lowercase().str.replace_all("-", " ")
    assert plain.str.contains("solar panel").all()
    assert plain.str.contains("duty cycle").all()
    swapped = papers_behind(sample_corpus, pair=("duty cycle", "solar panel"))
    assert swapped["paper_id"].to_list() == found["paper_id"].to_list()


TEA = [
    ("Kettles", "Urns are old. A kettle (KTL) rests. The urn beside a kettle sings.", "2024-01-01"),
    ("Urns", "A kettle (KTL) is none. Tea is.", "2024-02-01"),
    ("KTL and tea", "An urn too. We warm the KTL by an urn.", "2024-02-02"),
]


@pytest.fixture(scope="module")
def kitchen() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(TEA, schema=["title", "abstract", "date"], orient="row"))


def test_a_pair_is_shown_in_one_sentence_where_one_holds_both(kitchen: Corpus) -> None:
    found = papers_behind(kitchen, pair=("kettles", "urn"))
    assert found.select("title", "sentence").rows() == [
        ("Kettles", "The urn beside a kettle sings."),
        ("Urns", "Urns … A kettle (KTL) is none."),
    ]


def test_a_pair_of_concepts_and_of_a_period(kitchen: Corpus) -> None:
    found = papers_behind(kitchen, pair=("kettle", "urn"), by="concept", period="2024-02")
    assert found.select("title", "sentence").rows() == [
        ("Urns", "Urns … A kettle (KTL) is none."),
        ("KTL and tea", "We warm the KTL by an urn."),
    ]


def test_more_terms_than_two(kitchen: Corpus) -> None:
    found = papers_behind(kitchen, pair=["kettle", "urn", "tea"])
    assert found.select("title", "sentence").rows() == [
        ("Urns", "Urns … A kettle (KTL) is none. … Tea is."),
    ]


@pytest.mark.parametrize("pair", ["kettle", ("kettle",), ()])
def test_less_than_two_terms_are_no_pair(kitchen: Corpus, pair: object) -> None:
    with pytest.raises(InputError, match="is no pair; write pair="):
        papers_behind(kitchen, pair=pair)


def test_a_concept_prints_its_acronym_or_its_words(orchard: Corpus) -> None:
    found = papers_behind(orchard, term="lwp", by="concept")
    trend = term_trends(orchard, ["lwp"], period="year", by="concept")
    assert found.height == trend["papers_with_term"].sum() > 0
    assert found["sentence"].str.contains("LWP|late winter pruning").all()


def test_papers_of_a_topic(sample_corpus: Corpus) -> None:
    result = topics(sample_corpus, k=4)
    main = result.documents.sort("share", descending=True).unique("paper_id", keep="first")
    seen = 0
    for topic in range(1, 5):
        found = papers_behind(sample_corpus, topic=(result, topic))
        assert set(found["paper_id"]) == set(main.filter(topic=topic)["paper_id"])
        assert found["sentence"].null_count() <= 0.1 * found.height
        seen += found.height
    assert seen == 150


def test_papers_of_a_topic_in_a_part_of_the_corpus(sample_corpus: Corpus) -> None:
    result = topics(sample_corpus, k=4)
    part = sample_corpus.where(dumps=["trending-01"])
    found = [papers_behind(part, topic=(result, topic)).height for topic in range(1, 5)]
    assert sum(found) == part.papers.height


def test_an_empty_period_has_no_papers(sample_corpus: Corpus) -> None:
    part = sample_corpus.where(dumps=["trending-01", "trending-08"])
    periods = part.timeline(period="month").periods
    empty = periods.filter(pl.col("papers") == 0)["period"]
    assert len(empty)
    assert papers_behind(part, period=empty[0]).is_empty()


@pytest.mark.parametrize("asked", [{"term": "fog"}, {"pair": ("fog", "moss")}, {}])
def test_the_first_few_are_the_first_of_all(sample_corpus: Corpus, asked: dict) -> None:
    every = papers_behind(sample_corpus, **asked)
    assert every.height > 3
    assert papers_behind(sample_corpus, **asked, most=3).equals(every.head(3))
    assert papers_behind(sample_corpus, **asked, most=9_999).equals(every)


def test_an_unknown_period_names_what_there_is(sample_corpus: Corpus) -> None:
    days = sample_corpus.dumps["listed_on"].drop_nulls()
    with pytest.raises(InputError, match=f"1999-01.*{days.min()} to {days.max()}"):
        papers_behind(sample_corpus, period="1999-01")
    with pytest.raises(InputError, match="published_on there are no days"):
        papers_behind(sample_corpus, period="2025-03", axis="published_on")


def test_arguments_that_make_no_sense(sample_corpus: Corpus) -> None:
    with pytest.raises(InputError, match="one of term, pair and topic"):
        papers_behind(sample_corpus, term="fog", pair=("fog", "moss"))
    with pytest.raises(InputError, match="topics here: 1, 2, 3"):
        papers_behind(sample_corpus, topic=(topics(sample_corpus, k=3), 4))
    with pytest.raises(InputError, match="wavering"):
        papers_behind(sample_corpus, axis="wavering")
    with pytest.raises(InputError, match="wavering"):
        papers_behind(sample_corpus, term="fog", by="wavering")
    with pytest.raises(UnknownTermError, match="dragonfruit"):
        papers_behind(sample_corpus, term="dragonfruit")
