from __future__ import annotations

import polars as pl
import pytest

from workbench.terms import TermRules, build_index, candidates, index_by, surface_words
from workbench.terms.known import counted_as, counted_phrase, counted_word


def found_in(title: str, abstract: str) -> pl.DataFrame:
    papers = pl.DataFrame({"paper_id": ["a"], "title": [title], "abstract": [abstract]})
    index = build_index(papers)
    return candidates(papers, index.terms, index.forms, index.postings)


@pytest.mark.parametrize(
    ("text", "term", "whole"),
    [
        ("Warm copper kettles.", "warm copper kettles", 1.0),
        ("Warm copper kettles.", "copper kettles", 0.7),
        ("Warm copper kettles.", "warm copper", 0.35),
        ("We heat copper.", "heat copper", 0.4),
        ("Kettles heat the copper.", "kettles heat", 0.1),
        ("A well-heated kettle.", "heated kettle", 0.05),
        ("A well-heated kettle.", "well", 0.3),
        ("A novel kettle is presented.", "kettle", 1.0),
        ("The kettle, the kettle and a kettle", "kettle", 3.0),
    ],
)
def test_how_far_a_phrase_stands_for_itself(text: str, term: str, whole: float) -> None:
    weights = dict(found_in("", text).select("term", "whole").iter_rows())
    assert weights[term] == pytest.approx(whole)


def test_columns_and_counts() -> None:
    found = found_in("Copper Kettles", "Copper kettles are red. The Copper Kettles of Old Town.")
    row = found.row(by_predicate=pl.col("term") == "copper kettles", named=True)
    assert row == {
        "paper_id": "a", "term": "copper kettles", "form": "Copper kettles", "n_words": 2,
        "tf": 3, "tf_title": 1, "whole": 3.0, "whole_title": 1.0, "capital": 0.5,
    }  # fmt: skip
    assert found.filter(pl.col("term") == "old town")["capital"].to_list() == [1.0]
    assert "kettles of" not in found["term"]
    assert "kettles copper" not in found["term"]


def test_an_acronym_gives_its_weight_to_what_it_stands_for() -> None:
    found = found_in("", "Copper kettle test (CKT). A CKT is short. We pass the CKT.")
    weights = dict(found.select("term", "whole").iter_rows())
    assert "ckt" not in weights
    assert weights["copper kettle test"] == pytest.approx(4.0)


def test_an_acronym_of_more_than_three_words_stays() -> None:
    found = found_in("", "Very old copper kettle test (VOCKT). The VOCKT is short.")
    assert "vockt" in found["term"]


def test_no_text_has_no_candidates() -> None:
    assert found_in("", "").is_empty()
    assert found_in("!?", "of the").is_empty()


def test_words_count_as_the_whole_pile_counts_them() -> None:
    texts = ["Finetuning losses", "Fine-tuning a loss", "fine-tuning GPUs", "one GPU"]
    papers = pl.DataFrame({"paper_id": list("abcd"), "title": texts, "abstract": [None] * 4})
    index = build_index(papers)
    known = counted_as(index.terms, index.forms)
    assert known["Finetuning"] == "fine tuning"
    assert known["GPUs"] == "gpu"
    assert counted_phrase("Finetuning losses", known) == "fine tuning loss"
    first = candidates(papers.head(1), index.terms, index.forms, index.postings)
    assert first["term"].to_list() == ["fine tuning", "fine tuning loss", "loss"]


@pytest.mark.parametrize(
    ("surface", "word"),
    [("towards", "toward"), ("Its", "its"), ("NOs", "no"), ("Modelling", "modeling"), ("3", "3")],
)
def test_words_that_the_index_does_not_hold(surface: str, word: str) -> None:
    assert counted_word(surface, {}) == word


def test_candidates_follow_the_rules_of_the_user() -> None:
    texts = ["An old copper kettle test toolbox", "The samovar of the old town"]
    papers = pl.DataFrame({"paper_id": ["a", "b"], "title": texts, "abstract": [None, None]})
    rules = TermRules(
        stop=["toolbox"], keep=["old copper kettle test"], synonyms={"tea urn": ["samovar"]}
    )
    index = index_by(surface_words(papers), rules)
    found = candidates(papers, index.terms, index.forms, index.postings)
    terms = set(found["term"])
    assert {"old copper kettle test", "tea urn"} <= terms
    assert not [term for term in terms if "toolbox" in term or "samovar" in term]
