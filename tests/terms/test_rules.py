"""A user's stop words, synonyms and phrases to keep whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from workbench.errors import UnknownTermError
from workbench.terms import (
    Readers,
    TermRules,
    TermTables,
    build_index,
    index_by,
    index_in_slices_by,
    resolve,
    surface_parts,
    surface_words,
)
from workbench.text import Steps

PAPERS = pl.DataFrame(
    {
        "paper_id": ["a", "b", "c", "d"],
        "title": ["Warm copper kettles", "On WCK", "The old tea room", "Tea of the Old Town"],
        "abstract": [
            "A warm copper kettle sings; copper gleams. A warm-copper kettle gleams too.",
            "A WCK is a kettle. The toolbox for kettles, our toolbox.",
            "Old tea is served in a samovar, and a samovar is no kettle toolbox.",
            "The tea of the old town is strong. Urns and tea.",
        ],
    }
)


def index(**rules: object) -> TermTables:
    return index_by(surface_words(PAPERS), TermRules(**rules))


def df(tables: TermTables) -> dict[str, int]:
    return dict(tables.terms.select("term", "df").iter_rows())


def papers_of(tables: TermTables, term: str) -> list[str]:
    held = tables.postings.join(tables.terms.filter(pl.col("term") == term), on="term_id")
    return held["paper_id"].to_list()


RULES = [
    {},
    {"stop": ["kettle", "town"]},
    {"keep": ["warm copper kettle", "tea of the old town"]},
    {"synonyms": {"tea": ["samovar"], "wck": ["warm copper kettles", "kettles"]}},
    {"keep": ["old tea"], "synonyms": {"old tea": ["tea"]}, "stop": ["copper"]},
]


@pytest.mark.parametrize("said", RULES)
@pytest.mark.parametrize("size", [1, 3])
def test_rules_are_followed_part_by_part(said: dict, size: int, tmp_path: Path) -> None:
    rules, readers = TermRules(**said), Readers(2)
    parts = surface_parts(PAPERS.iter_slices(size), readers=readers)
    found = index_in_slices_by(parts, rules, folder=tmp_path, readers=readers)
    whole = index(**said)
    assert found.terms.equals(whole.terms)
    assert found.forms.equals(whole.forms)
    # they are made anew each time they are asked for
    assert pl.concat(found.postings).equals(whole.postings)
    assert pl.concat(found.postings).equals(whole.postings)


def sound(tables: TermTables) -> None:
    """The three tables fit each other, as the data dictionary wants."""
    ids = set(tables.terms["term_id"])
    assert tables.terms["term"].is_unique().all()
    assert tables.terms["term"].is_sorted()
    assert set(tables.forms["term_id"]) == ids == set(tables.postings["term_id"])
    assert set(tables.postings["concept_id"]) <= ids
    assert not tables.postings.select("paper_id", "term_id").is_duplicated().any()
    counted = tables.postings.group_by("term_id").agg(n=pl.len().cast(pl.Int64))
    assert tables.terms.join(counted, on="term_id").select((pl.col("n") == pl.col("df")).all())[
        0, 0
    ]
    words = tables.terms["term"].str.count_matches(" ") + 1
    assert words.cast(pl.Int64).equals(tables.terms["n_words"], check_names=False)


def test_no_rules_change_nothing() -> None:
    plain, ruled = build_index(PAPERS), index()
    assert plain.terms.equals(ruled.terms)
    assert plain.forms.equals(ruled.forms)
    assert plain.postings.equals(ruled.postings)


def test_a_stop_word_starts_and_ends_no_term() -> None:
    before, after = df(index()), index(stop=["Toolboxes"])
    assert before["toolbox"] == 2
    assert not [term for term in df(after) if "toolbox" in term]
    assert {t: n for t, n in before.items() if "toolbox" not in t} == df(after)
    sound(after)


def test_a_stop_phrase_goes_alone() -> None:
    after = df(index(stop=["copper kettle"]))
    assert "copper kettle" not in after
    assert after["copper"] == 1


def test_synonyms_count_as_one_and_a_paper_counts_once() -> None:
    after = index(synonyms={"kettle": ["samovar", "urns"]})
    assert papers_of(after, "kettle") == ["a", "b", "c", "d"]
    assert "samovar" not in df(after)
    assert resolve(["samovar", "kettle"], after.terms, after.forms)["term"].to_list() == [
        "kettle", "kettle",
    ]  # fmt: skip
    label = after.terms.filter(pl.col("term") == "kettle")["label"].item()
    assert label == "kettle"
    tf = after.postings.filter(pl.col("paper_id") == "c").join(after.terms, on="term_id")
    assert tf.filter(pl.col("term") == "kettle")["tf"].to_list() == [3]
    sound(after)


def test_a_synonym_may_be_a_term_that_no_paper_prints() -> None:
    after = index(synonyms={"water heater": ["samovar", "urn"]})
    assert papers_of(after, "water heater") == ["c", "d"]
    sound(after)


def test_an_acronym_as_synonym_of_a_phrase() -> None:
    after = index(keep=["warm copper kettle"], synonyms={"warm copper kettle": ["WCK"]})
    assert papers_of(after, "warm copper kettle") == ["a", "b"]
    sound(after)


def test_a_phrase_kept_whole_is_one_word() -> None:
    after = index(keep=["Warm-Copper Kettles", "tea of the old town"])
    counts = df(after)
    assert counts["warm copper kettle"] == 1
    assert counts["tea of the old town"] == 1
    assert papers_of(after, "tea of the old town") == ["d"]
    assert counts["copper"] == 1  # it stands once outside the phrase
    assert counts["kettle"] == 2  # those of b and c
    assert "copper kettle" not in counts
    row = after.terms.filter(pl.col("term") == "warm copper kettle").row(0, named=True)
    forms = after.forms.filter(pl.col("term_id") == row["term_id"])
    assert dict(forms.select("form", "papers").iter_rows()) == {
        "Warm copper kettles": 1, "warm copper kettle": 1, "warm-copper kettle": 1,
    }  # fmt: skip
    assert row["n_words"] == 3
    assert after.postings.filter(pl.col("term_id") == row["term_id"])["tf"].to_list() == [3]
    found = resolve(["warm copper kettles", "Tea of the Old Town"], after.terms, after.forms)
    assert found["term"].to_list() == ["warm copper kettle", "tea of the old town"]
    sound(after)


def test_a_phrase_of_four_words_can_be_asked_once_it_is_kept() -> None:
    titles = ("State-of-the-art kettles", "The state of the art")
    tables = tables_of(*titles)
    with pytest.raises(UnknownTermError, match=r"at most 3, unless \[terms\] keep names it"):
        resolve(["state-of-the-art"], tables.terms, tables.forms)
    tables = tables_of(*titles, keep=["state of the art"])
    found = resolve(["state-of-the-art", "State of the Art"], tables.terms, tables.forms)
    assert found.select("term", "df").rows() == [("state of the art", 2)] * 2


def test_the_longer_phrase_counts_where_two_overlap() -> None:
    counts = df(index(keep=["old town", "tea of the old town"]))
    assert "old town" not in counts
    assert "tea of the old town" in counts


@pytest.mark.parametrize("text", ["copper, kettle", "copper (kettle)", "kettle copper"])
def test_a_phrase_crosses_no_punctuation(text: str) -> None:
    papers = pl.DataFrame({"paper_id": ["a"], "title": [text], "abstract": [None]})
    tables = index_by(surface_words(papers), TermRules(keep=["copper kettle"]))
    assert set(df(tables)) == {"copper", "kettle"}


def test_rules_for_what_no_paper_holds_do_nothing() -> None:
    rules = {"stop": ["zither"], "keep": ["grand zither"], "synonyms": {"zither": ["lute"]}}
    assert df(index(**rules)) == df(index())


def tables_of(*titles: str, **rules: object) -> TermTables:
    papers = pl.DataFrame({"paper_id": [*map(str, range(len(titles)))], "title": titles})
    return index_by(
        surface_words(papers.with_columns(abstract=pl.lit(None, pl.String))), TermRules(**rules)
    )


@pytest.mark.parametrize(
    ("named", "printed"),
    [
        ("gallery", "galleries"),
        ("galleries", "gallery"),
        ("matrix", "matrices"),
        ("box", "boxes"),
        ("old urn", "old urns"),
        ("old urns", "old urn"),
        ("GPU", "GPUs"),
        ("GPUs", "GPU"),
    ],
)
def test_a_synonym_catches_the_other_number(named: str, printed: str) -> None:
    tables = tables_of(f"On {printed}", f"The {printed}", synonyms={"water heater": [named]})
    assert df(tables)["water heater"] == 2
    sound(tables)


def test_a_synonym_catches_a_plural_too_common_to_fold() -> None:
    titles = [f"Tall towers {n}" for n in range(60)] + ["A tower"]
    assert df(tables_of(*titles))["towers"] == 60
    for named in ("tower", "towers"):
        assert df(tables_of(*titles, synonyms={"mast": [named]}))["mast"] == 61
        assert not {"tower", "towers"} & set(df(tables_of(*titles, stop=[named])))


def test_an_acronym_with_an_s_is_another_word() -> None:
    counts = df(tables_of("A GPS", "Two GPs", synonyms={"gaussian process": ["GP"]}))
    assert (counts["gaussian process"], counts["gps"]) == (1, 1)


@pytest.mark.parametrize("query", ["water heater", "Water Heaters", "water-heaters"])
@pytest.mark.parametrize("target", ["water heater", "water heaters"])
def test_a_synonym_that_no_paper_prints_is_found_in_any_number(target: str, query: str) -> None:
    tables = tables_of("On urns", "An urn", synonyms={target: ["urn"]})
    assert resolve([query], tables.terms, tables.forms)["df"].to_list() == [2]


def test_without_plurals_a_synonym_is_as_typed() -> None:
    rules = {"synonyms": {"kettle": ["urn"]}, "steps": Steps.without(["plurals"])}
    counts = df(tables_of("On urns", "An urn", **rules))
    assert (counts["kettle"], counts["urns"]) == (1, 1)
