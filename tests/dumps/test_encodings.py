"""From bytes to text: marks, statements and zero bytes, each wrong one refused in one line."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.encodings import decode
from workbench.errors import DumpError

TEXT = "Größe der Boje\nund ihr Anker\n"


@pytest.mark.parametrize(
    ("data", "encoding", "mark"),
    [
        pytest.param(TEXT.encode(), "utf-8", b"", id="nothing said"),
        pytest.param(b"plain", "utf-8", b"", id="ASCII"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8", codecs.BOM_UTF8, id="UTF-8 mark"),
        *(
            pytest.param(mark + TEXT.encode(name), name, mark, id=f"{name} mark")
            for name, mark in [
                ("utf-16-le", codecs.BOM_UTF16_LE),
                ("utf-16-be", codecs.BOM_UTF16_BE),
                ("utf-32-le", codecs.BOM_UTF32_LE),
                ("utf-32-be", codecs.BOM_UTF32_BE),
            ]
        ),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", b"", id="UTF-16 LE without mark"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16-be", b"", id="UTF-16 BE without mark"),
    ],
)
def test_what_the_bytes_say(data: bytes, encoding: str, mark: bytes) -> None:
    decoded = decode("a.txt", data)
    assert (decoded.encoding, decoded.mark) == (encoding, mark)
    assert decoded.text in (TEXT, "plain")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("% Encoding: windows-1252\n", "cp1252"),
        ("% Encoding: UTF-8\n", "utf-8"),
        ("%encoding:latin1\n", "iso8859-1"),
        ("\n % ENCODING: Cp1252\n", "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n', "iso8859-1"),
        ("<?xml version='1.0' encoding = 'utf-8' standalone='yes'?>\n", "utf-8"),
    ],
)
def test_what_the_first_line_states(head: str, encoding: str) -> None:
    text = head + TEXT
    assert decode("a.bib", text.encode(encoding)) == (text, encoding, b"")


@pytest.mark.parametrize(
    ("data", "stated", "encoding"),
    [
        (TEXT.encode("cp1252"), "windows-1252", "cp1252"),
        (TEXT.encode(), "UTF8", "utf-8"),
        (TEXT.encode(), "", "utf-8"),
        # both names of UTF-8 with a mark, with and without one
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", "utf-8"),
        (TEXT.encode(), "utf-8-sig", "utf-8"),
        # the order of the bytes: by the mark, or by the zero bytes
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF16", "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16", "utf-16-le"),
        # settings outrank the file's own first line
        (f"% Encoding: UTF-8\n{TEXT}".encode("cp1252"), "cp1252", "cp1252"),
        (f'<?xml version="1.0" encoding="utf-16"?>\n{TEXT}'.encode(), "utf-8", "utf-8"),
        ("浮标\n".encode("gbk"), "gbk", "gbk"),
    ],
)
def test_what_the_settings_state(data: bytes, stated: str, encoding: str) -> None:
    decoded = decode("a.txt", data, stated)
    assert decoded.encoding == encoding
    assert decoded.mark + decoded.text.encode(encoding) == data


@pytest.mark.parametrize(
    ("data", "stated", "found"),
    [
        (b"", None, "the file is empty"),
        (b" \r\n\t", None, "the file is empty"),
        (codecs.BOM_UTF8, None, "the file is empty"),
        (codecs.BOM_UTF16_LE + "\n ".encode("utf-16-le"), None, "the file is empty"),
        (b"one\ntwo\nthr\xe9e", None, "line 3 is not UTF-8 (byte 0xE9)"),
        (b"one\rtwo\rthr\xe9e", None, "line 3 is not UTF-8 (byte 0xE9)"),
        (
            codecs.BOM_UTF8 + b"one\nz\xe9ro",
            None,
            "line 2 is not utf-8 (byte 0xE9), though the file is in utf-8 by its byte order mark",
        ),
        (
            b"% Encoding: UTF-8\none\nz\xe9ro",
            None,
            "line 3 is not utf-8 (byte 0xE9), though the file is in utf-8 by its own first line",
        ),
        (
            b"one\n\x81",
            "shift_jis",
            "line 2 is not shift_jis (byte 0x81), though the file is in shift_jis by workbench",
        ),
        # a letter whose bytes hold a line end is no line end
        (
            codecs.BOM_UTF16_LE + "Ċ\nx".encode("utf-16-le") + b"\x00",
            None,
            "line 2 is not utf-16-le (byte 0x00)",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "is binary, no text (zero byte in line 3)"),
        (b"one\ntwo\0three", None, "is binary, no text (zero byte in line 2)"),
        (b"one\ntwo\0three", "cp1252", "is binary, no text (zero byte in line 2)"),
        (codecs.BOM_UTF16_LE + "a\nb\0c".encode("utf-16-le"), None, "zero character in line 2"),
        (
            codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
            "utf-8",
            "is binary, no text (zero byte in line 1), and not in utf-8, as stated by workbench",
        ),
        (TEXT.encode(), "utf-16", "is in utf-16 by workbench.toml, but no byte order mark"),
        (
            b'<?xml version="1.0" encoding="utf-16"?>\n<feed/>',
            None,
            "is in utf-16 by its own first line, but no byte order mark stands in line 1",
        ),
        (TEXT.encode(), "klingon", "'klingon' by workbench.toml, an encoding that does not exist"),
        (b"% Encoding: x-none\nx", None, "'x-none' by its own first line, an encoding that does"),
        (TEXT.encode(), "hex", "'hex' by workbench.toml, an encoding that does not exist"),
        (TEXT.encode(), "a\0b", "an encoding that does not exist"),
        (TEXT.encode("utf-7"), "utf-7", "is in utf-7 by workbench.toml, which is not read"),
        ("浮标".encode("iso2022_jp", "replace"), "iso2022_jp", "which is not read"),
        (rb"caf\xe9", "unicode_escape", "which is not read"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(data: bytes, stated: str | None, found: str) -> None:
    with pytest.raises(DumpError, match=re.escape(found)) as caught:
        decode("folder/a.txt", data, stated)
    message = str(caught.value)
    assert message.startswith("folder/a.txt: ")
    assert "\n" not in message
    assert "save it again" in caught.value.hint


def test_the_hint_can_be_copied_into_the_settings() -> None:
    with pytest.raises(DumpError) as caught:
        decode("old/list.txt", b"caf\xe9")
    assert '"old/list.txt".encoding = "windows-1252"' in caught.value.hint


@given(
    st.binary(min_size=1, max_size=60),
    st.sampled_from([None, "utf-8", "utf-16", "utf-32", "cp1252", "gb18030", "big5", "cp932"]),
)
def test_any_bytes_are_a_text_that_gives_them_back_or_refused(data: bytes, stated) -> None:
    try:
        text, encoding, mark = decode("a.txt", data, stated)
    except DumpError:
        return
    assert mark + text.encode(encoding) == data


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-16", "utf-32", "gb18030"]))
def test_any_text_is_read_as_written(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    stated = encoding if encoding == "gb18030" else None
    marked = data.startswith((codecs.BOM_UTF16, codecs.BOM_UTF32))
    if "\0" in text or text.isspace() or text.startswith("\ufeff"):
        return
    if stated or marked or encoding == "utf-8":
        assert decode("a.txt", data, stated).text == text


def test_real_files_that_state_their_encoding(shared) -> None:
    read, refused = {}, []
    for path in sorted((shared / "formats" / "bibtex").glob("*encoding*.bib")):
        name = path.stem.partition("encoding-")[2] or path.stem.rpartition("_")[2]
        try:
            read[name] = decode(path.name, path.read_bytes()).encoding
        except DumpError as error:
            refused.append(f"{name}: {error.found}")
    assert read == {
        "header": "utf-8",
        "encodingWithoutNewline": "ascii",
        "us-ascii-with-header": "ascii",
        "utf-16BE-with-header": "utf-16-be",
        "utf-16BE-without-header": "utf-16-be",
        "utf-8-with-header": "utf-8",
        "utf-8-with-header-with-databasetypecomment": "utf-8",
        "utf-8-without-header": "utf-8",
        "utf-8-without-header-with-databasetypecomment": "utf-8",
        "windows-1252-with-header": "cp1252",
        # it has one all the same
        "windows-1252-without-header": "cp1252",
    }
    assert [line.partition(": ")[0] for line in refused] == [
        "windows-1252-but-utf-8-declared--decoding-fails"
    ]
