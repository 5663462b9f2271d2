"""Which format a file is in, and its reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..errors import DumpError
from . import arxiv_atom, arxiv_json, bibtex, delimited, feed, hf_api, hf_page, ris
from .containers import Content
from .large import Large
from .ledger import balance
from .listing import Reading
from .source import Part, Source

# A new format is one module with NAME, sniff(source) and read(source), and one entry here; the
# first that recognizes a file reads it.
FORMATS = (hf_page, arxiv_atom, feed, hf_api, arxiv_json, bibtex, ris, delimited)
# Those with dumps larger than memory. Their modules have `in_parts(source)` too, and their readers
# take a `Part` as well: the snapshot of all metadata is one file of 5 GB.
IN_PARTS = (arxiv_json,)

_Read = tuple[Source, Reading, dict[str, int]]


def read_dump(source: Source) -> tuple[Reading, dict[str, int]]:
    """Read a dump in whatever format it is, and prove that nothing of it was lost.

    Returns
    -------
    reading : Reading
    ledger : dict of str to int
        The dump's bytes by kind.

    Raises
    ------
    DumpError
        The file is in no known format, or cannot be read in its own.
    LedgerError
        Bytes of the file are not accounted for.
    """
    reading = _format_of(source).read(source)
    return reading, balance(source, reading)


def read_content(
    content: Content, encoding: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[_Read]:
    """Read a dump, in parts if it is too large to be held.

    Parameters
    ----------
    content
        What a file holds.
    encoding, columns
        What the settings state, see :class:`Source`.

    Yields
    ------
    source : Source
        The dump, or a part of it.
    reading : Reading
    ledger : dict of str to int
        The bytes of the source by kind.

    Raises
    ------
    DumpError
        As :func:`read_dump`, or the content could not be had. Nothing was given before.
    LedgerError
        Bytes are not accounted for, or the file changes while it is read.
    """
    if isinstance(content.data, DumpError):
        raise content.data
    if isinstance(content.data, Large):
        first = content.data.first(encoding)
        module = _recognized(first) if first else None
        if module in IN_PARTS and module.in_parts(first):
            yield from _in_parts(module, content.data, first)
            return
        data = content.data.whole()
    else:
        data = content.data
    source = Source(content.path, data, encoding, columns, content.sha256)
    yield source, *read_dump(source)


def _in_parts(module: Any, large: Large, first: Part) -> Iterator[_Read]:
    records = 0
    for plain in large.parts(first):
        part = replace(plain, records_before=records)
        reading = module.read(part)
        yield part, reading, balance(part, reading)
        records += len(reading.listings) + sum(not reject.inside for reject in reading.rejects)


def _recognized(source: Source) -> Any:
    return next((module for module in FORMATS if module.sniff(source)), None)


def _format_of(source: Source) -> Any:
    if module := _recognized(source):
        return module
    known = ", ".join(dict.fromkeys(module.NAME for module in FORMATS))
    raise DumpError(
        source.path,
        "is no dump of a known format",
        f"known: {known}; move the file out of the folder, or save the page again as plain text",
    )
