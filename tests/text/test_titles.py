from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import normalize_title


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
