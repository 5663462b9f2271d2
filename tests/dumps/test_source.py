"""A dump's bytes and text: what its id comes from, and which line a place is in."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Source
from workbench.errors import DumpError

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).map("x{}".format)


@given(TEXT | st.text("ab é\n\r", min_size=1).map("x{}".format))
def test_every_place_has_its_line(text: str) -> None:
    source = Source("a.txt", text.encode())
    end = "\n" if "\n" in text else "\r"
    places = range(len(text) + 1)
    expected = [text.count(end, 0, place) + 1 for place in places]
    assert source.lines_at(places).tolist() == expected
    assert source.n_lines == len(text.removesuffix(end).split(end))


@pytest.mark.parametrize(
    ("text", "n_lines", "last"),
    [
        ("one", 1, 1),
        ("one\n", 1, 2),
        ("one\ntwo", 2, 2),
        ("one\r\ntwo\r\n", 2, 3),
        ("one\rtwo\r", 2, 3),
        # where there are line feeds, a lone carriage return ends no line
        ("one\rtwo\nthree", 2, 2),
        # nor does any other separator of Unicode
        ("one\u2028two\x0cthree\x85four", 1, 1),
        ("\n\n x", 3, 3),
    ],
)
def test_lines_end_at_line_feeds_or_at_carriage_returns(text: str, n_lines: int, last: int) -> None:
    source = Source("a.txt", text.encode())
    assert source.n_lines == n_lines
    assert source.lines_at([len(text)]).tolist() == [last]
    assert source.lines_at([]).tolist() == []


@given(TEXT, st.data())
def test_offsets_into_the_bytes_are_places_in_the_text(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)))))
    offsets = [len(text[:place].encode()) for place in places]
    assert Source("a.txt", text.encode()).places_at(offsets) == places


def test_a_byte_order_mark_is_no_text_and_moves_no_place() -> None:
    source = Source("a.txt", "\ufefföne\ntwo".encode("utf-16-le"))
    assert source.text == "öne\ntwo"
    assert source.lines_at([0, 3, 4]).tolist() == [1, 1, 2]
    assert source.places_at([0, 4, 5]) == [0, 3, 4]


def test_the_opening_is_the_first_text_of_the_file() -> None:
    source = Source("a.txt", (" \n" * 10 + "x" * 5000).encode())
    assert source.opening == "x" * 3980


def test_the_encoding_of_the_settings_is_used() -> None:
    data = "Größe".encode("cp1252")
    assert Source("a.txt", data, encoding="windows-1252").text == "Größe"
    with pytest.raises(DumpError, match=re.escape("a.txt: line 1 is not UTF-8 (byte 0xF6)")):
        _ = Source("a.txt", data).text


def test_ids_come_from_path_and_content() -> None:
    one, two = Source("a.txt", b"x"), Source("b.txt", b"x")
    assert one.sha256 == two.sha256 == hashlib.sha256(b"x").hexdigest()
    ids = {one.dump_id, two.dump_id, Source("a.txt", b"y").dump_id}
    assert len(ids) == 3
    assert one.dump_id == Source("a.txt", b"x", encoding="latin-1").dump_id
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in ids)
