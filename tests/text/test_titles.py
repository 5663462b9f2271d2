from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import normalize_title, title_keys


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Slow Schrödinger Maps", "slow schrödinger maps"),
        (r"Slow Schr\"odinger Maps", "slow schrödinger maps"),
        ("Slow Schro\u0308dinger\n  Maps ", "slow schrödinger maps"),
        ("Low-Rank: A Study?", "low rank a study"),
        ("Let's Learn", "lets learn"),
        ("Let’s  Learn!", "lets learn"),
        ("{E}fficient {BERT}", "efficient bert"),
        (r"\emph{Deep} $k$-Means", "deep k means"),
        ("ﬁne Tuning\u00a0II", "fine tuning ii"),
        ("STRASSE Straße", "strasse strasse"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_keys(title: str, key: str) -> None:
    assert normalize_title(title) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RecGPT-V2", "RecGPT-V3"),
        ("Model V2.5", "Model V25"),
        ("Notes on C", "Notes on C++"),
        ("Notes on C++", "Notes on C#"),
        ("PFGM", "PFGM++"),
        ("???", "!!!"),
        ("…", "—"),
    ],
)
def test_different_works_keep_different_keys(one: str, other: str) -> None:
    assert normalize_title(one) != normalize_title(other)
    assert normalize_title(one)
    assert normalize_title(other)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z", "S", "Mn"])))
def test_case_and_blanks_do_not_matter(title: str) -> None:
    key = normalize_title(title)
    assert key == " ".join(key.split())
    assert bool(key) == bool(title.split())
    assert normalize_title(f" {title}\n") == key
    assert not key or normalize_title(key) == key


MARKUP = [
    r"\"o", r"\'{e}", r"\emph{x}", "$k$", "{B}", "\\", "#", "++", "'", "`", "~", "^", "|", "_", "é",
    "  ", "\n", "\u00a0", "ﬁ", "İ", "ß", "K", "\u0301", "\u200b", "Word", "V2.5", "?", "…",
]  # fmt: skip
TITLE = st.text() | st.lists(st.sampled_from(MARKUP)).map("".join) | st.text("aZ0-'\\{}\"$ .")


@given(st.lists(TITLE, min_size=1))
def test_keys_of_many_are_the_keys_of_each(titles: list[str]) -> None:
    keys = title_keys(pl.Series("title", titles))
    assert keys.name == "title_key"
    assert keys.to_list() == [normalize_title(title) for title in titles]


@pytest.mark.parametrize("around", ["{}", "a{}b", "A {}"])
def test_keys_of_every_sign_of_unicode(around: str) -> None:
    codes = [*range(0x3000), *range(0xF900, 0x10000), *range(0x1D400, 0x1F800)]
    titles = [around.format(chr(code)) for code in codes]
    assert title_keys(pl.Series(titles)).to_list() == [*map(normalize_title, titles)]


def test_no_titles_have_no_keys() -> None:
    assert title_keys(pl.Series([], dtype=pl.String)).to_list() == []
