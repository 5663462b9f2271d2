"""The compiled way to printed words against the plain functions of `text`, on any Unicode."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench import Corpus
from workbench.terms import SURFACE_SCHEMA, surface_words
from workbench.terms.acronyms import definitions
from workbench.text import BEFORE_WORDS, EVERY_STEP, Steps, clean, words

Paper = tuple[str, str]


def frame(papers: list[Paper]) -> pl.DataFrame:
    rows = [(f"p{number}", *pair) for number, pair in enumerate(papers)]
    schema = dict.fromkeys(("paper_id", "title", "abstract"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def plainly(papers: pl.DataFrame, steps: Steps = EVERY_STEP) -> pl.DataFrame:
    """Read papers as `text.words` does, paper by paper."""
    rows = []
    for paper_id, title, abstract in papers.iter_rows():
        head, body = words(title, steps), words(abstract, steps)
        marks = [word.joint + 4 * word.opens + 8 for word in head]
        marks += [word.joint + 4 * word.opens for word in body]
        texts = (title, abstract)
        pairs = definitions(*(clean(text) if steps.cleaning else text for text in texts))
        printed = " ".join(word.surface for word in head + body)
        rows.append((paper_id, printed, bytes(marks), [p[0] for p in pairs], [p[1] for p in pairs]))
    return pl.DataFrame(rows, schema=SURFACE_SCHEMA, orient="row")


# Everything that has a rule of its own, glued together at random.
PIECES = [
    *"aAiIsSnoxQ019 .,;:!?-'\u2019\u2010\u2011\u2013()[]{}|/+=<>*~_^$\\\n\x1a\t@%&#\"`",
    *[" ", " ", "-", "non", "re", "over", "the", "of", "in", "to", "times", "min", "top", "left"],
    *["right", "text", "log", "sim", "bin", "qin", "mathcal", "epsilon", "epsilonin", "10times"],
    *["kgeq", "Oleft", "ell_p", "https://x.org/y", "www.x.org", "x.org/y", "a.b/c", "://", "/"],
    *["3.5", "10,000", "1,2", "LLMs", "large language models", " (LLMs)", "{\\it "],
    *["\\emph{", "\\'e"],
    *["é", "e\u0301", "İ", "ﬁ", "\u00ad", "\u200b", "中", "ह\u093f", "²", "①", "K", "ſ", "𝔸"],
]  # fmt: skip
glued = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
texts = st.one_of(glued, st.text(max_size=40))


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(texts, texts), max_size=4), st.integers(1, 3))
@example([("", ""), ("A title", ""), ("", "An abstract. Two")], 2)
@example([("2 times 2 (times 3) n log n, min max |to 4", "qin[0, 1] of bin AB\x1a in (a")], 1)
@example([("Non- linear non-the-air pre-re-trained's 's", "right)left [x right) top! top!1")], 1)
def test_papers_are_read_as_text_reads_them(papers: list[Paper], threads: int) -> None:
    given_papers = frame(papers)
    assert surface_words(given_papers, threads).equals(plainly(given_papers))


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(texts, texts), max_size=4),
    st.sets(st.sampled_from(BEFORE_WORDS), min_size=1),
)
@example(
    [("Non- linear non-the-air pre-re-trained's 's", "right)left [x-y-z right) top! 1")],
    {"hyphens"},
)
def test_papers_are_read_by_the_steps_of_text(papers: list[Paper], off: set[str]) -> None:
    given_papers, steps = frame(papers), Steps.without(off)
    assert surface_words(given_papers, 1, steps).equals(plainly(given_papers, steps))


def test_the_sample_is_read_as_text_reads_it(sample_corpus: Corpus) -> None:
    papers = sample_corpus.papers.select("paper_id", "title", "abstract")
    assert surface_words(papers).equals(plainly(papers))


def test_real_papers_are_read_as_text_reads_them(papers: pl.DataFrame) -> None:
    assert surface_words(papers).equals(plainly(papers))


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_threads_change_nothing(threads: int) -> None:
    papers = frame(
        [(f"Paper {n} of graphs", f"We study words{n} and Z{n % 7}.") for n in range(50)]
    )
    assert surface_words(papers, threads).equals(plainly(papers))


def test_papers_come_in_slices_of_any_number() -> None:
    papers = frame([("A title", f"w{n}") for n in range(9_000)])
    assert surface_words(papers, 1)["words"].to_list() == [f"A title w{n}" for n in range(9_000)]
