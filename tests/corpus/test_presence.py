"""Who holds a term, in numbers, against a plain look through the postings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from workbench.corpus import Corpus
from workbench.errors import InputError
from workbench.tables import TABLES, Manifest, write_tables

DEFINED = {
    "title": ["Deep nets (DNs)", "DNs", "Deep nets", "Nothing", "Deep nets again"],
    "abstract": [
        "Deep nets (DNs) and DNs.",
        "We use DNs; deep nets.",
        "Deep nets.",
        None,
        "A deep net (DN).",
    ],
    "date": ["2025-01-05", "2025-02-05", "2025-02-06", "2025-03-05", None],
}


@pytest.fixture(params=["acronyms", "mapped acronyms", "sample", "mapped", "narrowed"])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Corpus:
    if "acronyms" in request.param:
        made = Corpus.from_frame(pl.DataFrame(DEFINED))
        return made if request.param == "acronyms" else mapped(made, tmp_path / "acronyms")
    if request.param == "mapped":
        return Corpus.open(request.getfixturevalue("sample_tables"), memory_map=True)
    sample = request.getfixturevalue("sample_corpus")
    if request.param == "sample":
        return sample
    return sample.where(dumps=sample.dumps["dump"].gather_every(2).to_list())


def mapped(corpus: Corpus, folder: Path) -> Corpus:
    """Return a corpus as it is opened from its tables, mapped into memory."""
    tables = {name: getattr(corpus, name) for name in TABLES}
    tables["dumps"] = tables["dumps"].drop("dump")
    write_tables(tables, Manifest("frame", 1, {}, {}, {}), folder)
    return Corpus.open(folder, memory_map=True)


@pytest.mark.parametrize("by", ["term", "concept"])
@pytest.mark.parametrize("every", [1, 5, 10_000])
def test_presence_is_what_the_postings_say(corpus: Corpus, by: str, every: int) -> None:
    asked = corpus.terms["term_id"].gather_every(every)
    column = f"{by}_id"
    expected = (
        corpus.postings.filter(pl.col(column).is_in(asked.implode()))
        .select("paper_id", term_id=column)
        .unique()
        .sort("paper_id", "term_id")
    )
    assert expected.height
    assert corpus.presence(asked, by=by).equals(expected)


def test_a_concept_counts_once_in_a_paper_that_prints_both() -> None:
    corpus = Corpus.from_frame(pl.DataFrame(DEFINED))
    (deep_net,) = corpus.resolve(["deep nets"])["term_id"]
    both = corpus.postings.filter(pl.col("concept_id") == deep_net)
    assert both.height > both["paper_id"].n_unique()
    assert corpus.presence([deep_net], by="concept").height == both["paper_id"].n_unique()


def test_pairs_are_places_in_the_order_of_names(corpus: Corpus) -> None:
    assert corpus.paper_ids.equals(corpus.papers["paper_id"].sort())
    asked = corpus.terms["term_id"].head(3).reverse()
    pairs = corpus.pairs(asked)
    assert pairs.asked.tolist() == sorted(asked)
    named = zip(corpus.paper_ids[pairs.papers], pairs.asked[pairs.terms], strict=True)
    assert sorted(named) == corpus.presence(asked).rows()


@pytest.mark.parametrize("by", ["term", "concept"])
def test_groups_hold_the_papers_of_their_terms_once(corpus: Corpus, by: str) -> None:
    ids = corpus.terms["term_id"].to_list()
    groups = {-5: ids[:9], -1: ids[5:6], 3: [*ids[7:20], ids[0]], 8: ids[3:4]}
    rows = [(group, one) for group, members in groups.items() for one in members]
    members = pl.DataFrame(rows, schema=["term_id", "member_id"], orient="row")
    for some in (members, members.sort("member_id"), members.clear()):
        held = corpus.presence(some["member_id"], by=by).rename({"term_id": "member_id"})
        expected = held.join(some, on="member_id").select("paper_id", "term_id").unique()
        found = corpus.pairs(some["member_id"], by).counted_as(some)
        assert found.named(corpus.paper_ids).equals(expected.sort("paper_id", "term_id"))


def test_of_no_terms_and_unknown_ones_there_are_no_pairs(corpus: Corpus) -> None:
    for by in ("term", "concept"):
        assert corpus.presence([], by=by).equals(corpus.postings.select("paper_id", "term_id")[:0])
        assert corpus.presence([7], by=by).is_empty()


def test_other_words_than_term_and_concept_are_refused(corpus: Corpus) -> None:
    with pytest.raises(InputError, match="by='form' is none of: term, concept"):
        corpus.pairs([7], by="form")


def test_what_acronyms_usually_mean_is_the_same_mapped(tmp_path: Path) -> None:
    corpus = Corpus.from_frame(pl.DataFrame(DEFINED))
    asked = ["DN", "deep nets"]
    found = corpus.resolve(asked, by="concept")
    assert found["term_id"].n_unique() == 1
    assert mapped(corpus, tmp_path / "acronyms").resolve(asked, by="concept").equals(found)


def test_a_narrowed_corpus_looks_through_its_own_postings(sample_tables: Path) -> None:
    whole = Corpus.open(sample_tables, memory_map=True)
    part = whole.where(dumps=whole.dumps["dump"].head(1).to_list())
    ids = whole.terms["term_id"]
    assert part.presence(ids).equals(part.postings.select("paper_id", "term_id"))
    assert part.presence(ids).height < whole.presence(ids).height
    fewer = replace(whole, postings=whole.postings.head(5))
    assert fewer.presence(ids).equals(whole.postings.head(5).select("paper_id", "term_id"))
