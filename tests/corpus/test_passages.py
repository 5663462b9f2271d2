"""The sentences in which terms stand."""

from __future__ import annotations

import polars as pl
import pytest

from workbench.corpus import printed_pattern
from workbench.corpus.passages import passages
from workbench.text import Steps

PAPERS = pl.DataFrame(
    {
        "paper_id": ["a", "b", "c"],
        "title": ["On non-linear kettles", "Tea", "Urns"],
        "abstract": [
            r"Nothing here. A linear urn sings. Urns and kettles na\"ively sing. Kettles rest.",
            "Kettles first. Then urns. Both kettles and urns last.",
            None,
        ],
    }
)


@pytest.mark.parametrize(
    ("forms", "text", "off", "found"),
    [
        (["linear"], "a non-linear and a linear map", [], ["linear"]),
        (["linear"], "Non-linear, NON-linear and multi-linear", [], ["linear"]),
        (["linear"], "a non-linear map", ["prefixes"], ["linear"]),
        (["rank"], "low-rank, rank-one and rank", ["hyphens"], ["rank"]),
        (["rank"], "low-rank, rank-one", [], ["rank", "rank"]),
        (["low-rank"], "low-rank maps", ["hyphens"], ["low-rank"]),
        (["GPT", "GPT-4"], "GPT-4 and GPT", [], ["GPT-4", "GPT"]),
        (["net"], "nets, a net_work and a net.", [], ["net", "net"]),
        ([], "anything", [], []),
    ],
)
def test_printed_forms_are_found_as_words(
    forms: list[str], text: str, off: list[str], found: list[str]
) -> None:
    assert printed_pattern(forms, Steps.without(off)).findall(text) == found


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ([["linear"]], ["A linear urn sings.", None, None]),
        ([["urn", "urns", "Urns"]], ["A linear urn sings.", "Then urns.", "Urns"]),
        (
            [["kettles", "Kettles"], ["urn", "urns", "Urns"]],
            ['Urns and kettles na\\"ively sing.', "Both kettles and urns last.", "Urns"],
        ),
        # no sentence prints both: one of each, in the order of the text
        (
            [["rest"], ["linear"]],
            ["A linear urn sings. … Kettles rest.", None, None],
        ),
        # printed forms are those of the cleaned text, which is shown where markup hides one
        ([["naïvely"]], ["Urns and kettles naïvely sing.", None, None]),
        ([["linear"], ["urn"], ["sings"]], ["A linear urn sings.", None, None]),
        ([], [None, None, None]),
    ],
)
def test_the_first_sentence_that_prints_all(
    groups: list[list[str]], said: list[str | None]
) -> None:
    found = passages(PAPERS, groups, ["a", "b", "c"])
    assert found["paper_id"].to_list() == ["a", "b", "c"]
    assert found["sentence"].to_list() == said


def test_papers_come_as_asked() -> None:
    found = passages(PAPERS, [["Urns"]], ["c", "a"])
    assert found.rows() == [("c", "Urns"), ("a", 'Urns and kettles na\\"ively sing.')]
