"""Each step from a text to its words, taken and left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.text import (
    BEFORE_WORDS,
    EVERY_STEP,
    STEPS,
    Joint,
    Steps,
    surface_word,
    words,
)

BETWEEN = {Joint.NONE: " | ", Joint.SPACE: " ", Joint.HYPHEN: "-"}


def written(text: str, *off: str) -> str:
    """Return the words of `text` with what lies between them; a bar is a break."""
    found = words(text, Steps.without(off))
    return "".join(f"[{word.word}]" + BETWEEN[word.joint] for word in found).removesuffix(" | ")


@pytest.mark.parametrize(
    ("off", "text", "taken", "left_out"),
    [
        ("cleaning", r"a na\"ive rule", "[a] [naïve] [rule]", "[a] [na] | [ive] [rule]"),
        ("cleaning", "see https://x.org/nets now", "[see] | [now]",
         "[see] [https] | [x] | [org] | [nets] [now]"),
        ("cleaning", "a **bold** claim", "[a] [bold] [claim]", "[a] | [bold] | [claim]"),
        ("cleaning", "a ﬁne net", "[a] [fine] [net]", "[a] [ﬁne] [net]"),
        ("formulas", "mathcal O(n) for epsilonin (0,1)", "[o] | [n] | [for] | [0] | [1]",
         "[mathcal] [o] | [n] | [for] [epsilonin] | [0] | [1]"),
        ("formulas", "the ell_2 norm", "[the] | [norm]", "[the] [ell] | [2] [norm]"),
        ("prefixes", "non-linear nets", "[nonlinear] [nets]", "[non]-[linear] [nets]"),
        ("prefixes", "over-the-air", "[over]-[the]-[air]", "[over]-[the]-[air]"),
        ("hyphens", "low-rank nets", "[low]-[rank] [nets]", "[low-rank] [nets]"),
        ("hyphens", "low\u2010rank", "[low]-[rank]", "[low-rank]"),
        ("hyphens", "first- and second-order", "[first] | [and] [second]-[order]",
         "[first] | [and] [second-order]"),
        ("hyphens", "a non-linear-map", "[a] [nonlinear]-[map]", "[a] [nonlinear-map]"),
        ("hyphens", "over-the-air", "[over]-[the]-[air]", "[over-the-air]"),
    ],
)  # fmt: skip
def test_a_step_taken_and_left_out(off: str, text: str, taken: str, left_out: str) -> None:
    assert written(text) == taken
    assert written(text, off) == left_out


def test_without_prefixes_and_hyphens_a_word_is_as_printed() -> None:
    assert written("a Non-linear, low-rank net", "prefixes", "hyphens") == (
        "[a] [non-linear] | [low-rank] [net]"
    )


@pytest.mark.parametrize("off", ["spelling", "plurals", "compounds", "acronyms", "boilerplate"])
def test_other_steps_leave_the_words_alone(off: str) -> None:
    text = "The behaviours of non-linear LLMs"
    assert words(text, Steps.without([off])) == words(text)


@given(st.text() | st.text("anoLi-N \u2010"), st.sets(st.sampled_from(BEFORE_WORDS)))
def test_any_text_is_read_by_any_steps(text: str, off: set[str]) -> None:
    steps = Steps.without(off)
    found = words(text, steps)
    assert all(word.word == surface_word(word.surface, steps) for word in found)
    assert all(word.surface and not any(map(str.isspace, word.surface)) for word in found)


def test_the_names_of_steps() -> None:
    assert Steps.without([]) == EVERY_STEP
    assert Steps.without(["plurals", "cleaning"]).off == ("cleaning", "plurals")
    assert Steps.without(STEPS).off == STEPS
    assert set(BEFORE_WORDS) < set(STEPS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plural", "terms: no step 'plural', perhaps 'plurals'; steps: cleaning, formulas"),
        ("zzz", "terms: no step 'zzz'; steps: cleaning, formulas"),
    ],
)
def test_an_unknown_step_is_named(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        Steps.without(["plurals", name], "terms")
