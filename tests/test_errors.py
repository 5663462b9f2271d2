"""Errors are one line each, whatever is in the names that they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import DumpError, InputError, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Größe 🌊 e\u0301 200\u202f\u00a0km", "plain Größe 🌊 e\u0301 200\u202f\u00a0km"),
        ("two\nlines\r\n", r"two\nlines\r\n"),
        ("\x1b[31mred\x07\x9b1m", r"\x1b[31mred\x07\x9b1m"),
        ("a\u2028b\u202ec\u2067d\x85e\x7f", r"a\u2028b\u202ec\u2067d\x85e\x7f"),
    ],
)
def test_what_a_terminal_obeys_is_spelled_out(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text())
def test_any_text_is_one_line(text: str) -> None:
    shown = one_line(text)
    assert shown.splitlines() in ([], [shown])
    assert one_line(shown) == shown


def test_an_error_shows_its_path_and_keeps_it() -> None:
    error = DumpError("a\nb.txt", "is no dump", "remove it")
    assert str(error) == r"a\nb.txt: is no dump; remove it"
    assert error.path == "a\nb.txt"
    assert str(InputError("\x1b: no such folder")) == r"\x1b: no such folder"
