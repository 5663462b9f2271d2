"""Rows: the grammar of RFC 4180 with exact places, and what becomes of rows that break it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.delimited_rows import Dialect, Row, Width, first_row, plain, rows


def read(text: str, width: int = 2, delimiter: str = ",", line_end: str = "\n") -> list[Row]:
    return list(rows(text, 0, Dialect(delimiter, line_end), Width(width, width)))


def told(text: str, width: int = 2, delimiter: str = ",") -> list[list[str] | tuple[str, str]]:
    """Return the cells of rows that fit, and the rule and text of those that do not."""
    return [
        (row.rule, text[row.start : row.end]) if row.rule else [plain(cell) for cell in row.cells]
        for row in read(text, width, delimiter)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ('"a","b"\r\n"c","d"\r\n', [["a", "b"], ["c", "d"]]),
        ('"a, b","c ""d"" e"', [["a, b", 'c "d" e']]),
        ('"a\nb","c\r\n\r\nd"\ne,f', [["a\nb", "c\r\n\r\nd"], ["e", "f"]]),
        ('"""a""",""\n', [['"a"', ""]]),
        ('"a", "b, c" \n', [["a", "b, c"]]),
        ('5" disk,a "b" c\n', [['5" disk', 'a "b" c']]),
        (' "a" b,c\n', [['"a" b', "c"]]),
        ("a,b\n\n  \n\t\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b,\nc,d,,,\n", [["a", "b", ""], ["c", "d", "", "", ""]]),
        ('a,b,"", \n', [["a", "b", "", ""]]),
        ("a\x0bb\u2028c,d\x1c\n", [["a\x0bb\u2028c", "d"]]),
        ("a\rb,c\n", [["a\rb", "c"]]),
        ("", []),
    ],
)
def test_rows_that_fit(text: str, expected: list[list[str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("empty", [",", ",,,", '"",""', ' , "" ,'])
def test_a_row_with_nothing_in_it_has_neither_cells_nor_rule(empty: str) -> None:
    assert read(f"a,b\n{empty}\nc,d")[1] == Row(4, 4 + len(empty), [], None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a,b\nc\nd,e,f\ng,h\n",
            [
                ["a", "b"],
                ("wrong_number_of_fields", "c"),
                ("wrong_number_of_fields", "d,e,f"),
                ["g", "h"],
            ],
            id="too few and too many",
        ),
        pytest.param("a,b\nc", [["a", "b"], ("cut_off", "c")], id="cut in a row"),
        pytest.param("a,b\nc,", [["a", "b"], ["c", ""]], id="cut at a delimiter"),
        pytest.param(
            'a,b\nc,"d\ne', [["a", "b"], ("cut_off", 'c,"d\ne')], id="cut in a quoted cell"
        ),
        pytest.param(
            'a,"b, so\nprose goes on\nand on, and on',
            [("cut_off", 'a,"b, so\nprose goes on\nand on, and on')],
            id="cut in a quoted cell of several lines",
        ),
        pytest.param(
            'a,b\nc,"d\ne,f\ng,h\n',
            [["a", "b"], ("unclosed_quote", 'c,"d'), ["e", "f"], ["g", "h"]],
            id="never closed",
        ),
        pytest.param(
            '"a","b\n"c","d"\n"e","f"\n',
            [("unclosed_quote", '"a","b'), ["c", "d"], ["e", "f"]],
            id="closed by the next row's quote",
        ),
        pytest.param(
            'a,"b\nc,d\ne,f\ng,"h, i"\nj,k\n',
            [("unclosed_quote", 'a,"b'), ["c", "d"], ["e", "f"], ["g", "h, i"], ["j", "k"]],
            id="closed by a quote some rows on",
        ),
        pytest.param(
            'a,"b\nprose\nmore prose\nand "quoted" prose\nj,k\n',
            [
                ("unclosed_quote", 'a,"b\nprose\nmore prose'),
                ("wrong_number_of_fields", 'and "quoted" prose'),
                ["j", "k"],
            ],
            id="a quote in an abstract of several lines",
        ),
        pytest.param(
            '"a "b" c","d"\n"e","f "g""\n',
            [['a "b" c', "d"], ["e", 'f "g"']],
            id="quotes that are not doubled, on one line",
        ),
        pytest.param(
            '"a "b", c","d"\n"e","f"\n',
            [("stray_quote", '"a "b", c","d"'), ["e", "f"]],
            id="quotes that are not doubled, before a comma",
        ),
        pytest.param(
            '"a\nb","c"d"\n"e","f"\n',
            [("stray_quote", '"a\nb","c"d"'), ["e", "f"]],
            id="quotes that are not doubled, in a row of two lines",
        ),
        pytest.param('"a"b\tc\n', [("stray_quote", '"a"b\tc')], id="tabs that delimit nothing"),
        pytest.param('"a"b\n', [("stray_quote", '"a"b')], id="a stray quote in the last line"),
        pytest.param(
            '"a,"b"\nc,d\n', [("stray_quote", '"a,"b"'), ["c", "d"]], id="closed one cell on"
        ),
    ],
)
def test_broken_rows_are_told_and_the_next_is_read(text: str, expected: list) -> None:
    assert told(text) == expected


def test_tabs_part_cells_where_quotes_do_not() -> None:
    text = '"So what?": a question\tb\n"c"\td\n"e" "f"\tg\th\n'
    assert told(text, delimiter="\t") == [
        ['"So what?": a question', "b"],
        ["c", "d"],
        ("stray_quote", '"e" "f"\tg\th'),
    ]


@pytest.mark.parametrize(
    ("width", "cells", "fits"),
    [
        (Width(2, 2), "a", False),
        (Width(2, 2), "a|b", True),
        (Width(2, 2), 'a|b|| |""|', True),
        (Width(2, 2), "a|b||c", False),
        # a nameless column at the end of the header line
        (Width(2, 3), "a|b", True),
        (Width(2, 3), "a|b|c", True),
        (Width(2, 3), "a|b|c|d", False),
        (Width(2, 2, open=True), "a", False),
        (Width(2, 2, open=True), "a|b|c|d", True),
    ],
)
def test_how_many_cells_fit(width: Width, cells: str, fits: bool) -> None:
    assert width.fits(cells.split("|")) is fits


def test_lines_may_end_with_carriage_returns_alone() -> None:
    text = '"a\nb",c\rd,"e"\r\rf,g'
    assert [text[row.start : row.end] for row in read(text, line_end="\r")] == [
        '"a\nb",c',
        'd,"e"',
        "f,g",
    ]


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("a,b\nc", 5, "a,b"),
        ("a,b\r\nc", 6, "a,b"),
        ("a,b\rc", 5, "a,b"),
        ("a,b", 3, "a,b"),
        ('"a\n",b\nc', 8, '"a\n",b'),
        ("a,b\nc", 3, "a,b"),
        ("a,b\nc", 2, None),
        ('"a""b"\nc', 3, None),
        ('"a,b\nc', 6, None),
        ('"a"b,c\n', 7, None),
        ("", 0, ""),
    ],
)
def test_the_first_row(text: str, end: int, expected: str | None) -> None:
    row = first_row(text, 0, end, ",")
    assert (text[row.start : row.end] if row else None) == expected


CELLS = st.text(st.sampled_from("ab \"',;\t\n\r\x0b\u2028ä"), max_size=8)


@given(
    table=st.lists(st.tuples(CELLS, st.just("key"), CELLS).map(list), max_size=6),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_python_writes_is_read_as_python_reads_it(
    table: list[list[str]], delimiter: str, line_end: str, quoting: int
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(table)
    text = file.getvalue()
    dialect = Dialect(delimiter, "\r" if line_end == "\r" else "\n")
    found = [row for row in rows(text, 0, dialect, Width(3, 3)) if row.cells]
    said = [[plain(cell).strip() for cell in row.cells] for row in found]
    assert said == [[cell.strip() for cell in cells] for cells in table]
    if line_end == "\r\n":  # then Python quotes any cell with a line end, and reads it again
        for row, cells in zip(found, table, strict=True):
            alone = io.StringIO(text[row.start : row.end], newline="")
            assert list(csv.reader(alone, delimiter=delimiter, strict=True)) == [cells]


@given(
    text=st.text(st.sampled_from('ab," \n\r\t'), max_size=60),
    delimiter=st.sampled_from(",\t"),
    line_end=st.sampled_from("\n\r"),
    width=st.integers(1, 3),
)
def test_any_text_is_parted_into_rows_that_leave_nothing_between(
    text: str, delimiter: str, line_end: str, width: int
) -> None:
    place = 0
    for row in read(text, width, delimiter, line_end):
        assert row.start < row.end
        assert not text[place : row.start].strip()
        assert not (row.cells and row.rule)
        if row.cells:
            assert delimiter.join(row.cells) == text[row.start : row.end]
        place = row.end
    assert not text[place:].strip()
