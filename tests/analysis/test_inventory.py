"""What was loaded: counted again in the raw files, the report and the listings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from workbench.analysis import ledger, merges_by_rule, rejects, rejects_by_rule, sources
from workbench.corpus import Corpus
from workbench.load import LoadReport
from workbench.text import title_keys


@pytest.fixture(params=["sample_corpus", "messy", "orchard"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return request.getfixturevalue(request.param)


def test_sources_are_the_dumps_grouped(corpus: Corpus) -> None:
    by_source: dict[tuple, list[dict]] = {}
    for dump in corpus.dumps.iter_rows(named=True):
        key = (dump["format"], dump["layout"], dump["series"])
        by_source.setdefault(key, []).append(dump)
    told = sources(corpus)
    assert told.height == len(by_source)
    for row in told.iter_rows(named=True):
        dumps = by_source[row["format"], row["layout"], row["series"]]
        ids = {dump["dump_id"] for dump in dumps}
        days = [dump["listed_on"] for dump in dumps if dump["listed_on"]]
        listed = corpus.listings.filter(pl.col("dump_id").is_in(ids))
        rules = sorted({dump["date_source"] for dump in dumps if dump["date_source"]})
        assert row["dumps"] == len(dumps)
        assert row["n_bytes"] == sum(dump["n_bytes"] for dump in dumps)
        assert row["undated"] == len(dumps) - len(days)
        assert (row["first"], row["last"]) == (min(days, default=None), max(days, default=None))
        assert row["dated_by"] == ("; ".join(rules) or None)
        assert row["listings"] == listed.height
        assert row["papers"] == len(set(listed["paper_id"]))
        assert row["rejects"] == sum(dump["n_rejects"] for dump in dumps)


def test_lists_at_their_cap_are_counted_where_a_cap_is_known(sample_corpus: Corpus) -> None:
    assert sources(sample_corpus)["at_cap"].to_list() == [None, None]
    at_cap = pl.when(pl.col("series") == "trending").then(pl.col("n_listings") == 40)
    capped = replace(sample_corpus, dumps=sample_corpus.dumps.with_columns(truncated=at_cap))
    assert dict(sources(capped).select("series", "at_cap").iter_rows()) == {
        None: None, "trending": 2,
    }  # fmt: skip


def test_a_dump_without_listings_is_a_source(sample_corpus: Corpus) -> None:
    bare = replace(sample_corpus, listings=sample_corpus.listings.clear())
    assert sources(bare)["papers"].to_list() == [0, 0]


def test_the_ledger_has_every_byte_of_the_files(mess: Path, messy: Corpus) -> None:
    told = ledger(messy)
    sizes: Counter[str] = Counter()
    for path, name in messy.dumps.select("path", "format").iter_rows():
        sizes[name] += (mess / path).stat().st_size
    assert dict(told.select("format", "n_bytes").iter_rows()) == sizes
    assert told["balanced"].all()
    (pages,) = told.filter(format="hf-page").iter_rows(named=True)
    # of the pages only the title without an abstract was not read
    assert pages["reject"] == len("Listening at Station 5: A Winter of Quiet Records")


def test_a_byte_too_few_is_told(messy: Corpus) -> None:
    short = pl.when(pl.col("kind") == "header").then(pl.col("n_bytes") - 1).otherwise("n_bytes")
    told = ledger(replace(messy, ledger=messy.ledger.with_columns(n_bytes=short)))
    assert not told["balanced"].any()


def test_a_frame_has_no_bytes(orchard: Corpus) -> None:
    assert ledger(orchard).is_empty()


def test_every_reject_leads_to_its_text(mess: Path, messy: Corpus) -> None:
    told = rejects(messy)
    assert told.height == messy.rejects.height >= 3
    for row in told.iter_rows(named=True):
        lines = (mess / row["path"]).read_text(encoding="utf-8").split("\n")
        place = "\n".join(lines[row["line_start"] - 1 : row["line_end"]])
        assert row["text"] in place
    order = {path: number for number, path in enumerate(messy.dumps["path"])}
    places = [(order[path], line) for path, line in told.select("path", "line_start").iter_rows()]
    assert places == sorted(places)


def test_rules_are_those_of_the_load(messy: Corpus, messy_report: LoadReport) -> None:
    told = rejects_by_rule(messy)
    reported = messy_report.rejects_by_rule()
    assert told.select("rule", "rejects", "advice").to_dicts() == [
        {key: row[key] for key in ("rule", "rejects", "advice")} for row in reported
    ]
    firsts = rejects(messy).unique("rule", keep="first")
    places = {row["rule"]: (row["path"], row["line_start"]) for row in firsts.to_dicts()}
    for row in told.iter_rows(named=True):
        assert (row["path"], row["line_start"]) == places[row["rule"]]
        assert row["dumps"] == rejects(messy).filter(rule=row["rule"])["dump"].n_unique()


def test_where_all_was_read_there_is_no_rule(sample_corpus: Corpus) -> None:
    assert rejects_by_rule(sample_corpus).is_empty()
    assert rejects_by_rule(sample_corpus).columns[0] == "rule"


def test_merges_lead_to_the_listing_and_to_the_paper(messy: Corpus) -> None:
    told = merges_by_rule(messy)
    assert told.height >= 1
    placed = messy.listings.join(messy.dumps.select("dump_id", "path"), on="dump_id").join(
        messy.papers.select("paper_id", counted_as="title"), on="paper_id"
    )
    for row in told.iter_rows(named=True):
        (listing,) = placed.filter(path=row["path"], rank=row["rank"]).iter_rows(named=True)
        assert (listing["title"], listing["counted_as"]) == (row["title"], row["counted_as"])
        assert row["title"] != row["counted_as"]
    capitals = told.filter(rule="normalized_title")
    assert title_keys(capitals["title"]).to_list() == title_keys(capitals["counted_as"]).to_list()


def test_the_least_certain_merges_are_shown(messy: Corpus) -> None:
    listings = messy.listings.head(6).with_row_index("n")
    merges = listings.select(
        "paper_id",
        "dump_id",
        "rank",
        title=pl.format("Title {}", "n"),
        rule=pl.when(pl.col("n") < 4).then(pl.lit("by_abstract")).otherwise(pl.lit("by_doi")),
        score=1.0 - pl.col("n") / 10,
    )
    told = merges_by_rule(replace(messy, merges=merges), examples=2)
    assert told.select("rule", "merges", "score", "title").rows() == [
        ("by_abstract", 4, 0.7, "Title 3"),
        ("by_abstract", 4, 0.8, "Title 2"),
        ("by_doi", 2, 0.5, "Title 5"),
        ("by_doi", 2, 0.6, "Title 4"),
    ]


def test_equal_pairs_of_titles_are_one_example(messy: Corpus) -> None:
    listings = messy.listings.filter(pl.len().over("paper_id") > 1)
    paper = listings["paper_id"][0]
    merges = listings.filter(paper_id=paper).select(
        "paper_id", "dump_id", "rank", title=pl.lit("A"), rule=pl.lit("by_doi"), score=pl.lit(1.0)
    )
    told = merges_by_rule(replace(messy, merges=merges))
    assert told["merges"].to_list() == [merges.height]
