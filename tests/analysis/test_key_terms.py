from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from workbench import Corpus, WorkbenchError, key_terms
from workbench.terms import candidates, term_id
from workbench.terms.known import counted_as, counted_phrase

ROWS = [
    (
        "Slow tea steeping in cold rooms",
        "We study cold brew extraction (CBE). CBE keeps leaf tannins low. In this paper, we show"
        " that CBE and slow tea steeping agree, and that the large copper kettle is warm.",
    ),
    ("Kettles of copper", "A copper kettle warms a cold room. Leaf tannins rise."),
    ("Notes on rooms", "Cold rooms are rooms, and rooms are cold. We propose a novel kettle."),
]


@pytest.fixture(scope="module")
def tea() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(ROWS, schema=["title", "abstract"], orient="row"))


def paper_of(corpus: Corpus, title: str) -> str:
    return corpus.papers.filter(pl.col("title").str.starts_with(title))["paper_id"][0]


def terms_of(corpus: Corpus, title: str, n: int = 10) -> list[str]:
    return key_terms(corpus, [paper_of(corpus, title)], n)["term"].to_list()


def test_a_phrase_that_no_other_paper_prints_can_come_first(tea: Corpus) -> None:
    first = terms_of(tea, "Slow", 2)
    assert set(first) == {"cold brew extraction", "slow tea steeping"}
    assert "cold brew extraction" not in tea.terms["term"]


def test_an_acronym_counts_as_what_it_stands_for(tea: Corpus) -> None:
    assert "cbe" not in terms_of(tea, "Slow", 99)


def test_boilerplate_and_stop_words_are_no_key_terms(tea: Corpus) -> None:
    said = key_terms(tea, n=99)["term"].to_list()
    assert not {"paper", "novel", "novel kettle", "show", "that", "propose"} & set(said)


def test_a_frame_in_order(tea: Corpus) -> None:
    ids = tea.papers["paper_id"].to_list()[::-1]
    ranked = key_terms(tea, ids, n=4)
    assert ranked.columns == ["paper_id", "rank", "term_id", "term", "label", "score"]
    assert ranked["paper_id"].unique(maintain_order=True).to_list() == ids
    for _, own in ranked.group_by("paper_id"):
        assert own["rank"].to_list() == list(range(1, own.height + 1))
        assert own["score"].is_sorted(descending=True)
        assert own["term"].is_unique().all()
    assert ranked["term_id"].to_list() == [term_id(term) for term in ranked["term"]]
    assert ranked.equals(key_terms(tea, ids, n=4))


def test_papers_alone_rank_as_among_others(tea: Corpus) -> None:
    whole = key_terms(tea)
    for (paper,), own in whole.group_by("paper_id"):
        assert key_terms(tea, [paper]).equals(own)


def test_a_label_is_the_form_of_running_text(tea: Corpus) -> None:
    labels = dict(key_terms(tea, n=99).select("term", "label").iter_rows())
    assert labels["slow tea steeping"] == "slow tea steeping"


def test_a_paper_that_is_not_there(tea: Corpus) -> None:
    with pytest.raises(WorkbenchError, match="no paper 'nowhere'"):
        key_terms(tea, ["nowhere"])
    with pytest.raises(WorkbenchError, match="n=0"):
        key_terms(tea, n=0)
    assert key_terms(tea, []).is_empty()


def test_poor_input(poor: Corpus) -> None:
    ranked = key_terms(poor)
    assert set(ranked["paper_id"]) <= set(poor.papers["paper_id"])
    assert ranked["score"].is_finite().all()


def test_candidates_are_those_of_the_index(seed_corpus: Corpus) -> None:
    """Read paper by paper, counted as the whole pile counts: the same terms, the same counts."""
    columns = ["paper_id", "term", "tf", "tf_title"]
    index = seed_corpus.postings.join(seed_corpus.terms, on="term_id").select(columns)
    # with no acronym written out, a candidate is a posting or a phrase of one paper
    own = pl.col("paper_id", "title", "abstract")
    # without the postings, which would fill what the reading misses
    corpus, none = seed_corpus, seed_corpus.postings.clear()
    found = pl.concat(
        candidates(part, corpus.terms, corpus.forms, none)
        for part in corpus.papers.select(own).iter_slices(100)
    ).select(columns)
    acronyms = index.join(found, on=columns, how="anti")
    assert acronyms["term"].str.len_chars().max() <= 10
    assert acronyms.height < 0.01 * index.height
    beyond = found.join(index, on=["paper_id", "term"], how="anti")
    assert beyond["term"].is_unique().all()
    assert beyond["term"].str.contains(" ").all()


def test_key_terms_a_reader_picked(shared: Path, seed_corpus: Corpus) -> None:
    """The truth is one reader's, of nine papers; figures and intervals are in docs/terms.md."""
    gold = json.loads((shared / "gold" / "key_terms.json").read_text("utf-8"))
    known = counted_as(seed_corpus.terms, seed_corpus.forms)
    (papers,) = (value for value in gold.values() if isinstance(value, list))
    picked = {
        (paper["title"], counted_phrase(entry["term"], known))
        for paper in papers
        for entry in paper["terms"]
    }
    ids = seed_corpus.papers.filter(pl.col("title").is_in([title for title, _ in picked]))
    ranked = key_terms(seed_corpus, ids["paper_id"], n=20).join(
        ids.select("paper_id", "title"), on="paper_id"
    )
    for n, least in ((10, 0.5), (20, 0.65)):
        said = ranked.filter(pl.col("rank") <= n).select("title", "term")
        assert len(picked & set(said.iter_rows())) >= least * len(picked)


def test_no_residue_among_the_key_terms_of_real_papers(seed_corpus: Corpus) -> None:
    said = key_terms(seed_corpus, n=10)["term"]
    residue = re.compile(r"\b(?:mathcal|mathbb|ell|leq|geq|cdot|infty|https?|github|sqrt|tilde)\b")
    assert not [term for term in said if residue.search(term)]
