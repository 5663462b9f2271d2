"""The ledger of a dump: every byte lies in a header, a listing, blank space or a reject."""

from __future__ import annotations

from typing import get_args

from ..errors import LedgerError
from .fields import strays
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

    def size(start: int, end: int) -> int:
        return end - start if plain else len(text[start:end].encode(encoding))

    bytes_by_kind = dict.fromkeys(KINDS, 0)
    bytes_by_kind["header"] = len(mark)
    pieces: list[tuple[int, int, Kind]] = [(*span, "header") for span in reading.headers]
    pieces += [(listing.start, listing.end, "listing") for listing in reading.listings]
    pieces += [(reject.start, reject.end, "reject") for reject in reading.rejects if not reject[4]]
    pieces.sort()
    place = 0
    for start, end, kind in [*pieces, (len(text), len(text), "blank")]:
        if start < place or end < start:
            raise _unbalanced(source, start, "two things in one place")
        if start > place:
            gap = text[place:start]
            if not gap.isspace():
                at = place + len(gap) - len(gap.lstrip())
                raise _unbalanced(source, at, f"{gap.strip()[:40]!r} is in nothing")
            bytes_by_kind["blank"] += size(place, start)
        bytes_by_kind[kind] += size(start, end)
        place = end
    if sum(bytes_by_kind.values()) != len(source.data):
        raise _unbalanced(source, 0, f"{bytes_by_kind} of {len(source.data)} bytes")
    for listing in reading.listings:
        title, at, end = listing.title, listing.start, listing.end
        if not text.startswith(title, at, end) and text.find(title, at, end) < 0:
            missing = strays(title, text[at:end])
            if missing:
                what = f"a title with {missing[0]!r} does not stand there"
                raise _unbalanced(source, listing.start, what)
    for reject in reading.rejects:
        if not reject.inside and reject.text != text[reject.start : reject.end].strip():
            raise _unbalanced(source, reject.start, "a reject is not the text of its place")
    return bytes_by_kind


def _unbalanced(source: Source, place: int, what: str) -> LedgerError:
    return LedgerError(
        f"{source.path}:{source.lines_at([place])[0]}: the ledger does not balance: {what};"
        " nothing was written, please report this file"
    )
