from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["We train nets.", "They work well."],
        ["Does it work?", "Yes!", "It does."],
        ["We use priors, e.g. Gaussian ones, i.e. Normal ones.", "Next."],
        ["Smith et al. Show that.", "Next."],
        ["Greedy vs. Lazy learners.", "Next."],
        ["See Fig. 3 and Eq. (4).", "Next."],
        ["J. von Neumann and A. Turing agree.", "Next."],
        ["The U.S. Army paid.", "Next."],
        ["It gains 2.5 points at p = 0.05 in v1.2.", "Next."],
        ["It is at https://github.com/a/b.", "Next."],
        ["It is at www.Example.org/Page today.", "Next."],
        ['He said "it works."', "Next."],
        ["It ends (here.)", "Next."],
        ["Rates are $n$.", "$k$ is known."],
        ["It costs O(n).", "3D data follow."],
        ["It stops ... and goes on."],
        ["Node.js runs."],
        ["No stop at the end"],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "This helps generation.However, it fails.",
            ["This helps generation.", "However, it fails."],
        ),
        ("Title here\nAn abstract.", ["Title here", "An abstract."]),
        ("  Blanks around.  ", ["Blanks around."]),
        ("", []),
    ],
)
def test_edges(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
