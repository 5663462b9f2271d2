"""A load report as HTML, for a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .outcome import LoadReport

_NUMBERS = ("dumps", "undated", "listings", "rejects", "bytes", "share")


def report_html(report: LoadReport) -> str:
    """Return a report as a fragment of HTML: the sentence, then tables from coarse to fine.

    Every text of a dump is escaped.
    """
    share = [
        {"kind": kind, "bytes": n, "share": f"{n / report.n_bytes:.1%}" if report.n_bytes else "–"}
        for kind, n in report.ledger.items()
    ]
    failed = [{"file": path, "reason": reason} for path, reason in report.failed.items()]
    parts = [
        f"<p>{escape(report.collection)}: {escape(report.sentence())}.</p>",
        _table("Sources", report.sources()),
        _table("Rejects, and what to do about them", report.rejects_by_rule()),
        _table("Files that were not read", failed),
        _folded("The ledger: every byte", _table("", share)),
        _folded(f"All {len(report.dumps):,} dumps", _table("", report.dumps)),
    ]
    return f"<div>{''.join(parts)}</div>"


def _table(title: str, rows: Iterable[Mapping[str, Any]]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    head = "".join(f"<th{_align(name)}>{escape(name)}</th>" for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td{_align(k)}>{_cell(v)}</td>" for k, v in row.items()) + "</tr>"
        for row in rows
    )
    caption = f"<p><strong>{escape(title)}</strong></p>" if title else ""
    return f"{caption}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _align(name: str) -> str:
    return f' style="text-align:{"right" if name in _NUMBERS else "left"}"'


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{content}</details>" if content else ""
