"""A load report as HTML, for a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ..text import html_table

if TYPE_CHECKING:
    from .outcome import LoadReport

_NUMBERS = {"number", "dumps", "undated", "listings", "rejects", "bytes", "share", "papers"}
_WORDS = {"advice": "what to do", "captured_on": "captured", "listed_on": "list of"}
_MOST_DUMPS = 100
"""Most dumps that are listed; a corpus lists them all."""


def report_html(report: LoadReport) -> str:
    """Return a report as a fragment of HTML: the sentence, then tables from coarse to fine.

    Every text of a dump is escaped. What is long is folded.
    """
    shown = report.dumps[:_MOST_DUMPS]
    told = f"{len(shown):,} of " if len(shown) < len(report.dumps) else ""
    spread = [
        {"in dumps": str(dumps), "papers": papers}
        for dumps, papers in report.papers_by_dumps.items()
    ]
    parts = [
        f"<p><strong>{escape(report.collection)}</strong>: {escape(report.sentence())}.</p>",
        _table("Loaded", report.summary()),
        _table("Files that were not read", _unread(report)),
        _table("Sources", report.sources()),
        _folded("Where every byte lies", _bytes(report)),
        _folded("Papers by the number of dumps that list them", spread),
        _folded(f"{told}{len(report.dumps):,} dumps", shown),
    ]
    return f'<div class="wb-load">{"".join(parts)}</div>'


def _unread(report: LoadReport) -> list[dict[str, str]]:
    """Return the files that failed; the reason says the path again, which its column has."""
    return [
        {"file": path, "reason": reason.removeprefix(f"{path}: ")}
        for path, reason in report.failed.items()
    ]


def _bytes(report: LoadReport) -> list[dict[str, Any]]:
    """Return the ledger with shares, and its sum."""
    total = sum(report.ledger.values())
    kinds = [*report.ledger.items(), ("all", total)]
    return [
        {"kind": kind, "bytes": n, "share": f"{n / report.n_bytes:.1%}" if report.n_bytes else None}
        for kind, n in kinds
    ]


def _table(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    caption = f"<p><strong>{escape(title)}</strong></p>" if title else ""
    return caption + html_table(rows, _NUMBERS, _WORDS)


def _folded(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    content = _table("", rows)
    return f"<details><summary>{escape(title)}</summary>{content}</details>" if content else ""
