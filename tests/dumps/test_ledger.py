"""The ledger: a reader that loses or invents anything is caught."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import papers, spaced
from workbench.dumps import KINDS, Listing, Reading, Reject, Source, Span, balance, read_dump
from workbench.errors import LedgerError

PAGE = spaced(papers(1, 2, 3))
SOURCE = Source("page.txt", PAGE.encode())
READING = read_dump(SOURCE)[0]
FIRST, SECOND, THIRD = READING.listings


def test_bytes_by_kind_add_to_the_size() -> None:
    ledger = balance(SOURCE, READING)
    assert tuple(ledger) == KINDS
    assert sum(ledger.values()) == len(SOURCE.data)
    texts = sum(len(p.title) + len(p.abstract or "") for p in READING.listings)
    # a blank line between each title and its abstract
    assert ledger["listing"] == texts + 2 * 3
    header = (
        "new|Get trending papers in your email inbox!|Subscribe|byAK and the research community"
    )
    assert ledger["header"] == len(f"{header}|Mar 12") - 4
    assert ledger["reject"] == 0


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "gb18030"]
)
def test_bytes_are_counted_in_the_encoding_of_the_file(encoding: str) -> None:
    text = "über\n\nTitel mit Größe\nrest ß"
    size = {"utf-16": 2, "utf-16-be": 2, "utf-32": 4, "cp1252": 1}.get(encoding)
    data = text.encode(encoding)
    source = Source("a.txt", data, encoding=encoding)
    reading = Reading(
        "any",
        None,
        [Listing(1, "Titel mit Größe", None, 6, 21)],
        [Reject("odd", "rest ß", 22, 28)],
        [Span(0, 4)],
    )
    ledger = balance(source, reading)
    assert sum(ledger.values()) == len(data)
    if size:
        mark = len(data) - size * len(text)
        assert ledger == {
            "header": 4 * size + mark,
            "listing": 15 * size,
            "blank": 3 * size,
            "reject": 6 * size,
        }


REJECTED = Reject("odd", PAGE[THIRD.start : THIRD.end], THIRD.start, THIRD.end)


@pytest.mark.parametrize(
    ("hurt", "found"),
    [
        (replace(READING, headers=READING.headers[1:]), "page.txt:1: .*'new' is in nothing"),
        (replace(READING, listings=[FIRST, THIRD]), "page.txt:15: .*'Listening at Station 2"),
        (replace(READING, listings=[FIRST, SECOND]), "page.txt:19: .*is in nothing"),
        (replace(READING, listings=[FIRST, FIRST, THIRD]), "page.txt:11: .*two things in one"),
        (
            replace(READING, listings=[FIRST._replace(end=SECOND.start + 1), SECOND, THIRD]),
            "page.txt:15: .*two things in one place",
        ),
        (
            replace(READING, listings=[FIRST._replace(end=FIRST.start - 1), SECOND, THIRD]),
            "two things in one place",
        ),
        (
            replace(READING, listings=[FIRST, SECOND._replace(title="Another Tide"), THIRD]),
            "page.txt:15: .*a title with 'Another' does not stand there",
        ),
        # the titles of neighbors, swapped
        (
            replace(
                READING,
                listings=[
                    FIRST._replace(title=SECOND.abstract),
                    SECOND._replace(title="Buoys of the wardens"),
                    THIRD,
                ],
            ),
            "'Buoys' does not stand there",
        ),
        (
            replace(
                READING, listings=[FIRST, SECOND], rejects=[REJECTED._replace(text="something")]
            ),
            "page.txt:19: .*a reject is not the text of its place",
        ),
        # what lies inside a listing accounts for no bytes
        (
            replace(READING, listings=[FIRST, SECOND], rejects=[REJECTED._replace(inside=True)]),
            "page.txt:19: .*is in nothing",
        ),
    ],
)
def test_a_reading_that_does_not_add_up_is_refused(hurt: Reading, found: str) -> None:
    with pytest.raises(LedgerError, match=found) as caught:
        balance(SOURCE, hurt)
    assert "\n" not in str(caught.value)
    assert "nothing was written" in str(caught.value)


def test_a_reject_accounts_for_its_bytes() -> None:
    rejected = replace(READING, listings=[FIRST, SECOND], rejects=[REJECTED])
    ledger = balance(SOURCE, rejected)
    assert ledger["reject"] == THIRD.end - THIRD.start
    assert sum(ledger.values()) == len(SOURCE.data)


def alone(record: str, title: str) -> None:
    """Balance a file of one record whose title is said to be `title`."""
    listing = Listing(1, title, None, 0, len(record))
    balance(Source("a", record.encode()), Reading("any", None, [listing], [], []))


@pytest.mark.parametrize(
    ("record", "title"),
    [
        ('{"title": "Tides of\\n  Sand"}', "Tides of\n  Sand"),
        (r'{"title": "Ti\u0064es \u0026 S\u00e4nde\n"}', "Tides & Sände\n"),
        # an escaped backslash before what looks like the code of a letter
        (r'{"title": "On \\u0041\u0042C\n"}', "On \\u0041BC\n"),
        # entities that JSON leaves alone, beside a hard wrap
        (r'{"title": "Salt &amp; Pepper &copy;right\n"}', "Salt &amp; Pepper &copy;right\n"),
        ("title = {The {BER}Tology of {Sand}\n   Dunes}", "The BERTology of Sand Dunes"),
        ("<title>Salt &amp; P&#101;pper</title>", "Salt & Pepper"),
        ("<title>Salt &amp;lt;b&amp;gt; &amp;amp; Sand</title>", "Salt <b> & Sand"),
        ("<title><![CDATA[Salt\nand Sand]]></title>", "Salt and Sand"),
        # what is too short or of another script proves nothing
        ("{}", "ab — ß 漢字"),
    ],
)
def test_a_title_may_stand_in_the_markup_of_its_format(record: str, title: str) -> None:
    alone(record, title)


@pytest.mark.parametrize(
    ("record", "title"),
    [
        ('{"title": "Tides of Sand"}', "Tides of Land"),
        ('{"title": "Tides of Sand"}', "tides of Sand"),
        ("<title>Salt &amp; Pepper</title>", "Salt &amp Papper"),
    ],
)
def test_no_markup_excuses_another_word(record: str, title: str) -> None:
    with pytest.raises(LedgerError, match="does not stand there"):
        alone(record, title)


@given(st.text(), st.booleans())
def test_every_title_stands_in_its_own_json(title: str, as_ascii: bool) -> None:
    alone(json.dumps({"title": title}, ensure_ascii=as_ascii), title)
