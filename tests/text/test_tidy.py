"""Texts as stored: on one line, entities and accents decoded, nothing else touched."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import may_be_untidy, tidy, tidy_abstract, tidy_title

# what sources leave behind, in any order
_PIECES = [
    "a", "word", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x1c", "&amp;", "&lt;",
    "&#233;", "&#xE9;", "&", ";", "&amp;amp;", "&bogus;", r"\"o", r"\'{e}", "\\", "ö",
]  # fmt: skip
LEFT = st.lists(st.sampled_from(_PIECES)).map("".join)


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("Hard\n  wrapped title", "Hard wrapped title"),
        ("  outer \u00a0 blanks\t", "outer blanks"),
        ("Salt &amp; Pepper", "Salt & Pepper"),
        ("caf&#233; caf&#xe9; caf&eacute;", "café café café"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("a &lt;b&gt; c", "a <b> c"),
        # decoded once: what was meant as markup by the source stays visible
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("no entity: &; &#; &#x; & amp;", "no entity: &; &#; &#x; & amp;"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_text_on_one_line(given_text: str, stored: str) -> None:
    assert tidy(given_text) == stored


@pytest.mark.parametrize(
    ("title", "stored"),
    [
        (r"Slow Schr\"odinger Maps", "Slow Schrödinger Maps"),
        (r"Poincar\'{e} and H{\"o}lder", "Poincaré and Hölder"),
        ("A $k$-means\n  of {BERT}", "A $k$-means of {BERT}"),
    ],
)
def test_a_title_has_its_accents(title: str, stored: str) -> None:
    assert tidy_title(title) == stored


@pytest.mark.parametrize(
    ("abstract", "stored"),
    [
        ("One line\nwrapped hard.", "One line wrapped hard."),
        ("One.\n\nTwo.\n \n\n  Three.", "One.\nTwo.\nThree."),
        ("One.\r\n\r\nTwo.", "One.\nTwo."),
        ("\n\nOne.\n\n", "One."),
        (r"Accents stay as printed: Schr\"odinger", r"Accents stay as printed: Schr\"odinger"),
        (" \n\n ", ""),
    ],
)
def test_an_abstract_keeps_its_paragraphs(abstract: str, stored: str) -> None:
    assert tidy_abstract(abstract) == stored


@given(st.text() | LEFT)
def test_what_is_tidied_has_no_loose_white_space(text: str) -> None:
    for line in [tidy(text), *tidy_abstract(text).split("\n")]:
        assert line == " ".join(line.split())


@given(st.lists(st.text() | LEFT, min_size=1))
def test_what_the_pattern_does_not_find_is_tidy_already(texts: list[str]) -> None:
    untidy = may_be_untidy(pl.Series(texts))
    for text, found in zip(texts, untidy, strict=True):
        if not found:
            assert tidy_title(text) == text
            assert tidy_abstract(text) == text


def test_the_pattern_misses_no_sign_of_unicode() -> None:
    signs = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    texts = pl.Series([f"a{sign}b" for sign in signs])
    for text in texts.filter(~may_be_untidy(texts)):
        assert tidy_title(text) == text


def test_a_long_run_of_blanks_is_no_long_work() -> None:
    assert tidy_abstract("a" + " " * 300_000 + "\n" + " " * 300_000 + "b") == "a b"
