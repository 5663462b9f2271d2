"""The word lists are data: their form is checked like that of code."""

from __future__ import annotations

from importlib import resources

import pytest

from workbench.text import american, is_boilerplate
from workbench.text.lexicon import pairs_of, sections, words_of

FILES = sorted(path.name for path in resources.files("workbench.text").joinpath("data").iterdir())


@pytest.mark.parametrize("name", FILES)
def test_a_list_says_what_it_is(name: str) -> None:
    text = resources.files("workbench.text").joinpath("data", name).read_text("utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")


@pytest.mark.parametrize("name", [name.removesuffix(".txt") for name in FILES])
def test_no_entry_stands_twice_in_a_section(name: str) -> None:
    for section, lines in sections(name).items():
        entries = lines if section in PAIRED else [word for line in lines for word in line.split()]
        assert len(entries) == len(set(entries)), f"{name} [{section}]"


PAIRED = {"whole", "parts", "irregular", "phrases"}


def test_comments_and_blank_lines_are_skipped() -> None:
    assert "#" not in "".join(words_of("stopwords"))
    assert "the" in words_of("stopwords")
    assert pairs_of("plurals", "irregular")["matrices"] == "matrix"


def test_commands_inside_runs_are_commands() -> None:
    assert words_of("latex", "glued") <= words_of("latex", "commands")
    assert words_of("latex", "headed") <= words_of("latex", "operators") | words_of(
        "latex", "words"
    )


def test_boilerplate_is_written_as_the_index_counts() -> None:
    parts = [words_of("boilerplate", part) for part in ("edges", "qualifiers", "alone")]
    entries = frozenset().union(*parts)
    assert len(entries) == sum(map(len, parts))
    assert {word for word in entries if american(word) != word or word != word.lower()} == set()


@pytest.mark.parametrize(
    "term",
    [
        "novel", "propose", "method", "approach", "result", "show", "extensive experiment",
        "novel method", "proposed network", "simple method", "real world", "however", "large scale",
        "multimodal large",
    ],
)  # fmt: skip
def test_boilerplate(term: str) -> None:
    assert is_boilerplate(term)


@pytest.mark.parametrize(
    "term",
    [
        "kernel method", "large language model", "natural language", "zero shot", "low rank",
        "model", "generalization", "robustness", "inverse problem", "second order",
        "time series", "state space",
        "high dimensional data",
    ],
)  # fmt: skip
def test_subjects_are_no_boilerplate(term: str) -> None:
    assert not is_boilerplate(term)
