r"""The syntax of BibTeX: where entries end, what their fields hold, and how little is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.bibtex_syntax import Entry, entries


def fields(text: str) -> dict[str, str] | None:
    (entry,) = entries(text)
    return entry.fields


def told(text: str) -> list[tuple[str, str, bool]]:
    """Return of each entry its kind, its text and whether it could be read."""
    return [
        (entry.kind, text[entry.start : entry.end].strip(), entry.fields is not None)
        for entry in entries(text)
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("@a{k}", {}),
        ("@a{}", {}),
        ("@a{k,}", {}),
        ("@a{, t = {x}}", {"t": "x"}),
        ("@a{t = {x}}", {"t": "x"}),
        ("@a{key with blanks, t = {x}}", {"t": "x"}),
        ("@a{DBLP:conf/x/Y-1+2, t = {x}}", {"t": "x"}),
        ("@a{k, T = {x}}", {"t": "x"}),
        ('@a{k, t = "x"}', {"t": "x"}),
        ("@a{k, t = 12}", {"t": "12"}),
        ("@a(k, t = {x})", {"t": "x"}),
        ("@a(k, t = {)})", {"t": ")"}),
        ("@ a {k, t={x}}", {"t": "x"}),
        ("@a\n{k,\n  t\n=\n{x}\n}", {"t": "x"}),
        ("@a{k, t = {x},, u = {y},}", {"t": "x", "u": "y"}),
        ("@a{k, t = {x} u = {y}}", {"t": "x", "u": "y"}),
        ("@a{k, t = {x}, % a comment, with {\n u = {y}}", {"t": "x", "u": "y"}),
        # of two fields the first that is not blank
        ("@a{k, t = { }, t = {x}, t = {y}}", {"t": "x"}),
        ("@a{k, bib-url_2:en = {x}}", {"bib-url_2:en": "x"}),
        # braces nest, quotes hide in braces, escapes are LaTeX's and not ours
        ("@a{k, t = {a {b {c {d {e}}}}}}", {"t": "a {b {c {d {e}}}}"}),
        ('@a{k, t = "a {"} b"}', {"t": 'a {"} b'}),
        ('@a{k, t = {a " b}}', {"t": 'a " b'}),
        (r"@a{k, t = {\"o}}", {"t": r"\"o"}),
        ("@a{k, t = {}}", {"t": ""}),
        ("@a{k, t = {x@y.org}}", {"t": "x@y.org"}),
        ("@a{k, t = {see @misc{b} there}}", {"t": "see @misc{b} there"}),
        # months are macros, unknown macros stand for themselves
        ("@a{k, m = mar}", {"m": "mar"}),
        ('@a{k, m = "12~" # MAR # {x}}', {"m": "12~marx"}),
        ("@a{k, m = sometime}", {"m": "sometime"}),
        ("@a{k, m = a#b # 3}", {"m": "ab3"}),
        ("@a{k, m = a # }", {"m": "a"}),
    ],
)
def test_fields_of_an_entry(printed: str, expected: dict[str, str]) -> None:
    assert fields(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "@a{k, t = {x}",
        "@a{k, t = {x",
        '@a{k, t = "x}',
        '@a{k, t = "a } b"}',
        "@a{k, t {x}}",
        "@a{k, = {x}}",
        "@a(k, t = {x}}",
        "@a{k, t = {x}}, u = {y}}",
    ],
)
def test_broken_entries(printed: str) -> None:
    assert fields(printed) is None


def test_macros_are_put_in_where_they_are_known() -> None:
    text = (
        "@a{k, t = js}\n"
        '@string{js = "Journal"}\n@String(JX = js # { of X})\n@string{js = {Other}}\n'
        "@a{k, t = JS, u = jx # js}"
    )
    assert [entry.fields for entry in entries(text)] == [
        {"t": "js"},
        {"t": "Other", "u": "Journal of XOther"},
    ]


def test_macros_of_macros_do_not_grow_without_end() -> None:
    lines = ["@string{a0 = {" + "x" * 100 + "}}"]
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, 60)]
    text = "\n".join(lines)
    broken = list(entries(text))
    assert {entry.kind for entry in broken} == {"string"}
    assert all(entry.fields is None for entry in broken)
    # each time from a macro that is not known, since the one before it was too long
    assert [text[entry.start : entry.end].strip() for entry in broken] == [
        lines[n] for n in range(5, 60, 10)
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("@comment{@a{k, t = {x}}} @b{k}", ["b"]),
        ("@comment{a {b} @a{k}} @b{k}", ["b"]),
        # a comment that never closes hides nothing
        ("@comment{ @a{k, t = {x}}\n@b{k}", ["a", "b"]),
        ("@comment words @a{k}", ["a"]),
        ("% @a{k}\n@b{k}", ["b"]),
        ("  %% @a{k}\r@b{k}", ["b"]),
        ("5 % of @a{k}", ["a"]),
        ("words, ada@example.org, @ @a{k} words @b{k}", ["a", "b"]),
        ('@preamble{"\\newcommand{\\x}{@a{k}}"} @b{k}', ["b"]),
        ("@preamble{ {x} # {y} }@b{k}", ["b"]),
        ("", []),
        ("@", []),
        ("@a", []),
        ("@{k}", []),
    ],
)
def test_what_is_an_entry(text: str, kinds: list[str]) -> None:
    assert [entry.kind for entry in entries(text)] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "@a{k, t = {x}\n@b{k}",
            [("a", "@a{k, t = {x}", False), ("b", "@b{k}", True)],
            id="a brace missing at the end",
        ),
        pytest.param(
            "@a{k, t = {x, u = {y}}\n\n  @b{k}",
            [("a", "@a{k, t = {x, u = {y}}", False), ("b", "@b{k}", True)],
            id="a brace missing in the middle",
        ),
        pytest.param(
            '@a{k, t = "x, u = {y}}\r@b{k}',
            [("a", '@a{k, t = "x, u = {y}}', False), ("b", "@b{k}", True)],
            id="a quote missing, lines end with CR",
        ),
        pytest.param(
            "@a{k, t = {x}}, u = {y}} words\n@b{k}",
            [("a", "@a{k, t = {x}}, u = {y}} words", False), ("b", "@b{k}", True)],
            id="a brace too many, fields behind it",
        ),
        pytest.param(
            "@a{k, t {x}} words @b{k}",
            [("a", "@a{k, t {x}}", False), ("b", "@b{k}", True)],
            id="broken within its braces: the rest of the line goes on",
        ),
    ],
)
def test_a_broken_entry_ends_before_the_next(text: str, expected) -> None:
    assert told(text) == expected


VALUE = st.text(st.sampled_from('ab ,=#%"()@\\\n'), max_size=12)
NAME = st.text(st.sampled_from("abz_-9"), min_size=1, max_size=4)


@given(st.lists(st.dictionaries(NAME, VALUE.map("v{}".format), max_size=4), max_size=5))
def test_what_is_written_in_braces_is_read(written: list[dict[str, str]]) -> None:
    # a line that begins like an entry ends the one before it: that is how a lost brace is found
    written = [{n: v.replace("@", "a") for n, v in each.items()} for each in written]
    text = "\n".join(
        "@a{key,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in each.items()) + "}\n"
        for each in written
    )
    assert [entry.fields for entry in entries(text)] == written


@given(st.text(st.sampled_from('@a{}(),="#% \nkt')))
def test_entries_follow_each_other(text: str) -> None:
    place = 0
    found: list[Entry] = list(entries(text))
    for entry in found:
        assert place <= entry.start < entry.end <= len(text)
        assert text[entry.start] == "@"
        place = entry.end
