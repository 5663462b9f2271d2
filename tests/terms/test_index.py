from __future__ import annotations

import json
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.tables import TABLES
from workbench.terms import (
    Readers,
    TermTables,
    build_index,
    index_in_slices,
    index_surface,
    surface_parts,
    surface_words,
    term_id,
)

from .conftest import Listing


def frame(*texts: str | tuple[str, str]) -> pl.DataFrame:
    pairs = [("", text) if isinstance(text, str) else text for text in texts]
    rows = [(f"p{number:02}", *pair) for number, pair in enumerate(pairs)]
    schema = dict.fromkeys(("paper_id", "title", "abstract"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def df_of(*texts: str | tuple[str, str]) -> dict[str, int]:
    return dict(build_index(frame(*texts)).terms.select("term", "df").iter_rows())


def forms_of(tables: TermTables, term: str) -> dict[str, int]:
    rows = tables.forms.filter(pl.col("term_id") == term_id(term))
    return dict(rows.select("form", "papers").iter_rows())


# --- against the hand-made truth -----------------------------------------------------------------


def test_document_frequencies_equal_the_truth(
    shared: Path, dumps: dict[str, list[Listing]], index: TermTables
) -> None:
    truth = json.loads((shared / "gold" / "document_frequency.json").read_text("utf-8"))
    df = dict(index.terms.select("term", "df").iter_rows())
    for wanted in truth["terms"]:
        term = wanted["term"]
        holding = index.postings.filter(pl.col("term_id") == term_id(term))["paper_id"]
        per_dump = {
            label: len({title for title, _ in listings} & set(holding))
            for label, listings in dumps.items()
        }
        assert (df[term], per_dump) == (wanted["df"], wanted["df_per_dump"]), term


def test_no_residue_among_the_terms_of_the_dumps(index: TermTables) -> None:
    commands = {"mathcal", "mathfrak", "ell", "infty", "varepsilon", "leq", "epsilonin", "10times"}
    words = set(" ".join(index.terms["term"]).split())
    assert words.isdisjoint(commands)
    assert {"norm", "top", "natural", "text", "right", "łojasiewicz", "schrödinger"} <= words


# --- contract ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["terms", "forms", "postings"])
@pytest.mark.parametrize("texts", [[], [""], ["Low-rank nets.", "Low rank nets (LRNs)."]])
def test_tables_fit_their_declarations(name: str, texts: list[str]) -> None:
    TABLES[name].validate(getattr(build_index(frame(*texts)), name))


def test_tables_of_real_papers_fit_their_declarations(index: TermTables) -> None:
    for name in ("terms", "forms", "postings"):
        TABLES[name].validate(getattr(index, name))
    assert index.terms["term"].is_sorted()
    assert index.forms.equals(index.forms.sort("term_id", "form"))
    assert index.postings.equals(index.postings.sort("paper_id", "term_id"))
    held = index.postings.group_by("term_id").len("held")
    joined = index.terms.join(held, on="term_id", how="full")
    assert joined.filter(pl.col("df").ne_missing(pl.col("held"))).is_empty()
    assert index.terms.filter((pl.col("n_words") > 1) & (pl.col("df") < 2)).is_empty()


def test_real_papers_in_any_order_give_the_same_tables(
    papers: pl.DataFrame, index: TermTables
) -> None:
    again = build_index(papers.reverse())
    for name in ("terms", "forms", "postings"):
        assert getattr(again, name).equals(getattr(index, name))


@pytest.mark.parametrize("threads", [1, 3])
def test_any_number_of_threads_gives_the_same_tables(
    papers: pl.DataFrame, index: TermTables, threads: int
) -> None:
    again = index_surface(surface_words(papers, threads), threads)
    for name in ("terms", "forms", "postings"):
        assert getattr(again, name).equals(getattr(index, name))


def test_an_id_is_the_same_on_every_machine() -> None:
    assert term_id("low rank") == 3235629545845084250


def test_the_ids_of_a_table_are_those_of_its_terms(index: TermTables) -> None:
    assert index.terms["term_id"].to_list() == [term_id(term) for term in index.terms["term"]]


def test_surface_words_of_two_piles_can_be_put_together(papers: pl.DataFrame) -> None:
    some = papers.head(40)
    parts = pl.concat([surface_words(some.head(15)), surface_words(some.tail(25))])
    assert index_surface(parts).postings.equals(build_index(some).postings)


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        (pl.DataFrame({"paper_id": ["a"], "title": ["t"]}), "abstract"),
        (
            pl.DataFrame({"paper_id": ["a", "a"], "title": ["t", "u"], "abstract": ["", ""]}),
            "one row",
        ),
    ],
)
def test_a_frame_that_does_not_fit_is_refused(papers: pl.DataFrame, found: str) -> None:
    with pytest.raises(InputError, match=found):
        build_index(papers)


def test_a_missing_text_counts_as_empty() -> None:
    papers = frame("Nets learn.").with_columns(title=pl.lit(None, pl.String))
    assert build_index(papers).terms["term"].to_list() == ["learn", "nets"]


# --- against ten lines of plain Python -----------------------------------------------------------

WORDS = ["graph", "kernel", "deep", "sparse", "loss", "tree"]
GAPS = [" ", "-", ", ", ". ", " (", "--", "  "]


def plain_counts(text: str) -> Counter[str]:
    """Count words and pairs over one blank or hyphen; nothing folds in this vocabulary."""
    counts: Counter[str] = Counter()
    for run in re.split(r"[,.(\n]|--|  ", text):
        words = [word for word in re.split("[ -]", run) if word]
        counts.update(words)
        counts.update(f"{a} {b}" for a, b in pairwise(words))
    return counts


texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=12
).map(lambda pairs: "".join(word + gap for word, gap in pairs).rstrip(" -(,."))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5), st.randoms())
def test_counts_equal_plain_python_in_any_order(
    pairs: list[tuple[str, str]], shuffler: random.Random
) -> None:
    papers = frame(*pairs)
    tables = build_index(papers)
    expected = {
        (paper_id, term): (tf, plain_counts(title)[term])
        for paper_id, title, abstract in papers.iter_rows()
        for term, tf in plain_counts(f"{title}\n{abstract}").items()
    }
    df = Counter(term for _, term in expected)
    rows = tables.postings.join(tables.terms, on="term_id").filter(pl.col("n_words") < 3)
    found = {
        (p, t): (tf, head)
        for p, t, tf, head in rows.select("paper_id", "term", "tf", "tf_title").iter_rows()
    }
    assert found == {
        (p, term): tf for (p, term), tf in expected.items() if " " not in term or df[term] > 1
    }
    shuffled = papers.sample(fraction=1, shuffle=True, seed=shuffler.randrange(1000))
    again = build_index(shuffled)
    assert again.terms.equals(tables.terms)
    assert again.forms.equals(tables.forms)
    assert again.postings.equals(tables.postings)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=80), st.text(max_size=200)), max_size=3))
def test_any_text_is_indexed(pairs: list[tuple[str, str]]) -> None:
    tables = build_index(frame(*pairs))
    for name in ("terms", "forms", "postings"):
        TABLES[name].validate(getattr(tables, name))


# --- rules, one by one ---------------------------------------------------------------------------


def test_phrases_cross_one_blank_or_hyphen_and_nothing_else() -> None:
    df = df_of("A sparse kernel, tree.", "The sparse-kernel tree.", "Sparse (kernel) tree.")
    assert df["sparse kernel"] == 2
    assert "kernel tree" not in df


def test_a_phrase_of_one_paper_is_left_out_and_a_word_is_not() -> None:
    df = df_of("A sparse kernel and a sparse kernel.", "A tree.")
    assert "sparse kernel" not in df
    assert df["sparse"] == 1


def test_stop_words_stand_inside_terms_only() -> None:
    df = df_of(*["The mean of features."] * 2)
    assert set(df) == {"mean", "features", "mean of features"}


def test_a_hyphen_makes_a_compound_of_a_stop_word() -> None:
    df = df_of(*["In-context learning in the state-of-the-art trade-off."] * 2)
    assert {"in context", "in context learning", "trade off"} <= set(df)
    assert not {"in", "of the art", "state of", "the art", "context learning in"} & set(df)


def test_numbers_and_letters_count_only_where_they_are_tied() -> None:
    text = "With GPT-4 and Llama 3, k-means in 10 layers of a k layer. Using 8 nets. A 3-4 split."
    df = df_of(*[text] * 2)
    assert {"gpt 4", "llama 3", "k means"} <= set(df)
    assert not {"4", "k", "10 layers", "k layer", "using 8", "8 nets", "3 4", "4 split"} & set(df)


def test_symbols_count_only_where_they_are_tied() -> None:
    df = df_of(*["An epsilon-greedy agent with epsilon noise, Phi-3 and the CHI study."] * 2)
    assert {"epsilon greedy", "phi 3", "chi"} <= set(df)
    assert not {"epsilon", "epsilon noise", "phi"} & set(df)


def test_plurals_and_spellings_fold() -> None:
    df = df_of(
        "Losses behave.", "The loss behaviour of matrices.", "Matrix behavior, biases, bias."
    )
    assert (df["loss"], df["behavior"], df["matrix"], df["bias"]) == (2, 2, 2, 1)
    assert not {"losses", "los", "behaviour", "matrices", "bia", "biases"} & set(df)


def test_acronym_plurals_fold_and_acronyms_in_s_stay() -> None:
    df = df_of("GPs and LLMs.", "A GPS and a GP.", "GPUs.")
    assert (df["gp"], df["gps"], df["llm"], df["gpu"]) == (2, 1, 1, 1)


def test_the_spellings_of_a_compound_are_one_term() -> None:
    tables = build_index(
        frame("Model fine-tuning.", "Fine-tuning helps.", "Fine tuning.", "Model finetuning.")
    )
    df = dict(tables.terms.select("term", "df").iter_rows())
    assert df["fine tuning"] == 4
    assert df["model fine tuning"] == 2
    # the words of the open forms count alone, those of the closed form do not
    assert (df["fine"], df["tuning"]) == (3, 3)
    assert "finetuning" not in df
    assert forms_of(tables, "fine tuning") == {
        "Fine tuning": 1, "Fine-tuning": 1, "fine-tuning": 1, "finetuning": 1,
    }  # fmt: skip


def test_one_odd_hyphen_splits_no_word() -> None:
    df = df_of("A net-work.", *["The network learns."] * 3)
    assert df["network"] == 3
    # nor do two among many
    df = df_of(*["A net-work."] * 2, *["The network learns."] * 20)
    assert df["network"] == 20


def test_versions_printed_closed_meet_those_with_a_hyphen() -> None:
    df = df_of(
        "We ask GPT-4.", "GPT-4 answers.", "GPT4 answers.", "A 3-D or 3D scan.", "A 3-D map."
    )
    assert df["gpt 4"] == 3
    assert df["3d"] == 1


def test_a_bound_prefix_belongs_to_its_word() -> None:
    df = df_of("Non-linear nets.", "Nonlinear nets, linear trees.")
    assert (df["nonlinear"], df["nonlinear nets"], df["linear"]) == (2, 2, 1)
    assert "non" not in df


def test_labels_are_what_most_papers_print() -> None:
    tables = build_index(
        frame("Low-rank and Adam.", "Low-rank, low-rank.", "low rank ADAM", "a Low Rank one")
    )
    labels = dict(tables.terms.select("term", "label").iter_rows())
    assert labels["low rank"] == "Low-rank"
    # a tie goes to fewer capitals
    assert labels["adam"] == "Adam"


def test_titles_are_counted_apart() -> None:
    tables = build_index(frame(("Sparse nets", "Sparse nets are sparse.")))
    rows = tables.postings.join(tables.terms, on="term_id")
    counts = {term: pair for term, *pair in rows.select("term", "tf", "tf_title").iter_rows()}
    assert counts["sparse"] == [3, 1]
    # no phrase reaches from the title into the abstract
    assert "nets sparse" not in counts


@pytest.mark.parametrize("papers_at_once", [1, 50, 341, 342])
def test_slices_of_postings_are_the_whole(
    papers: pl.DataFrame, index: TermTables, papers_at_once: int
) -> None:
    sliced = index_in_slices([surface_words(papers)], papers_at_once)
    assert sliced.terms.equals(index.terms)
    assert sliced.forms.equals(index.forms)
    slices = list(sliced.postings)
    assert len(slices) == -(-papers.height // papers_at_once)
    assert pl.concat(slices).equals(index.postings)


@pytest.mark.parametrize(("sizes", "threads"), [((341, 1), 1), ((50, 7, 285), 3)])
def test_parts_in_any_order_kept_on_disk_are_the_whole(
    papers: pl.DataFrame, index: TermTables, tmp_path: Path, sizes: tuple[int, ...], threads: int
) -> None:
    shuffled = surface_words(papers).sample(fraction=1.0, shuffle=True, seed=3)
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    parts = [shuffled.slice(start, size) for start, size in zip(starts, sizes, strict=True)]
    found = index_in_slices(iter(parts), 100, threads, folder=tmp_path)
    assert found.terms.equals(index.terms)
    assert found.forms.equals(index.forms)
    assert pl.concat(found.postings).equals(index.postings)


@pytest.mark.parametrize(("size", "threads"), [(400, 1), (50, 1), (7, 3)])
def test_words_handed_over_as_numbers_are_those_looked_up(
    papers: pl.DataFrame, index: TermTables, size: int, threads: int
) -> None:
    readers = Readers(threads)
    parts = surface_parts(papers.iter_slices(size), readers=readers)
    found = index_in_slices(parts, 100, threads, readers=readers)
    assert found.terms.equals(index.terms)
    assert found.forms.equals(index.forms)
    assert pl.concat(found.postings).equals(index.postings)


def test_words_with_and_without_numbers_make_one_index(
    papers: pl.DataFrame, index: TermTables
) -> None:
    readers = Readers(2)
    numbered = list(surface_parts(papers.tail(-50).iter_slices(60), readers=readers))
    parts = [numbered[0].sample(fraction=1.0, shuffle=True, seed=3), surface_words(papers.head(50))]
    found = index_in_slices([*parts, pl.concat(numbered[1:])], readers=readers)
    assert found.terms.equals(index.terms)
    assert found.forms.equals(index.forms)
    assert pl.concat(found.postings).equals(index.postings)


words = st.sampled_from(["non", "pre", "trained", "nets", "the", "a", "x", "s", "Gb", "é", "times"])
between = st.sampled_from([" ", "-", "\u2010", ". ", "'", " $x$ ", "\x1a"])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.tuples(words, between), max_size=9), max_size=4), st.integers(1, 3))
def test_numbers_stand_for_the_printed_words(texts: list[list[tuple]], size: int) -> None:
    readers = Readers(2)
    papers = frame(*("".join(map("".join, text)) for text in texts))
    parts = list(surface_parts(papers.iter_slices(size), readers=readers))
    vocabularies = readers.hand_over()
    printed = [set() for _ in vocabularies]
    for reader, text, numbers in (
        row for part in parts for row in part.select("reader", "words", "numbers").iter_rows()
    ):
        known, _ = vocabularies[reader]
        assert [known[number] for number in numbers] == text.split()
        printed[reader].update(text.split())
    for (known, used), told in zip(vocabularies, printed, strict=True):
        assert set(known.filter(pl.Series(used))) == told
