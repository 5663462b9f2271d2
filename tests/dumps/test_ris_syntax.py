"""The syntax of tagged formats: tags, records and the lines that go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.ris_syntax import Record, recognize, records, syntax


def taken(text: str) -> list[Record]:
    return list(records(text, syntax(text)))


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("TY  - JOUR\nTI  - T\nER  - ", {"TY": ["JOUR"], "TI": ["T"]}),
        ("TY  - J\nAU  - A\nAU  - B\nER  - ", {"TY": ["J"], "AU": ["A", "B"]}),
        ("TY  - J\nAB  - one\ntwo\n\n three\nER  - ", {"TY": ["J"], "AB": ["one\ntwo\n\n three"]}),
        ("TY  - J\nSP  -\nEP  - 9\nER  - ", {"TY": ["J"], "SP": [""], "EP": ["9"]}),
        # what looks like a tag within a text
        (
            "TY  - J\nAB  - an\nER then\nT1-weighted\nX - y\nER  - ",
            {"TY": ["J"], "AB": ["an\nER then\nT1-weighted\nX - y"]},
        ),
        ("TY  - J\nAB  - a TI  - b\nER  - ", {"TY": ["J"], "AB": ["a TI  - b"]}),
        ("TY  - J\n\rTI  - T\nER  - ", {"TY": ["J"], "TI": ["T"]}),
        ("TY  -J\nTI  -T\nER  -", {"TY": ["J"], "TI": ["T"]}),
        ("TY- J\nTI- T\nER-", {"TY": ["J"], "TI": ["T"]}),
        ("TY  - J\nTI\t- T\nER  - ", {"TY": ["J"], "TI": ["T"]}),
        ("FN X\nVR 1\nPT J\nTI a\n   b\nER", {"PT": ["J"], "TI": ["a\n   b"]}),
    ],
)
def test_texts_stand_behind_their_tags(text: str, texts: dict[str, list[str]]) -> None:
    # what stands above the first record of ISI is a run of its own
    record = taken(text)[-1]
    assert record.texts == texts
    assert record.ended


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "TY  - A\nER  - \n\nTY  - B\nER  - \n",
            [("TY  - A\nER  -", True), ("TY  - B\nER  -", True)],
        ),
        ("TY  - A\nTY  - B\nER  - ", [("TY  - A", False), ("TY  - B\nER  -", True)]),
        ("TY  - A\nTI  - T", [("TY  - A\nTI  - T", False)]),
        ("TI  - T\nER  - \nTY  - A\nER  - ", [("TI  - T\nER  -", True), ("TY  - A\nER  -", True)]),
        ("above\nTY  - A\nER  - end of it\nbehind\n", [("TY  - A\nER  - end of it", True)]),
        ("TY  - A\nER\nTY  - B\nER  -", [("TY  - A\nER", True), ("TY  - B\nER  -", True)]),
        ("ER  - \nER  - \n", []),
        ("FN X\nVR 1\nPT J\nER\nEF\n", [("FN X\nVR 1", False), ("PT J\nER", True), ("EF", False)]),
    ],
)
def test_where_records_begin_and_end(text: str, pieces: list[tuple[str, bool]]) -> None:
    assert [(text[r.start : r.end], r.ended) for r in taken(text)] == pieces


def test_the_first_filled_tag_counts() -> None:
    record = Record(0, 0, {"TI": ["", "b"], "T1": ["c"], "AB": [""]}, True)
    assert record.filled("AB", "TI", "T1") == ["b"]
    assert record.filled("AB", "XX") == []


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("TY  - JOUR\n", True),
        ("1.\nTY  - JOUR\n", True),
        ("TY- JOUR\n", True),
        ("words\rTY  - JOUR\r", True),
        ("TI  - T\nER  -\n", True),
        ("FN Clarivate\nVR 1.0\n", True),
        ("PT J\nAU Lind\n", True),
        ("PT Journal\n", False),
        ("XTY  - JOUR\n", False),
        ("TYPE - JOUR\n", False),
        ("ER-positive\n", False),
        ("", False),
    ],
)
def test_how_a_tagged_format_opens(opening: str, expected: bool) -> None:
    assert recognize(opening) is expected


@given(
    st.lists(
        st.sampled_from(["TY  - J", "TI  - T", "ER  - ", "ER", "words", "", " AU  - x", "PT J"]),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_records_follow_each_other(lines: list[str], end: str) -> None:
    text = end.join(["TY  - J", *lines])
    place = 0
    for record in taken(text):
        assert place <= record.start < record.end <= len(text)
        place = record.end
        assert record.ended == (text[record.start : record.end].split(end)[-1][:2] == "ER")
