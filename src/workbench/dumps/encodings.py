"""From bytes to text: by what the settings state, what the file states, or UTF-8; never a guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import DumpError
from ..settings import to_paste

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# an XML declaration; the line that JabRef writes on top of BibTeX
_STATED = re.compile(
    rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)[\"']"
    rb"|\A\s*%\s*encoding:\s*([\w.-]+)",
    re.IGNORECASE,
)
# Encodings whose bytes depend on what stood before (a part of the text has no size of its own), or
# that are none of texts.
_NOT_READ = ("iso2022", "hz", "utf-7", "unicode-escape", "raw-unicode", "idna", "punycode", "undef")
_SAVE_AGAIN = "save it again as text in UTF-8, or move the file out of the folder"


class Decoded(NamedTuple):
    """A file as text: how it was encoded, and the byte order mark before the text."""

    text: str
    encoding: str
    mark: bytes


def decode(path: str, data: bytes, stated: str | None = None) -> Decoded:
    """Decode a file.

    Parameters
    ----------
    path
        For messages.
    data
        The content.
    stated
        The encoding by the settings; it outranks everything else.

    Returns
    -------
    Decoded
        Encoding `text` again gives the bytes after the mark.

    Raises
    ------
    DumpError
        The file is empty, binary, or not in its encoding; says in which line.
    """
    mark, marked = _marked(data)
    body = data.removeprefix(mark)
    if not body or body.isspace():
        raise DumpError(path, "the file is empty", "save it again or remove it")
    encoding, by = _encoding(path, body, marked, stated)
    text = _text(path, body, encoding, by)
    if text.isspace():
        raise DumpError(path, "the file is empty", "save it again or remove it")
    return Decoded(text, encoding, mark)


def encoding_of(path: str, data: bytes, stated: str | None) -> str:
    """Return the encoding of a file by its beginning, see :func:`decode`."""
    mark, marked = _marked(data)
    return _encoding(path, data.removeprefix(mark), marked, stated)[0]


def decode_more(path: str, data: bytes, encoding: str, lines_before: int) -> str:
    """Decode a further part of a file whose encoding is known; it begins with a line of its own.

    Raises
    ------
    DumpError
        The part is binary, or not in the encoding; says in which line of the file.
    """
    by = "" if encoding == "utf-8" else "by its beginning"
    return _text(path, data, encoding, by, lines_before)


def _marked(data: bytes) -> tuple[bytes, str | None]:
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))


def _text(path: str, body: bytes, encoding: str, by: str, lines_before: int = 0) -> str:
    if b"\0" in body and not encoding.startswith(("utf-16", "utf-32")):
        line = _line(body[: body.index(b"\0")].decode("latin-1"), lines_before)
        found = f"is binary, no text (zero byte in line {line})"
        stating = f", and not in {encoding}, as stated {by}" if by else ""
        raise DumpError(path, found + stating, _SAVE_AGAIN)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(body[: error.start].decode(encoding), lines_before)
        found = f"line {line} is not {encoding if by else 'UTF-8'} (byte 0x{body[error.start]:02X})"
        stating = f", though the file is in {encoding} {by}" if by else ""
        raise DumpError(path, found + stating, _state_it(path)) from None
    if "\0" in text:
        line = _line(text[: text.index("\0")], lines_before)
        raise DumpError(path, f"is binary, no text (zero character in line {line})", _SAVE_AGAIN)
    if by and text.encode(encoding, "replace") != body:
        raise DumpError(path, f"is not in {encoding}, though stated {by}", _state_it(path))
    return text


def _encoding(path: str, body: bytes, marked: str | None, stated: str | None) -> tuple[str, str]:
    """Return the name of a file's encoding, and by what it is known ("" for none: UTF-8)."""
    if stated:
        name, by = stated, "by workbench.toml"
    elif marked:
        return marked, "by its byte order mark"
    elif wide := _wide(body):
        return wide, "by its zero bytes"
    elif found := _STATED.search(body[:1000]):
        name, by = (found[1] or found[2]).decode("ascii"), "by its own first line"
    else:
        return "utf-8", ""
    try:
        " ".encode(name)
    except (LookupError, ValueError):
        missing = f"is in {name!r} {by}, an encoding that does not exist"
        raise DumpError(path, missing, _state_it(path)) from None
    encoding = codecs.lookup(name).name.removesuffix("-sig")
    if encoding.startswith(_NOT_READ):
        raise DumpError(path, f"is in {name} {by}, which is not read", _SAVE_AGAIN)
    if encoding in ("utf-16", "utf-32"):
        ordered = marked if marked and marked.startswith(encoding) else _wide(body)
        if ordered is None:
            unordered = f"is in {name} {by}, but no byte order mark stands in line 1"
            raise DumpError(path, unordered, _state_it(path, "utf-8"))
        encoding = ordered
    return encoding, by


def _line(before: str, lines_before: int) -> int:
    """Return the number of the line that follows on a text."""
    return lines_before + (before.count("\n") or before.count("\r")) + 1


def _wide(body: bytes) -> str | None:
    """Recognize UTF-16 without a mark: in Western text every other byte is zero."""
    sample = body[:2000]
    if len(body) % 2 or len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if even > 0.7 * half and odd == 0:
        return "utf-16-be"
    if odd > 0.7 * half and even == 0:
        return "utf-16-le"
    return None


def _state_it(path: str, such_as: str = "windows-1252") -> str:
    return f"save it again in UTF-8, or state its encoding {to_paste(path, 'encoding', such_as)}"
