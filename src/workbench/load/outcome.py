"""What a load did, for a person, a program and a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from ..dumps import KINDS

# what a user can do about a reject, by rule
_ADVICE = {
    "no_abstract": "a title that no abstract follows: add the abstract, or leave the title out",
    "no_title": "an abstract without title: add the title, or leave the abstract out",
    "cut_off": "the file ends in the middle of a paper: save the page again",
}


@dataclass(frozen=True)
class LoadReport:
    """What a load read and wrote.

    Attributes
    ----------
    collection, raw, tables
        Name, raw folder and folder of tables.
    dumps
        A row a dump: `path`, `layout`, `captured_on` (ISO text or None), `date_text`, `series`,
        `listings`, `rejects`.
    listings, papers, merges
        Totals.
    rejects
        A row a reject: `path`, `line_start`, `line_end`, `rule`.
    failed
        Files that could not be read, by path, with the reason.
    papers_by_dumps
        Number of papers that stand in 1, 2, 3 … dumps.
    n_bytes, ledger
        Size of all dumps, and their bytes by kind: header, listing, blank, reject.
    """

    collection: str
    raw: str
    tables: str
    dumps: list[dict[str, Any]]
    listings: int
    papers: int
    merges: int
    rejects: list[dict[str, Any]]
    failed: dict[str, str]
    papers_by_dumps: dict[int, int]
    n_bytes: int
    ledger: dict[str, int]

    @classmethod
    def of(
        cls,
        raw: Path,
        out: Path,
        tables: Mapping[str, pl.DataFrame],
        ledgers: Iterable[Mapping[str, int]],
        failed: dict[str, str],
    ) -> LoadReport:
        """Sum up the tables and the ledgers of a load."""
        ledger = dict.fromkeys(KINDS, 0)
        for each in ledgers:
            for kind in KINDS:
                ledger[kind] += each[kind]
        dumps = tables["dumps"].select(
            "path",
            "layout",
            pl.col("captured_on").dt.to_string(),
            "date_text",
            "series",
            listings="n_listings",
            rejects="n_rejects",
        )
        rejects = (
            tables["rejects"]
            .join(tables["dumps"].select("dump_id", "path"), on="dump_id", maintain_order="left")
            .select("path", "line_start", "line_end", "rule")
        )
        spread = tables["papers"].group_by("n_dumps").len().sort("n_dumps")
        return cls(
            collection=raw.resolve().name,
            raw=str(raw),
            tables=str(out),
            dumps=dumps.to_dicts(),
            listings=tables["listings"].height,
            papers=tables["papers"].height,
            merges=tables["merges"].height,
            rejects=rejects.to_dicts(),
            failed=failed,
            papers_by_dumps=dict(spread.iter_rows()),
            n_bytes=int(tables["dumps"]["n_bytes"].sum()),
            ledger=dict(ledger),
        )

    @property
    def complete(self) -> bool:
        """Whether every file could be read."""
        return not self.failed

    @property
    def balanced(self) -> bool:
        """Whether every byte of every dump is accounted for."""
        return sum(self.ledger.values()) == self.n_bytes

    def problems(self) -> list[str]:
        """Return one line for each file that failed and each reject, with what to do."""
        lines = list(self.failed.values())
        for reject in self.rejects:
            advice = _ADVICE.get(reject["rule"], "see the table rejects")
            lines.append(f"{reject['path']}:{reject['line_start']}: {reject['rule']}: {advice}")
        return lines

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data, ready for JSON."""
        return {**asdict(self), "ledger_balanced": self.balanced}

    def sentence(self) -> str:
        """Return the totals in one sentence."""
        undated = sum(dump["captured_on"] is None for dump in self.dumps)
        return (
            f"{_count(len(self.dumps), 'dump')} ({undated} undated),"
            f" {_count(self.listings, 'listing')} of {_count(self.papers, 'paper')},"
            f" {_count(len(self.rejects), 'reject')}, {_count(len(self.failed), 'file')} not read;"
            f" the ledger {'balances' if self.balanced else 'does not balance'}"
        )

    def _repr_html_(self) -> str:
        columns = ["path", "layout", "captured_on", "series", "listings", "rejects"]
        head = "".join(f"<th>{column}</th>" for column in columns)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{html.escape('–' if dump[column] is None else str(dump[column]))}</td>"
                for column in columns
            )
            + "</tr>"
            for dump in self.dumps
        )
        problems = "".join(f"<li>{html.escape(line)}</li>" for line in self.problems())
        return (
            f"<p>{html.escape(self.collection)}: {html.escape(self.sentence())}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            + (f"<ul>{problems}</ul>" if problems else "")
        )


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
