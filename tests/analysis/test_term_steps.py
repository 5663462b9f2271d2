"""What leaving out a step changes, held to indexes made by hand."""

from __future__ import annotations

import polars as pl
import pytest

from workbench import Corpus, explain_term, step_effect, term_steps
from workbench.errors import InputError
from workbench.text import STEPS

FRAME = pl.DataFrame(
    {
        "title": ["Low-rank kettles", "A low rank kettle", "Tea kettle test (TKT)", "On TKTs"],
        "abstract": [
            "Non-linear kettles of fine-tuning, see https://x.org/tea.",
            "Nonlinear behaviour; finetuning of mathcal O(n).",
            "A tea kettle test (TKT) of fine-tuning.",
            "A tea kettle test (TKT) once more, a novel TKT and its behavior.",
        ],
    }
)


@pytest.fixture(scope="module")
def kitchen() -> Corpus:
    return Corpus.from_frame(FRAME)


def changes(frame: pl.DataFrame) -> dict[str, tuple[int, int]]:
    return {term: (df, without) for term, df, without in frame.select(
        "term", "df", "df_without").iter_rows()}  # fmt: skip


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("cleaning", {"https": (0, 1), "tea": (2, 3)}),
        ("formulas", {"mathcal": (0, 1)}),
        ("prefixes", {"nonlinear": (2, 1), "linear": (0, 1), "non": (0, 1)}),
        ("hyphens", {"low rank": (2, 0), "low": (2, 1), "low-rank": (0, 1)}),
        ("spelling", {"behavior": (2, 1), "behaviour": (0, 1)}),
        ("plurals", {"kettle": (4, 3), "kettles": (0, 1)}),
        ("compounds", {"fine tuning": (3, 2), "finetuning": (0, 1)}),
        ("stopwords", {"of": (0, 3)}),
        ("phrases", {"low rank": (2, 0), "tea kettle test": (2, 0)}),
        ("acronyms", {"tkt": (0, 2)}),
        ("boilerplate", {"low": (2, 2)}),
    ],
)
def test_what_a_step_changes(
    kitchen: Corpus, step: str, expected: dict[str, tuple[int, int]]
) -> None:
    found = changes(step_effect(kitchen, step))
    assert {term: found.get(term) for term in expected} == expected


@pytest.mark.parametrize("step", STEPS)
def test_the_counts_are_those_of_a_corpus_without_the_step(kitchen: Corpus, step: str) -> None:
    other = Corpus.from_frame(FRAME, terms={"off": [step]})
    effect = step_effect(kitchen, step)
    assert step_effect(other, step).equals(effect)
    for corpus, column in ((kitchen, "df"), (other, "df_without")):
        by = "concept" if step == "acronyms" else "term"
        held = corpus.presence(corpus.terms["term_id"], by=by).group_by("term_id").len("n")
        counted = corpus.terms.join(held, on="term_id").select("term", "n")
        both = effect.join(counted, on="term", how="left").with_columns(pl.col("n").fill_null(0))
        assert both["n"].cast(pl.Int64).equals(both[column], check_names=False)
        ranked = corpus.top_terms()["term"].to_list()
        rank = "rank" if column == "df" else "rank_without"
        assert step == "acronyms" or [*map(ranked.index, effect.drop_nulls(rank)["term"])] == (
            (effect.drop_nulls(rank)[rank] - 1).to_list()
        )


def test_what_changes_most_comes_first(seed_corpus: Corpus) -> None:
    effect = step_effect(seed_corpus, "plurals")
    change = (effect["df"] - effect["df_without"]).abs()
    assert change.is_sorted(descending=True)
    assert effect.filter(pl.col("term") == "loss").select("df", "df_without").rows() == [(135, 129)]
    assert effect.filter(pl.col("term") == "losses")["df_without"].item() == 27
    assert "physics" not in effect["term"]


def test_all_steps_at_once(kitchen: Corpus) -> None:
    told = term_steps(kitchen)
    assert told["step"].to_list() == list(STEPS)
    assert told["taken"].all()
    rows = {row["step"]: row for row in told.iter_rows(named=True)}
    assert rows["plurals"] == {
        "step": "plurals", "taken": True, "only_with": 2, "only_without": 2, "other_df": 1,
        "term": "low rank kettle", "df": 2, "df_without": 0,
    }  # fmt: skip
    other = term_steps(Corpus.from_frame(FRAME, terms={"off": ["plurals"]}))
    assert other.filter(~pl.col("taken"))["step"].to_list() == ["plurals"]


def test_a_step_that_changes_nothing() -> None:
    plain = Corpus.from_frame(pl.DataFrame({"title": ["Tea"]}))
    assert step_effect(plain, "plurals").is_empty()
    assert set(term_steps(plain)["term"].to_list()) == {None}


def test_an_unknown_step(kitchen: Corpus) -> None:
    with pytest.raises(InputError, match="step: no step 'plural', perhaps 'plurals'"):
        step_effect(kitchen, "plural")


@pytest.mark.parametrize(
    ("step", "query"),
    [
        ("hyphens", "low-rank"), ("spelling", "behavior"),
        ("plurals", "loss"), ("compounds", "fine-tuning"),
    ],
)  # fmt: skip
def test_a_term_explained_says_the_same(seed_corpus: Corpus, step: str, query: str) -> None:
    """Two ways to one figure: papers that print a form without the step, and an index without."""
    told = explain_term(seed_corpus, query)
    effect = step_effect(seed_corpus, step).filter(pl.col("term") == told.term)
    assert effect.select("df", "df_without").rows() == [
        (told.df, dict(told.without.iter_rows())[step])
    ]


def test_without_prefixes_a_closed_word_is_a_compound_of_the_open_one(seed_corpus: Corpus) -> None:
    effect = step_effect(seed_corpus, "prefixes")
    found = {row[0]: row[1:] for row in effect.select("term", "df", "df_without").iter_rows()}
    assert found["nonlinear"] == (43, 0)
    assert found["non linear"] == (0, 43)
    assert found["linear"][1] > found["linear"][0]
