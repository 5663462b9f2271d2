"""Titles made ready: what depends on the source is gone, what a title says is left."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed import untimed
from workbench.identity.titles import Spelling, plain, plain_titles
from workbench.text import title_keys


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tides of the Sea", "tides of the sea"),
        ('$\\mathbf{H}_2$-Schr\\"odinger & $α$', "h 2 schrodinger and alpha"),
        ("\\textbf{Tides} of the \\emph{Sea}", "tides of the sea"),
        ("mathcal{O} Tides", "o tides"),
        ("Poincaré Tides", "poincare tides"),
        ("Łódź × Tides", "lodz times tides"),
        ("Tides at $\\lambda$", "tides at lambda"),
        ("Tides at λ", "tides at lambda"),
        ("Gauges \\& Clocks", "gauges and clocks"),
        ("$\\varepsilon$-Tides", "epsilon tides"),
        ("ε-Tides", "epsilon tides"),
        ("Matching the Mathematics of Tides", "matching the mathematics of tides"),
    ],
)
def test_plain(title: str, expected: str) -> None:
    assert plain(title) == expected


@untimed
@given(st.lists(st.text(st.sampled_from("aZ é\\{}$&α2-:…'"), min_size=1), max_size=8))
def test_many_titles_are_made_plain_as_one_is(titles: list[str]) -> None:
    titles = [title for title in titles if title.strip()]
    series = pl.Series("title", titles, dtype=pl.String)
    assert plain_titles(series, title_keys(series)).to_list() == [plain(t) for t in titles]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("LLaVA and the Tides", {"llava"}),
        ("TIDES OF THE SEA", set()),
        ("The H2 Tides", {"h2"}),
        ("Reading McTide", {"mctide"}),
    ],
)
def test_names(title: str, names: set[str]) -> None:
    assert Spelling(title).names == names


@pytest.mark.parametrize(
    ("title", "breaks"),
    [
        ("Tides: A Study", {1}),
        ("Low Tides - A Study", {2}),
        ("Low-Water Tides", set()),
        ("Are Tides Late? A Study", {3}),
    ],
)
def test_breaks(title: str, breaks: set[int]) -> None:
    assert Spelling(title).breaks == breaks


@pytest.mark.parametrize(
    ("title", "cut"), [("Tides of the…", True), ("Tides of ... ", True), ("Tides. Sea", False)]
)
def test_a_cut_is_seen(title: str, cut: bool) -> None:
    assert Spelling(title).is_cut is cut
