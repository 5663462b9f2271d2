"""Cells: names, subjects, days and numbers as sources print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.delimited_cells import (
    authors,
    categories,
    is_title,
    keywords,
    link,
    number,
    published,
    said,
)


@pytest.mark.parametrize(
    "cell",
    ["", "  ", "[No abstract available]", "No abstract available.", "no abstract", "N/A", "nan",
     "None", "null", "-", "—", "[No author name available]", "[Abstract not available]", None],
)  # fmt: skip
def test_cells_that_say_nothing(cell: str | None) -> None:
    assert said(cell) is None


@pytest.mark.parametrize("cell", ["No abstract art was available.", "Nan Li", "0", "no"])
def test_cells_that_say_something(cell: str) -> None:
    assert said(f" {cell}\n") == cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1984", True), ("NaN", True), ("-", True), ("", False), (" \n", False), ("&nbsp;", False),
     (r"\,", True), ("[No title available]", False), ("=1+1", True)],
)  # fmt: skip
def test_titles(cell: str, expected: bool) -> None:
    assert is_title(cell) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("A. Lind; C. -B. Moe;", ["A. Lind", "C. -B. Moe"]),
        ("Lind, Ada; Moe, Carl, Jr.", ["Ada Lind", "Carl Moe Jr."]),
        ("Lind, Ada (57000000001); Moe, Carl (57000000002)", ["Ada Lind", "Carl Moe"]),
        ("Lind, Ada (57000000001)", ["Ada Lind"]),
        ("Ada Lind, Carl B. Moe and Eva Noe", ["Ada Lind", "Carl B. Moe", "Eva Noe"]),
        ("Ada Lind, Carl Moe, & Eva Noe", ["Ada Lind", "Carl Moe", "Eva Noe"]),
        ("Ada Lind", ["Ada Lind"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("Lind, Ada B.", ["Ada B. Lind"]),
        # three parts of which one is a single word: a name alone, or half of one?
        ("Lind, Ada, Moe, Carl", ["Lind, Ada, Moe, Carl"]),
        ("HarborLab, Ada Lind, Carl Moe", ["HarborLab, Ada Lind, Carl Moe"]),
        ("Center for Tides and Waves", ["Center for Tides and Waves"]),
        ("['Lind, Ada', 'Carl Moe']", ["Ada Lind", "Carl Moe"]),
        (r"""["O'Hara, Eva", 'D\'Arc, Jo']""", ["Eva O'Hara", "Jo D'Arc"]),
        ('["Ada Lind"]', ["Ada Lind"]),
        ("[]", None),
        ("[unknown]", ["[unknown]"]),
        ("['unfinished]", ["['unfinished]"]),
        (r"J. M\"uller; A. L&ouml;w", ["J. Müller", "A. Löw"]),
        ("[No author name available]", None),
        (" ", None),
        (None, None),
    ],
)
def test_authors(cell: str | None, expected: list[str] | None) -> None:
    assert authors(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Lind A.B., Ruiz-Oliva C., de Wit K.", ["A.B. Lind", "C. Ruiz-Oliva", "K. de Wit"]),
        ("Lind AB, Moe C.", ["AB Lind", "C. Moe"]),
        ("Lind A.", ["A. Lind"]),
        ("Lind AB Jr, Harbor Group, The HARBOR", ["Lind AB Jr", "Harbor Group", "The HARBOR"]),
        # Scopus since 2023
        ("Lind, A.B.; Moe, C.", ["A.B. Lind", "C. Moe"]),
        ("Lind, A.B.", ["A.B. Lind"]),
    ],
)
def test_authors_of_sources_that_print_the_surname_first(cell: str, expected: list[str]) -> None:
    assert authors(cell, "surname first") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ada B. LindCarl MoeEva de Noe", ["Ada B. Lind", "Carl Moe", "Eva de Noe"]),
        ("Ada LindJR Moe", ["Ada Lind", "JR Moe"]),
        ("Ada LöwÖrn Moe", ["Ada Löw", "Örn Moe"]),
        ("Bo Lin 林博Ada Lind", ["Bo Lin 林博", "Ada Lind"]),
        ("Simon McKayEva Smith-McNoe", ["Simon McKay", "Eva Smith-McNoe"]),
        ("Ada Lind", ["Ada Lind"]),
        # a single word would be left: not parted at all
        ("Zoe LeFayAda Lind", ["Zoe LeFayAda Lind"]),
        ("JinSoo ParkAda Lind", ["JinSoo ParkAda Lind"]),
        ("Ada LindHarborlab", ["Ada LindHarborlab"]),
    ],
)
def test_glued_authors_are_parted_only_where_that_is_sound(cell: str, expected: list[str]) -> None:
    assert authors(cell, "glued") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("sea;salt water; foam, dry;", ["sea", "salt water", "foam, dry"]),
        ("sea, salt water, foam", ["sea", "salt water", "foam"]),
        ("sea | foam, dry", ["sea", "foam, dry"]),
        ("sea", ["sea"]),
        ("['sea', 'salt water']", ["sea", "salt water"]),
        ("surf &amp; turf; foam", ["surf & turf", "foam"]),
        ("nan", None),
        (None, None),
    ],
)
def test_keywords(cell: str | None, expected: list[str] | None) -> None:
    assert keywords(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("cs.LG hep-ph cond-mat.mes-hall", ["cs.LG", "hep-ph", "cond-mat.mes-hall"]),
        ("cs.LG, stat.ML", ["cs.LG", "stat.ML"]),
        ("['cs.CV', 'cs.LG']", ["cs.CV", "cs.LG"]),
        ("Engineering, Marine; Oceanography", ["Engineering, Marine", "Oceanography"]),
        ("Engineering, Marine", ["Engineering, Marine"]),
        ("computer science", ["computer science"]),
        ("", None),
        (None, None),
    ],
)
def test_categories(cell: str | None, expected: list[str] | None) -> None:
    assert categories(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("12", 12), (" 12.0 ", 12), ("1,204", 1204), ("12.5", None), ("-3", None), ("many", None),
     ("9" * 30, None), ("", None), (None, None)],
)  # fmt: skip
def test_numbers(cell: str | None, expected: int | None) -> None:
    assert number(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("https://example.org/a;b?c=(d)", "https://example.org/a;b?c=(d)"),
        ("https://example.org/1; https://example.org/2", "https://example.org/1"),
        ("['https://example.org/1']", "https://example.org/1"),
        ("see above", None),
        (None, None),
    ],
)
def test_links(cell: str | None, expected: str | None) -> None:
    assert link(cell) == expected


@pytest.mark.parametrize(
    ("cells", "day", "precision", "faults"),
    [
        (("2021-03-12",), date(2021, 3, 12), "day", []),
        (("2014//",), date(2014, 1, 1), "year", []),
        ((None, "2021"), date(2021, 1, 1), "year", []),
        ((None, "2021.0", "3.0", "12.0"), date(2021, 3, 12), "day", []),
        ((None, "2021", "3"), date(2021, 3, 1), "month", []),
        ((None, "2021", "March"), date(2021, 3, 1), "month", []),
        ((None, "2021", "Mar", "12"), date(2021, 3, 12), "day", []),
        ((None, "2021", "Spring"), date(2021, 1, 1), "year", []),
        ((None, "2021", None, "12"), date(2021, 1, 1), "year", []),
        (("MAR 12", "2021"), date(2021, 3, 12), "day", []),
        (("MAR-APR", "2021"), date(2021, 1, 1), "year", []),
        (("2021-03-12", "2021"), date(2021, 3, 12), "day", []),
        # on the web before the volume: the year's column says which year counts
        (("2020-12-30", "2021"), date(2021, 1, 1), "year", []),
        (("2021-02-30", "2021"), date(2021, 1, 1), "year", [("impossible_date", "2021-02-30")]),
        (("2021-02-30",), None, None, [("impossible_date", "2021-02-30")]),
        ((None, "9999"), None, None, [("impossible_date", "9999")]),
        (("MAR 12",), None, None, [("no_date", "MAR 12")]),
        ((None, "in press"), None, None, [("no_date", "in press")]),
        ((None, None, "3", "12"), None, None, []),
        ((None, "nan"), None, None, []),
        ((None,), None, None, []),
    ],
)
def test_when_a_work_was_published(cells, day, precision, faults) -> None:
    read, told = published(*cells)
    assert ((read.on, read.precision) if read else (None, None)) == (day, precision)
    assert told == faults


ANY = st.text(st.sampled_from("aB .,;|&'\"[]()\\/-{}0129é林\n") | st.characters(), max_size=40)


@given(ANY)
def test_any_cell_gives_clean_texts_or_none(cell: str) -> None:
    for found in (
        authors(cell),
        authors(cell, "surname first"),
        authors(cell, "glued"),
        keywords(cell),
        categories(cell),
    ):
        assert found is None or (found and all(x and x == " ".join(x.split()) for x in found))
    assert number(cell) is None or number(cell) >= 0
    published(cell, cell, cell, cell)
