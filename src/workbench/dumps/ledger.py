"""The ledger of a dump: every byte lies in a header, a listing, blank space or a reject."""

from __future__ import annotations

from itertools import chain
from typing import get_args

from ..errors import LedgerError
from .fields import strays
from .listing import Kind, Reading
from .source import Source

KINDS: tuple[Kind, ...] = get_args(Kind)

_Piece = tuple[int, int]


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
        Bytes by kind (`header`, `listing`, `blank`, `reject`); they add to the size of the
        content. A byte order mark is header.

    Raises
    ------
    LedgerError
        Two things in one place, text that is in nothing, a title that does not stand where its
        listing is said to stand, a reject that is not the text of its place. Names the file and
        the place.
    """
    text, (_, encoding, mark) = source.text, source.decoded
    plain = len(text) == len(source.data) - len(mark)
    spans: dict[Kind, list[_Piece]] = {
        "header": [*reading.headers],
        "listing": [(listing.start, listing.end) for listing in reading.listings],
        "reject": [(each.start, each.end) for each in reading.rejects if not each.inside],
    }
    spans["blank"] = _gaps(source, sorted(chain.from_iterable(spans.values())))

    def size(pieces: list[_Piece]) -> int:
        if plain:
            return sum(end for _, end in pieces) - sum(start for start, _ in pieces)
        return len("".join(text[start:end] for start, end in pieces).encode(encoding))

    bytes_by_kind = {kind: size(spans[kind]) for kind in KINDS}
    bytes_by_kind["header"] += len(mark)
    if sum(bytes_by_kind.values()) != len(source.data):
        raise _unbalanced(source, 0, f"{bytes_by_kind} of {len(source.data)} bytes")
    titles = [listing.title for listing in reading.listings]
    for title, (at, end) in zip(titles, spans["listing"], strict=True):
        if not text.startswith(title, at, end) and text.find(title, at, end) < 0:
            missing = strays(title, text[at:end])
            if missing:
                what = f"a title with {missing[0]!r} does not stand there"
                raise _unbalanced(source, at, what)
    for reject in reading.rejects:
        if not reject.inside and reject.text != text[reject.start : reject.end].strip():
            raise _unbalanced(source, reject.start, "a reject is not the text of its place")
    return bytes_by_kind


def _gaps(source: Source, taken: list[_Piece]) -> list[_Piece]:
    """Return what lies between the stretches of a text that are taken, which must be blank."""
    text = source.text
    before = [0, *(end for _, end in taken)]
    after = [*(start for start, _ in taken), len(text)]
    for (start, end), last in zip(taken, before, strict=False):
        if start < last or end < start:
            raise _unbalanced(source, start, "two things in one place")
    if before[-1] > len(text):
        raise _unbalanced(source, len(text), "two things in one place")
    gaps = [*zip(before, after, strict=True)]
    # asked of all at once, which is much faster
    if "".join(text[start:end] for start, end in gaps).strip():
        start, gap = next((start, gap) for start, end in gaps if (gap := text[start:end].strip()))
        raise _unbalanced(source, text.index(gap, start), f"{gap[:40]!r} is in nothing")
    return gaps


def _unbalanced(source: Source, place: int, what: str) -> LedgerError:
    return LedgerError(
        f"{source.path}:{source.lines_at([place])[0]}: the ledger does not balance: {what};"
        " nothing was written, please report this file"
    )
