"""Who holds a term, in numbers, against a plain look through the postings."""

from __future__ import annotations

import polars as pl
import pytest

from workbench.corpus import Corpus
from workbench.errors import InputError

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


@pytest.fixture(params=["acronyms", "sample", "narrowed"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    if request.param == "acronyms":
        return Corpus.from_frame(pl.DataFrame(DEFINED))
    sample = request.getfixturevalue("sample_corpus")
    if request.param == "sample":
        return sample
    return sample.where(dumps=sample.dumps["dump"].gather_every(2).to_list())


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
    assert list(named) == corpus.presence(asked).rows()


def test_of_no_terms_and_unknown_ones_there_are_no_pairs(corpus: Corpus) -> None:
    for by in ("term", "concept"):
        assert corpus.presence([], by=by).equals(corpus.postings.select("paper_id", "term_id")[:0])
        assert corpus.presence([7], by=by).is_empty()


def test_other_words_than_term_and_concept_are_refused(corpus: Corpus) -> None:
    with pytest.raises(InputError, match="by='form' is none of: term, concept"):
        corpus.pairs([7], by="form")
