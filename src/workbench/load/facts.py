"""What is known of a dump besides its rows: kept in the manifest, so that it is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..dumps import Reading, Source

_COUNTS = ("n_bytes", "n_lines", "n_listings", "n_rejects")


@dataclass(frozen=True)
class DumpFacts:
    """A dump as read.

    Attributes
    ----------
    path, dump_id, sha256, n_bytes, n_lines, n_listings, n_rejects
        As in the table `dumps`.
    file, file_sha256
        The file on disk and its hash; others than `path` and `sha256` for members of archives.
    read_with
        What the settings stated of how to read it: encoding and columns.
    ledger
        Bytes by kind.
    format, layout, series, truncated, date_text, captured_on, listed_on, date_rule
        What the dump itself says; see :class:`workbench.dumps.Reading`.
    """

    path: str
    dump_id: str
    sha256: str
    file: str
    file_sha256: str
    read_with: dict[str, Any]
    n_bytes: int
    n_lines: int
    n_listings: int
    n_rejects: int
    ledger: dict[str, int]
    format: str
    layout: str | None
    series: str | None
    truncated: bool | None
    date_text: str | None
    captured_on: date | None
    listed_on: date | None
    date_rule: str | None

    @classmethod
    def of(
        cls,
        source: Source,
        reading: Reading,
        ledger: dict[str, int],
        file: str,
        file_sha256: str,
    ) -> DumpFacts:
        """Gather the facts of a dump that was just read."""
        return cls(
            path=source.path,
            dump_id=source.dump_id,
            sha256=source.sha256,
            file=file,
            file_sha256=file_sha256,
            read_with=read_with(source.encoding, source.columns),
            n_bytes=len(source.data),
            n_lines=source.n_lines,
            n_listings=len(reading.listings),
            n_rejects=len(reading.rejects),
            ledger=ledger,
            format=reading.format,
            layout=reading.layout,
            series=reading.series,
            truncated=reading.truncated,
            date_text=reading.date_text,
            captured_on=reading.captured_on,
            listed_on=reading.listed_on,
            date_rule=reading.date_rule,
        )

    @classmethod
    def joined(cls, parts: Iterable[DumpFacts]) -> DumpFacts:
        """Return the facts of a dump from those of its parts."""
        ledger: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        truncated = None
        for part in parts:
            truncated = truncated or part.truncated
            ledger.update(part.ledger)
            counts.update({name: getattr(part, name) for name in _COUNTS})
            last = part
        return replace(last, truncated=truncated, ledger=dict(ledger), **counts)

    def as_json(self) -> dict[str, Any]:
        """Return plain data for the manifest."""
        days = {name: _iso(getattr(self, name)) for name in ("captured_on", "listed_on")}
        return {**vars(self), **days}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> DumpFacts:
        """Return the facts that :meth:`as_json` wrote."""
        days = {name: _day(plain[name]) for name in ("captured_on", "listed_on")}
        return cls(**{**plain, **days})


def read_with(encoding: str | None, columns: object) -> dict[str, Any]:
    """Return what decides how a dump is read, besides its bytes."""
    return {"encoding": encoding, "columns": columns}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
