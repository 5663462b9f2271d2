"""Bytes and lines: every byte has a line, every line its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Source


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t")))
def test_lines_cover_the_bytes_in_order(text: str) -> None:
    data = f"x{text}".encode()
    lines = Source("a.txt", data).lines
    assert b"".join(data[line.start : line.end] for line in lines) == data
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(not line.text.endswith(("\r", "\n")) for line in lines)


def test_separators_inside_a_paragraph_end_no_line() -> None:
    text = "one\u2028two\x0cthree\x85four"
    assert [line.text for line in Source("a.txt", text.encode()).lines] == [text]


def test_ids_come_from_path_and_content() -> None:
    one, two = Source("a.txt", b"x"), Source("b.txt", b"x")
    assert one.sha256 == two.sha256
    assert one.dump_id != two.dump_id
    assert one.dump_id == Source("a.txt", b"x").dump_id
    assert one.dump_id != Source("a.txt", b"y").dump_id
