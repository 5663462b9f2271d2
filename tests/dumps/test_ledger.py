"""The ledger: a reader that loses or invents anything is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import papers, spaced
from workbench.dumps import Source, Span, balance, read_dump
from workbench.errors import LedgerError

SOURCE = Source("page.txt", spaced(papers(1, 2, 3)).encode())
READING = read_dump(SOURCE)


def test_bytes_by_kind_add_to_the_size() -> None:
    ledger = balance(SOURCE, READING)
    assert sum(ledger.values()) == len(SOURCE.data)
    texts = sum(len(p.title) + len(p.abstract or "") for p in READING.listings)
    # each of the six paragraphs but the last one of the file has its line end
    assert ledger["listing"] == texts + 5
    assert ledger["reject"] == 0


def without(index: int) -> list[Span]:
    return [*READING.spans[:index], *READING.spans[index + 1 :]]


@pytest.mark.parametrize(
    ("hurt", "found"),
    [
        (replace(READING, spans=without(0)), "byte 0"),
        (replace(READING, spans=without(8)), "followed by"),
        (replace(READING, spans=without(-1)[: len(READING.spans) - 1]), "at the end"),
        (
            replace(READING, spans=[replace(s, kind="blank") for s in READING.spans]),
            "called blank",
        ),
        (
            replace(READING, listings=[replace(READING.listings[0], title="Another")]),
            "does not stand",
        ),
        (
            replace(READING, listings=[replace(READING.listings[0], abstract="Another")]),
            "does not stand",
        ),
        (
            replace(READING, listings=[replace(READING.listings[0], line_start=1, line_end=2)]),
            "does not stand",
        ),
    ],
)
def test_a_reading_that_does_not_add_up_is_refused(hurt, found: str) -> None:
    with pytest.raises(LedgerError, match=found):
        balance(SOURCE, hurt)
