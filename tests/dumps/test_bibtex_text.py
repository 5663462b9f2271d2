r"""Texts in BibTeX: which braces go, and where lists are split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.bibtex_text import AND, COMMA, SEMICOLON, plain, split


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        # braces that protect capitals
        ("{S}alt and {BERT}", "Salt and BERT"),
        ("{{Salt} and {F}oam}", "Salt and Foam"),
        ("{}", ""),
        # signs
        (r"salt \& foam, 5\,\% of \#1, a\_b", r"salt & foam, 5\,% of #1, a_b"),
        # accents and letters stay, whole, for those who decode them
        (r"{\"O}st", r"{\"O}st"),
        (r"\"{o}st, \'{\i}, \c{c}, \c c, \v{S}", r"\"{o}st, \'{\i}, \c{c}, \c c, \v{S}"),
        (r"{\ss} and {\O }", r"{\ss} and {\O }"),
        (r"{M{\"u}ller}", r"M{\"u}ller"),
        # mathematics
        (r"$x_{1}$ of {S}alt", r"$x_{1}$ of Salt"),
        (r"\(x_{1}\) of {S}alt", r"\(x_{1}\) of Salt"),
        (r"x_{1}^{2}", r"x_{1}^{2}"),
        (r"\$5 of {S}alt and \$6", r"\$5 of Salt and \$6"),
        (r"$a$ {S}alt $b$", r"$a$ Salt $b$"),
        (r"a $ sign in {S}alt", r"a $ sign in Salt"),
        # commands keep what they embrace
        (r"\emph{S{a}lt}", r"\emph{Salt}"),
        (r"{\em Salt} {F}oam", r"{\em Salt} Foam"),
        (r"\href{http://e.org}{{S}alt} {F}", r"\href{http://e.org}{Salt} F"),
        (r"\textbf {x}", r"\textbf {x}"),
        # a line end and a brace in print
        (r"Salt\\{F}oam", r"Salt\\Foam"),
        (r"\{{S}alt\}", r"\{Salt\}"),
        # too many
        ("Salt}", "Salt}"),
        ("{Salt", "Salt"),
        ("no markup", "no markup"),
        ("", ""),
    ],
)
def test_braces_that_protect_go(given_text: str, expected: str) -> None:
    assert plain(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "separator", "parts"),
    [
        ("A and B", AND, ["A", "B"]),
        ("A AND B", AND, ["A", "B"]),
        ("{A and B} and C", AND, ["{A and B}", "C"]),
        ("Sand and Andrew", AND, ["Sand", "Andrew"]),
        ("A and and B", AND, ["A", "and B"]),
        ("Lind, A", COMMA, ["Lind", " A"]),
        ("{Sea, Sand}, x{,}y", COMMA, ["{Sea, Sand}", " x{,}y"]),
        ("a; {b; c}; d", SEMICOLON, ["a", " {b; c}", " d"]),
        ("", COMMA, [""]),
        # what is out of balance is split no further
        ("a} and b", AND, ["a} and b"]),
        ("{a and b", AND, ["{a and b"]),
    ],
)
def test_lists_are_split_outside_of_braces(given_text, separator, parts) -> None:
    assert split(given_text, separator) == parts


@given(st.text(st.sampled_from("ab {}\\$&\"'_^c(")))
def test_letters_stay_in_their_order(text: str) -> None:
    kept = plain(text)
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for sign in kept if sign.isalnum()] == letters
    assert len(kept) <= len(text)


@given(st.lists(st.text(st.sampled_from("ab{}, "), max_size=8), min_size=1), st.booleans())
def test_parts_joined_are_the_list(parts: list[str], commas: bool) -> None:
    given_text = ",".join(parts) if commas else " and ".join(parts)
    found = split(given_text, COMMA if commas else AND)
    assert ("," if commas else " and ").join(found) == given_text
