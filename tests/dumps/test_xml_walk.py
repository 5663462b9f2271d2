"""The walk through one XML file: places in bytes, and no trace of how the file was fed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.dumps import xml_walk
from workbench.dumps.xml_pieces import Broken, Document, Field, Record
from workbench.dumps.xml_walk import Walk
from workbench.errors import DumpError

PATHS = frozenset({"title", "link", "author/name"})
OPENING = "<?xml version='1.0'?>\n<rss><channel><title>Größe &amp; Salz</title>"
ITEM = "<item><title>Bóje <i>𝒜</i> <![CDATA[<&>]]></title><link href='x'>y</link></item>"
CLOSING = "</channel></rss>"


def walk(text: str, record: str = "item") -> Document:
    return Walk("feed.xml", text.encode(), record, PATHS).document()


def test_a_document_holds_the_head_and_the_records_in_order() -> None:
    text = f"{OPENING}{ITEM}\n{ITEM}{CLOSING}"
    first = text.encode().index(b"<item>")
    size = len(ITEM.encode())
    fields = {
        "title": [Field("Bóje <i>𝒜</i> <&>", {})],
        "link": [Field("y", {"href": "x"})],
    }
    assert walk(text) == Document(
        root="rss",
        head={"title": [Field("Größe & Salz", {})]},
        pieces=[
            Record(fields, first, first + size),
            Record(fields, first + size + 1, first + 2 * size + 1),
        ],
        cut=False,
        error=None,
    )


def test_a_head_behind_the_records_is_head_too() -> None:
    document = walk(f"{OPENING}{ITEM}<title>Ende</title>{CLOSING}")
    assert [each.text for each in document.head["title"]] == ["Größe & Salz", "Ende"]


@pytest.mark.parametrize("name", ["x:item", "item"])
def test_records_go_by_their_name_whatever_its_prefix(name: str) -> None:
    text = f"<x:rss xmlns:x='http://purl.org/rss/1.0/'><{name}><title>a</title></{name}></x:rss>"
    (piece,) = walk(text).pieces
    assert text[piece.start : piece.end] == f"<{name}><title>a</title></{name}>"


def test_what_only_looks_like_a_record_is_none() -> None:
    text = f"{OPENING}<items>a</items><y:item xmlns:y='urn:z'>b</y:item>{CLOSING}"
    assert walk(text).pieces == []


def test_a_broken_stretch_begins_where_its_record_does() -> None:
    text = f"{OPENING}{ITEM}<item><title>ä</title>{ITEM}{CLOSING}"
    raw = text.encode()
    one, broken, two = walk(text).pieces
    assert isinstance(one, Record)
    assert broken == Broken("malformed", one.end, two.start)
    assert raw[broken.start : broken.end].decode() == "<item><title>ä</title>"


def test_a_cut_stretch_reaches_to_the_end() -> None:
    text = f"{OPENING}{ITEM}<item><title>ä"
    document = walk(text)
    assert document.pieces[-1] == Broken(
        "cut_off", len(f"{OPENING}{ITEM}".encode()), len(text.encode())
    )
    assert document.cut is True
    assert document.error == "line 2: no element found"


CASES = [
    f"{OPENING}{ITEM}\n{ITEM}{CLOSING}",
    f"{OPENING}{ITEM}<item><title>ä</titel></item>{ITEM}{CLOSING}",
    f"{OPENING}{ITEM}<item a='<'>{ITEM}<!-- {ITEM}",
    f"{OPENING}<item/><item />{ITEM}</item>{ITEM}<![CDATA[ü{ITEM}",
    f"{OPENING}{ITEM}<item><title>ä &nope; {ITEM}{CLOSING}",
    f"{OPENING}{ITEM}{CLOSING}{OPENING}{ITEM}",
]


@pytest.mark.parametrize("text", CASES)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_the_parser_may_be_fed_in_pieces_of_any_size(monkeypatch, text: str, size: int) -> None:
    whole = walk(text)
    monkeypatch.setattr(xml_walk, "_CHUNK", size)
    monkeypatch.setattr(xml_walk, "_MAX_CHUNK", size)
    assert walk(text) == whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(CASES), st.integers(0, 400), st.integers(1, 60), st.integers(1, 9))
def test_a_hurt_file_is_the_same_in_small_pieces(monkeypatch, text, at, lost, size) -> None:
    text = text[:at] + text[at + lost :]
    with monkeypatch.context() as patch:
        whole = walk(text)
        patch.setattr(xml_walk, "_CHUNK", size)
        patch.setattr(xml_walk, "_MAX_CHUNK", size)
        assert walk(text) == whole
    place = 0
    for piece in whole.pieces:
        assert place <= piece.start < piece.end <= len(text.encode())
        place = piece.end


def test_a_document_type_names_its_line() -> None:
    with pytest.raises(DumpError, match=r"feed.xml: declares a document type \(line 3\)"):
        walk("<?xml version='1.0'?>\n\n<!DOCTYPE rss><rss/>")
