"""The ledger of a dump: every byte lies in a header, a listing, blank space or a reject."""

from __future__ import annotations

from typing import get_args

from ..errors import LedgerError
from .listing import Kind, Reading
from .source import Source

KINDS: tuple[Kind, ...] = get_args(Kind)


def balance(source: Source, reading: Reading) -> dict[str, int]:
    """Account for every byte of a dump.

    Parameters
    ----------
    source
        The file.
    reading
        What a reader made of it.

    Returns
    -------
    dict of str to int
        Bytes by kind (`header`, `listing`, `blank`, `reject`); they add to the file's size.

    Raises
    ------
    LedgerError
        Spans that leave a gap or overlap, text in a span called blank, a listing or reject that
        does not stand where it is said to stand. Names the file and the place.
    """
    bytes_by_kind = dict.fromkeys(KINDS, 0)
    offset = 0
    for span in reading.spans:
        if span.start != offset or span.end < span.start:
            raise _unbalanced(source, f"byte {offset} is followed by byte {span.start}")
        text = source.data[span.start : span.end].decode("utf-8").removeprefix("\ufeff")
        if span.kind == "blank" and text.strip():
            raise _unbalanced(source, f"text at byte {span.start} is called blank")
        bytes_by_kind[span.kind] += span.end - span.start
        offset = span.end
    if offset != len(source.data):
        raise _unbalanced(source, f"{len(source.data) - offset} bytes at the end are in nothing")
    for listing in reading.listings:
        for text in (listing.title, listing.abstract or ""):
            _must_stand(source, text, listing.line_start, listing.line_end)
    for reject in reading.rejects:
        _must_stand(source, reject.text, reject.line_start, reject.line_end)
    return bytes_by_kind


def _must_stand(source: Source, text: str, line_start: int, line_end: int) -> None:
    lines = source.lines[line_start - 1 : line_end]
    if not any(text in line.text for line in lines):
        raise _unbalanced(source, f"{text[:40]!r} does not stand in lines {line_start}-{line_end}")


def _unbalanced(source: Source, what: str) -> LedgerError:
    return LedgerError(
        f"{source.path}: the ledger does not balance: {what}; nothing was written, please report"
        " this file"
    )
