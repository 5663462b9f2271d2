"""How long a question takes: the trend of twenty terms, and of one typed word, over sixty months.

    python benchmarks/trend.py PAPERS
    python benchmarks/trend.py PAPERS --index WORK --tables OUT [--mapped-only]

PAPERS is a Parquet file of papers, as `benchmarks/terms.py --work WORK` leaves one in WORK; they
are spread over five years. Told is the median of eight questions, each about other terms, after one
that is told by itself.

With `--index` the index is the one that `terms.py` left in WORK: it goes into a new folder OUT as
the tables of a collection in which every paper is listed once, and these are opened in two ways,
read and mapped into memory, each in a process of its own, which tells its memory. What is mapped is
opened twice, for the first one unpacks.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

import polars as pl

import workbench as wb
from workbench.tables import TABLES, Manifest, empty, file_sha256

FIRST, DAYS = date(2020, 1, 1), 1826
QUESTIONS = 8
INDEX = ("terms", "forms", "postings")


def seconds(corpus: wb.Corpus, terms: Sequence[str]) -> float:
    """Return how long the trend of some terms takes."""
    start = time.perf_counter()
    wb.term_trends(corpus, terms, period="month")
    return time.perf_counter() - start


def ask(corpus: wb.Corpus) -> None:
    """Ask, and tell how long it took."""
    print(repr(corpus), f"{corpus.postings.height:,} postings")
    top = corpus.top_terms(20 * (QUESTIONS + 1))["term"].to_list()
    for name, size in (("twenty terms", 20), ("one word", 1)):
        asked = [top[20 * at : 20 * at + size] for at in range(QUESTIONS + 1)]
        first, *taken = [seconds(corpus, terms) for terms in asked]
        print(f"{name}: median {median(taken):.3f} s, the first {first:.2f} s", memory())


def memory() -> str:
    """Return what this process holds: of its own, and of files that the system could drop."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    held = dict(line.split(":", 1) for line in lines)
    own, files, peak = (
        int(held[key].split()[0]) / 2**20 for key in ("RssAnon", "RssFile", "VmHWM")
    )
    return f"(memory: own {own:.2f} GiB, of files {files:.2f}, peak of both {peak:.2f})"


def make_tables(papers: Path, work: Path, out: Path) -> None:
    """Write tables of papers that are listed once each, and of their index."""
    out.mkdir(parents=True)
    for name in INDEX:
        (out / f"{name}.parquet").hardlink_to(work / f"index-written.{name}")
    rows = pl.scan_parquet(papers).with_row_index("row", offset=1).with_columns(
        day=pl.lit(FIRST) + pl.duration(days=pl.col("row") % DAYS)
    )  # fmt: skip
    day = pl.date_range(FIRST, FIRST + pl.duration(days=DAYS - 1), eager=False)
    dumps = pl.select(listed_on=day).with_columns(
        dump_id=pl.int_range(pl.len()).cast(pl.String).str.zfill(16),
        path=pl.col("listed_on").dt.to_string(),
        sha256=pl.lit("0" * 64),
        series=pl.lit("made"),
        format=pl.lit("made"),
        captured_on="listed_on",
        **dict.fromkeys(("n_bytes", "n_lines", "n_listings", "n_rejects"), pl.lit(0)),
    )
    listings = rows.join(
        dumps.lazy().select("dump_id", day="listed_on"), on="day", maintain_order="left"
    ).select("dump_id", "paper_id", "title", rank="row", line_start="row", line_end="row")
    counts = {"n_dumps": pl.lit(1), "n_listings": pl.lit(1)}
    days = {"first_captured_on": pl.col("day"), "last_captured_on": pl.col("day")}
    nothing = {"code_urls": pl.lit([], dtype=pl.List(pl.String))}
    made = {"dumps": dumps.lazy(), "listings": listings}
    made["papers"] = rows.with_columns(**counts, **days, **nothing)
    for name in ("dumps", "listings", "papers", *TABLES):
        path = out / f"{name}.parquet"
        if path.exists():
            continue
        frame, schema = made.get(name, empty(name).lazy()), empty(name).schema
        known = frame.collect_schema().names()
        missing = [pl.lit(None).alias(column) for column in schema if column not in known]
        frame = frame.with_columns(missing).select(pl.col(c).cast(t) for c, t in schema.items())
        frame.sink_parquet(path, compression_level=1)
    tables = {
        path.stem: {"rows": 0, "sha256": file_sha256(path)}
        for path in sorted(out.glob("*.parquet"))
    }
    manifest = Manifest("made", 1, {}, {}, {}, tables)
    (out / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")


def main() -> None:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("papers", type=Path)
    parser.add_argument("--index", type=Path, help="what terms.py left in its --work")
    parser.add_argument("--tables", type=Path, help="a new folder for tables, or one made before")
    parser.add_argument("--mapped-only", action="store_true")
    parser.add_argument("--open", choices=("read", "mapped"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.open:
        start = time.perf_counter()
        corpus = wb.Corpus.open(given.tables, memory_map=given.open == "mapped")
        print(f"{given.open}: opened in {time.perf_counter() - start:.3f} s", memory())
        ask(corpus)
    elif given.index:
        if not given.tables.exists():
            make_tables(given.papers, given.index, given.tables)
        for way in ("read", "mapped", "mapped")[given.mapped_only :]:
            subprocess.run([sys.executable, *sys.argv, "--open", way], check=True)
    else:
        papers = pl.read_parquet(given.papers)
        day = pl.lit(FIRST) + pl.duration(days=pl.int_range(pl.len()) % DAYS)
        ask(wb.Corpus.from_frame(papers.with_columns(date=day)))


if __name__ == "__main__":
    main()
