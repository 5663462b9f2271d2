"""The kernel against ten lines of plain Python and against polars, on any Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench import Corpus
from workbench.kernel import document_frequencies
from workbench.text import words

MARKS = "".join(c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] == "M")
PART = rf"[^\W_](?:[^\W_]|[{MARKS}])*"
RUN = re.compile(rf"{PART}(?:(?:(?<=\d)\.(?=\d)|(?<=\d),(?=\d\d\d(?!\d))){PART})*")


def in_plain_python(texts: list[str], longest: int, min_papers: int) -> dict[str, int]:
    papers: Counter[str] = Counter()
    for text in texts:
        run = RUN.findall(text.lower())
        held = {
            " ".join(run[at : at + n])
            for n in range(1, longest + 1)
            for at in range(len(run) - n + 1)
        }
        papers.update(held)
    return {term: count for term, count in papers.items() if count >= min_papers}


def in_polars(texts: list[str], longest: int, min_papers: int) -> dict[str, int]:
    runs = [RUN.findall(text.lower()) for text in texts]
    words = pl.DataFrame(
        {"doc": range(len(runs)), "w0": runs}, schema_overrides={"w0": pl.List(pl.String)}
    )
    words = words.explode("w0").drop_nulls()
    for n in range(1, longest):
        words = words.with_columns(pl.col("w0").shift(-n).over("doc").alias(f"w{n}"))
    counted = []
    for n in range(1, longest + 1):
        names = [f"w{at}" for at in range(n)]
        term = pl.concat_str(names, separator=" ")
        whole = words.select("doc", *names).drop_nulls()
        counted.append(whole.group_by(term=term).agg(papers=pl.col("doc").n_unique()))
    return dict(pl.concat(counted).filter(pl.col("papers") >= min_papers).iter_rows())


def counted(texts: list[str], longest: int, min_papers: int, threads: int | None) -> dict[str, int]:
    series = pl.Series(texts, dtype=pl.String)
    found = document_frequencies(series, longest, min_papers, threads)
    assert found["term"].is_unique().all()
    return dict(found.select("term", "papers").iter_rows())


# few letters, so that words and phrases repeat; and whatever Unicode holds besides
few = st.text(alphabet="aAbB1234567890., -_\n'éÉΣσİıßK\u0301\u0e01٣Ⅷ中𝔸\U0001e900", max_size=60)
texts = st.lists(st.one_of(few, st.text(max_size=40)), max_size=8)


@settings(deadline=None, max_examples=150)
@given(texts, st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
@example(["Σ ΑΣ ΑΣ.", "İi I\u0307", "1,000 1,0000 1,00 1.5.2. 1.a ١٬١ ٣,٣٣٣"], 3, 1, 2)
@example(["a" * 300 + " b", ""], 2, 1, 1)
def test_counts_equal_plain_python_and_polars(
    texts: list[str], longest: int, min_papers: int, threads: int
) -> None:
    found = counted(texts, longest, min_papers, threads)
    assert found == in_plain_python(texts, longest, min_papers)
    assert found == in_polars(texts, longest, min_papers)


def test_every_character_is_read_as_python_reads_it() -> None:
    texts = [f"a{chr(code)}b" for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    found = document_frequencies(pl.Series(texts), longest=1)
    assert dict(found.select("term", "papers").iter_rows()) == in_plain_python(texts, 1, 1)


def test_the_words_of_the_kernel_are_those_of_text() -> None:
    text = "At 3.5 of 10,000 caf\u00e9s, Sch\u00f6n's state\u2010of art, 1,2 and 4.x"
    found = document_frequencies(pl.Series([text]), longest=1)
    assert set(found["term"]) == {word.word for word in words(text)} | {"s"}


def test_whole_abstracts_by_any_number_of_threads(sample_corpus: Corpus) -> None:
    texts = sample_corpus.papers["abstract"].to_list()
    expected = in_plain_python(texts, 3, 2)
    for threads in (1, 2, 3):
        assert counted(texts, 3, 2, threads) == expected


@pytest.mark.parametrize("n", [0, 1, 70_000])
def test_many_words_need_more_room_than_there_was(n: int) -> None:
    texts = [f"word{at} both word{at}" for at in range(n)]
    found = counted(texts, 2, 1, 2)
    assert len(found) == 3 * n + (n > 0)
    assert found.get("both", 0) == n


def test_rows_are_sorted_and_null_is_empty() -> None:
    found = document_frequencies(pl.Series(["b a", None, "c b a"]), longest=2)
    assert found["term"].to_list() == ["a", "b", "c", "b a", "c b"]
    assert found["papers"].to_list() == [2, 2, 1, 2, 1]
