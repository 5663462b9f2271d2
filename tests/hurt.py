"""Texts hurt at random, and what every reader owes them."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from hypothesis import strategies as st

from workbench.dumps import Source, balance, finish, to_records
from workbench.errors import DumpError


def hurt(data: st.DataObject, text: str, scraps: Sequence[str]) -> str:
    """Cut out of a text, put scraps into it or double pieces of it, at up to four places."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 1, 5, 60, 700, 10_000])))
        put = data.draw(st.sampled_from([*scraps, text[start:end] * 2]) | st.text(max_size=4))
        text = text[:start] + put + text[end:]
    return text


def assert_accounted_for(reader: ModuleType, path: str, text: str) -> None:
    """Hold a reader to its duty: every byte in the ledger, ranks that rise, rows that can be made.

    A text that it does not take for its own, or refuses, is none of its duty.
    """
    source = Source(path, text.encode("utf-8", "replace"))
    try:
        if not reader.sniff(source):
            return
        reading = reader.read(source)
    except DumpError:
        return
    assert sum(balance(source, reading).values()) == len(source.data)
    ranks = [listing.rank for listing in reading.listings]
    assert ranks == sorted(set(ranks))
    finish(to_records([(source, reading.listings)]))
