"""What fields say, as sources print them: days, identifiers, names, and the proof of titles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import fields
from workbench.dumps.fields import ArxivId, Day, ImpossibleDateError


@pytest.mark.parametrize(
    ("printed", "on", "precision"),
    [
        ("2021-03-12", (2021, 3, 12), "day"),
        ("2021-3-2", (2021, 3, 2), "day"),
        ("2021-03-12T23:59:59+02:00", (2021, 3, 12), "day"),
        ("2021-03-12 00:00", (2021, 3, 12), "day"),
        ("2021/03/12", (2021, 3, 12), "day"),
        ("2021/03/12/", (2021, 3, 12), "day"),
        ("2021/03/12/spring", (2021, 3, 12), "day"),
        ("2021/03//", (2021, 3, 1), "month"),
        ("2021/03", (2021, 3, 1), "month"),
        ("2021///", (2021, 1, 1), "year"),
        ("2021/", (2021, 1, 1), "year"),
        ("2021-03", (2021, 3, 1), "month"),
        ("2021", (2021, 1, 1), "year"),
        ("(2021)", (2021, 1, 1), "year"),
        ("Fri, 12 Mar 2021 10:00:00 GMT", (2021, 3, 12), "day"),
        ("Friday, 12 March 2021", (2021, 3, 12), "day"),
        ("Mar 12, 2021", (2021, 3, 12), "day"),
        ("March 12 2021", (2021, 3, 12), "day"),
        ("Sept. 3, 2021", (2021, 9, 3), "day"),
        ("12 March 2021", (2021, 3, 12), "day"),
        ("12-Mar-2021", (2021, 3, 12), "day"),
        ("12 Mar. 2021", (2021, 3, 12), "day"),
        ("MAR 2021", (2021, 3, 1), "month"),
        ("Mar. 2021", (2021, 3, 1), "month"),
        ("18-21 March 2021", (2021, 3, 1), "month"),
        ("2021 Mar", (2021, 3, 1), "month"),
        ("2021 Mar 12", (2021, 3, 12), "day"),
        ("  12\nMarch\t2021 ", (2021, 3, 12), "day"),
        ("2021-03-00", (2021, 3, 1), "month"),
        ("2021-00-00", (2021, 1, 1), "year"),
        ("2020-02-29", (2020, 2, 29), "day"),
        ("1600", (1600, 1, 1), "year"),
        ("2100-12-31", (2100, 12, 31), "day"),
    ],
)
def test_days(printed: str, on: tuple[int, int, int], precision: str) -> None:
    assert fields.day(printed) == Day(date(*on), precision)


@pytest.mark.parametrize(
    "printed",
    [
        *("2021-02-30", "2021-13-01", "2021-00-10", "2021-04-31", "2021/02/30/", "2021/13//"),
        *("2021-13", "Feb 30, 2021", "30 February 2021", "2021 Feb 30", "2021-02-29", "0000"),
        *("9999", "0001-01-01", "1599", "2101", "Tue, 30 Feb 2021 10:00:00 GMT", "March 9999"),
        # a day without its month
        *("2021//12", "2021-00-10"),
    ],
)
def test_days_that_no_calendar_has(printed: str) -> None:
    with pytest.raises(ImpossibleDateError) as error:
        fields.day(printed)
    assert str(error.value) == printed


@pytest.mark.parametrize(
    "printed",
    [
        *(
            None,
            "",
            " ",
            "in press",
            "n.d.",
            "03/04/2021",
            "12.03.2021",
            "spring 2021",
            "202",
            "20211",
        ),
        *("10 15", "March", "12 March", "--", "2021-", "2021-2022", "the 12 March 2021"),
    ],
)
def test_what_is_no_date_is_no_answer(printed: str | None) -> None:
    assert fields.day(printed) is None


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_every_spelling(on: date) -> None:
    month = on.strftime("%B")
    for printed in (
        on.isoformat(),
        f"{on.isoformat()}T12:00:00Z",
        f"{on.year}/{on.month:02}/{on.day:02}/",
        f"{month} {on.day}, {on.year}",
        f"{on.day} {month[:3]} {on.year}",
        f"{on.year} {month[:3]} {on.day}",
    ):
        assert fields.day(printed) == Day(on, "day")
    assert fields.day(f"{on.year}-{on.month}") == Day(on.replace(day=1), "month")


@given(st.text() | st.from_regex(r"\d{1,5}[-/ ]\d{1,3}[-/ ]\d{0,3}.?"))
def test_any_text_is_a_day_or_none_or_impossible(text: str) -> None:
    try:
        found = fields.day(text)
    except ImpossibleDateError:
        return
    assert found is None or 1600 <= found.on.year <= 2100


@pytest.mark.parametrize(
    ("printed", "expected", "faults"),
    [
        ([], None, []),
        (["", None, " "], None, []),
        (["2021"], ("2021-01-01", "year"), []),
        # of one year the most precise, whatever the order
        (["2021", "2021-03-12", "2021-03"], ("2021-03-12", "day"), []),
        (["2021-03", "2021"], ("2021-03-01", "month"), []),
        # another year is another date
        (["2021", "2020-12-31"], ("2021-01-01", "year"), []),
        (["in press", "2021"], ("2021-01-01", "year"), []),
        (["in press", "soon"], None, [("no_date", "in press")]),
        (["2021", "2021-02-30"], ("2021-01-01", "year"), [("impossible_date", "2021-02-30")]),
        (["9999", "in press"], None, [("impossible_date", "9999")]),
        (
            ["9999", "2021-02-30"],
            None,
            [("impossible_date", "9999"), ("impossible_date", "2021-02-30")],
        ),
    ],
)
def test_the_dates_of_one_publication(printed, expected, faults) -> None:
    day, found = fields.published(printed)
    assert (day and (day.on.isoformat(), day.precision)) == expected
    assert found == faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2101.00001", ArxivId("2101.00001", None)),
        ("2101.00001v12", ArxivId("2101.00001", 12)),
        (" 0704.0001 ", ArxivId("0704.0001", None)),
        ("arXiv:2101.00001v2 [cs.LG]", ArxivId("2101.00001", 2)),
        ("arxiv: 2101.00001", ArxivId("2101.00001", None)),
        ("arXiv preprint arXiv:2101.00001", ArxivId("2101.00001", None)),
        ("http://arxiv.org/abs/cs/0112017v1", ArxivId("cs/0112017", 1)),
        ("https://arxiv.org/pdf/2101.00001.pdf", ArxivId("2101.00001", None)),
        ("https://huggingface.co/papers/2101.00001", ArxivId("2101.00001", None)),
        ("10.48550/arXiv.2101.00001", ArxivId("2101.00001", None)),
        ("math.GT/0309136", ArxivId("math.GT/0309136", None)),
        ("astro-ph/0601001", ArxivId("astro-ph/0601001", None)),
        ("pages 2101.00001", None),
        ("2101.000012", None),
        ("21010.0001", None),
        ("", None),
        (None, None),
    ],
)
def test_arxiv_ids(text: str | None, expected: ArxivId | None) -> None:
    assert fields.arxiv_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/ABC", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/abc", "10.1000/abc"),
        ("doi: 10.1000/a(b)c;d", "10.1000/a(b)c;d"),
        ("see 10.1000/abc.", "10.1000/abc"),
        ("<10.1000/abc>", None),
        ("10.10/abc", None),
        ("10.1000/", None),
        ("", None),
        (None, None),
    ],
)
def test_dois(text: str | None, expected: str | None) -> None:
    assert fields.doi(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lind, Ada", "Ada Lind"),
        ("Lind,Ada", "Ada Lind"),
        ("Lind, Ada, Jr.", "Ada Lind Jr."),
        ("Ada Lind", "Ada Lind"),
        ("Lind,", "Lind"),
        ("Sea, Sand, Salt, Foam", "Sea, Sand, Salt, Foam"),
        ("", ""),
    ],
)
def test_persons(name: str, expected: str) -> None:
    assert fields.person(name) == expected


def test_texts_are_those_that_say_something() -> None:
    assert fields.texts([" a \n b ", "", None, 3, "c"]) == ["a b", "c"]
    assert fields.texts(["", None]) is None
    assert fields.texts([]) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2025-04-25.xml", ""),
        ("2025-04-25T1023_feed_weekly.xml.gz", "feed_weekly"),
        ("deep/2025-03-18_cs.CV.json", "cs.CV"),
        ("pile.zip!2025/daily-2025-04-25.json", "daily"),
        ("2025-01-01/feed.xml", None),
        ("feed.xml", None),
    ],
)
def test_names_without_their_date(path: str, expected: str | None) -> None:
    assert fields.name_without_date(path) == expected


@pytest.mark.parametrize(
    ("title", "record", "missing"),
    [
        ("Salt and Foam", "title: Salt and Foam.", []),
        ("Salt and Foam", "Salt\n  and Foam", []),
        ("Salt and Foam", "{S}alt and {F}o{am}", []),
        ("Caffè lungo", r"Caff\u00e8 lun\u0067o", []),
        ("Salt & Foam", "Salt &amp;amp; Foam", []),
        ("Salt is Foam", "<b>Sa</b>lt is <![CDATA[Foam]]>", []),
        ("Salt and Foam", "Salt and Sand", ["Foam"]),
        ("Salt and Foam", "", ["Salt", "and", "Foam"]),
        # words of one or two letters, and of other scripts, prove nothing
        ("Öl in 9", "", []),
    ],
)
def test_the_proof_of_titles(title: str, record: str, missing: list[str]) -> None:
    assert fields.strays(title, record) == missing
    assert fields.stands(title, record) is not bool(missing)


def test_the_proof_of_an_endless_title_takes_no_endless_time() -> None:
    title = " ".join(f"word{n}" for n in range(200_000))
    assert fields.stands(title, title.replace("word", "wo{r}d"))
    # what is looked at has to stand there
    assert not fields.stands(f"Elsewhere {title}", title)
