"""What a load did, for a person, a program and a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ..dumps import KINDS
from ..tables import Manifest
from .advice import advice
from .page import report_html

REPORTED = {
    "dumps": [
        *("dump_id", "path", "format", "layout", "series", "captured_on", "listed_on"),
        *("date_text", "truncated", "n_listings", "n_rejects", "n_bytes"),
    ],
    "listings": ["rank"],
    "papers": ["n_dumps"],
    "merges": ["rule"],
    "rejects": ["dump_id", "line_start", "line_end", "rule"],
}
"""The columns that a report is made of, by table."""

_ABOUT_MERGES = "titles differ: see the table merges; [identity] in workbench.toml overrules"


@dataclass(frozen=True)
class LoadReport:
    """What a load read and wrote.

    Attributes
    ----------
    collection, raw, tables
        Name, raw folder and folder of tables.
    dumps
        A row a dump: `path`, `format`, `layout`, `series`, `captured_on`, `listed_on` (ISO text or
        None), `date_text`, `truncated`, `listings`, `rejects`.
    listings, papers, merges
        Totals; `merges` counts listings whose title is not their paper's.
    merges_by_rule
        The same by the rule that joined them.
    rejects
        A row a reject: `path`, `line_start`, `line_end`, `rule`.
    failed
        Files that could not be read, by path, with the reason.
    papers_by_dumps
        Number of papers that stand in 1, 2, 3 … dumps.
    n_bytes, ledger
        Size of all dumps, and their bytes by kind: header, listing, blank, reject.
    read
        Dumps that were read now; the others are as they were at the load before.
    """

    collection: str
    raw: str
    tables: str
    dumps: list[dict[str, Any]]
    listings: int
    papers: int
    merges: int
    merges_by_rule: dict[str, int]
    rejects: list[dict[str, Any]]
    failed: dict[str, str]
    papers_by_dumps: dict[int, int]
    n_bytes: int
    ledger: dict[str, int]
    read: int

    @classmethod
    def of(
        cls,
        raw: Path,
        out: Path,
        tables: Mapping[str, pl.DataFrame],
        manifest: Manifest,
        read: int,
    ) -> LoadReport:
        """Sum up the tables, of which it takes the columns :data:`REPORTED`, and the ledgers."""
        ledger = Counter(dict.fromkeys(KINDS, 0))
        for facts in manifest.dumps.values():
            ledger.update(facts["ledger"])
        dumps = tables["dumps"].select(
            "path",
            "format",
            "layout",
            "series",
            pl.col("captured_on", "listed_on").dt.to_string(),
            "date_text",
            "truncated",
            listings="n_listings",
            rejects="n_rejects",
        )
        rejects = (
            tables["rejects"]
            .join(tables["dumps"].select("dump_id", "path"), on="dump_id", maintain_order="left")
            .select("path", "line_start", "line_end", "rule")
        )
        spread = tables["papers"].group_by("n_dumps").len().sort("n_dumps")
        rules = tables["merges"].group_by("rule").len().sort("rule")
        return cls(
            collection=manifest.collection,
            raw=str(raw),
            tables=str(out),
            dumps=dumps.to_dicts(),
            listings=tables["listings"].height,
            papers=tables["papers"].height,
            merges=tables["merges"].height,
            merges_by_rule=dict(rules.iter_rows()),
            rejects=rejects.to_dicts(),
            failed=manifest.failed,
            papers_by_dumps=dict(spread.iter_rows()),
            n_bytes=int(tables["dumps"]["n_bytes"].sum()),
            ledger=dict(ledger),
            read=read,
        )

    @property
    def complete(self) -> bool:
        """Whether every file could be read."""
        return not self.failed

    @property
    def balanced(self) -> bool:
        """Whether every byte of every dump is accounted for."""
        return sum(self.ledger.values()) == self.n_bytes

    def sources(self) -> list[dict[str, Any]]:
        """Return the dumps by what they are.

        Returns
        -------
        list of dict
            `format`, `layout`, `series`, `dumps`, `undated`, `first`, `last` (days the lists are
            for), `listings`, `rejects`; sorted.
        """
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for dump in self.dumps:
            source = (dump["format"], dump["layout"] or "", dump["series"] or "")
            groups.setdefault(source, []).append(dump)
        return [
            {
                "format": source[0],
                "layout": source[1] or None,
                "series": source[2] or None,
                "dumps": len(dumps),
                "undated": sum(dump["listed_on"] is None for dump in dumps),
                "first": min((d["listed_on"] for d in dumps if d["listed_on"]), default=None),
                "last": max((d["listed_on"] for d in dumps if d["listed_on"]), default=None),
                "listings": sum(dump["listings"] for dump in dumps),
                "rejects": sum(dump["rejects"] for dump in dumps),
            }
            for source, dumps in sorted(groups.items())
        ]

    def rejects_by_rule(self) -> list[dict[str, Any]]:
        """Return the rejects by rule.

        Returns
        -------
        list of dict
            `rule`, `rejects`, `first` (path and line of the first one), `advice`; most first.
        """
        counts = Counter(reject["rule"] for reject in self.rejects)
        first = {reject["rule"]: reject for reject in reversed(self.rejects)}
        return [
            {
                "rule": rule,
                "rejects": count,
                "first": f"{first[rule]['path']}:{first[rule]['line_start']}",
                "advice": advice(rule),
            }
            for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]

    def summary(self) -> list[dict[str, Any]]:
        """Return what was read, from files to merges and rejects by rule.

        Returns
        -------
        list of dict
            `what`, `number`, `first` (where the first one stands, None of what needs no look),
            `advice` (what to do, or None).
        """
        rows: list[tuple[str, int, str | None, str | None]] = [
            ("files read", len(self.dumps), None, None),
            ("listings", self.listings, None, None),
            ("papers", self.papers, None, None),
        ]
        if self.failed:
            advice = "each is named below with its reason"
            rows.insert(1, ("files not read", len(self.failed), min(self.failed), advice))
        rows += [
            (f"merged by {rule}", number, None, _ABOUT_MERGES)
            for rule, number in self.merges_by_rule.items()
        ]
        rows += [
            (f"rejected: {row['rule']}", row["rejects"], row["first"], row["advice"])
            for row in self.rejects_by_rule()
        ]
        return [dict(zip(("what", "number", "first", "advice"), row, strict=True)) for row in rows]

    def problems(self) -> list[str]:
        """Return one line for each file that failed and each reject, with what to do."""
        lines = list(self.failed.values())
        for reject in self.rejects:
            place = f"{reject['path']}:{reject['line_start']}"
            lines.append(f"{place}: {reject['rule']}: {advice(reject['rule'])}")
        return lines

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data, ready for JSON."""
        return {
            **asdict(self),
            "summary": self.summary(),
            "sources": self.sources(),
            "rejects_by_rule": self.rejects_by_rule(),
            "ledger_balanced": self.balanced,
        }

    def sentence(self) -> str:
        """Return the totals in one sentence."""
        undated = sum(dump["listed_on"] is None for dump in self.dumps)
        merged = f" ({count(self.merges, 'listing')} under another title)" if self.merges else ""
        return (
            f"{count(len(self.dumps), 'dump')} ({undated:,} undated),"
            f" {count(self.listings, 'listing')} of {count(self.papers, 'paper')}{merged},"
            f" {count(len(self.rejects), 'reject')}, {count(len(self.failed), 'file')} not read;"
            f" the ledger {'balances' if self.balanced else 'does not balance'}"
        )

    def _repr_html_(self) -> str:
        return report_html(self)


def count(n: int, noun: str) -> str:
    """Return a number with its noun: `1 dump`, `2,000 dumps`."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
