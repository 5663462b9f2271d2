"""Title and description in a PDF, where programs look for what a file shows.

References
----------
ISO 32000-2, 7.5.6 (incremental updates) and 14.3.3 (document information dictionary).
"""

from __future__ import annotations

import re

from ..errors import InputError

_TRAILER = re.compile(
    rb"trailer\s*<<.*?/Size (?P<size>\d+).*?/Root (?P<root>\d+ \d+ R).*?>>\s*"
    rb"startxref\s*(?P<start>\d+)\s*%%EOF\s*\Z",
    re.DOTALL,
)


def told(pdf: bytes, title: str, label: str) -> bytes:
    """Return a PDF that says what it is called and what it shows.

    The information is appended as an update of the file, as the format provides for it: one
    object, its place, and a trailer that leads to it and to what was there before.

    Parameters
    ----------
    pdf
        A file with a plain table of places at its end, as vl-convert writes it.
    title, label
        What becomes its title and its subject.
    """
    found = _TRAILER.search(pdf)
    if found is None:
        raise InputError("the PDF was drawn in a form that cannot be named; save as .svg or .png")
    number, start = int(found["size"]), len(pdf) + 1
    information = (
        f"{number} 0 obj\n<< /Title {_text(title)} /Subject {_text(label)} >>\nendobj\n".encode()
    )
    places = (
        f"xref\n{number} 1\n{start:010d} 00000 n\r\n"
        f"trailer\n<< /Size {number + 1} /Root {found['root'].decode()} /Info {number} 0 R"
        f" /Prev {found['start'].decode()} >>\nstartxref\n{start + len(information)}\n%%EOF\n"
    )
    return pdf + b"\n" + information + places.encode()


def _text(text: str) -> str:
    """Return a text as PDF writes one of any alphabet: UTF-16 in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be', errors='replace').hex().upper()}>"
