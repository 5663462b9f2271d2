"""The term index against scikit-learn's CountVectorizer, on the same resampled abstracts, one run.

    python benchmarks/terms.py TABLES [--papers 200000] [--work DIR] [--without CountVectorizer …]

TABLES is a folder of tables whose papers are resampled. Every engine runs as a process of its own,
reading included; time and memory are what the system says of that process. Compiled code is warm,
what compiling costs is measured before. CountVectorizer counts the same words (its pattern is
ours), and its document frequencies must equal ours.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

ENGINES = ("reading", "counting", "CountVectorizer", "index", "index, written")
_PAPERS_AT_ONCE = 4_096


def make(tables: Path, n: int, out: Path) -> None:
    """Write `n` papers resampled from those of a folder of tables; 0 for these themselves."""
    from resample import resample

    papers = pl.read_parquet(tables / "papers.parquet").select("title", "abstract")
    papers = papers.with_columns(pl.col("abstract").fill_null(""))
    parts = papers.iter_slices(20_000)
    if n:
        made = [resample(papers[name], n, seed) for seed, name in enumerate(papers.columns)]
        names = papers.columns
        parts = (pl.DataFrame(both, schema=names) for both in zip(*made, strict=True))
    writer, start = None, 0
    for part in parts:
        ids = pl.format("p{}", pl.int_range(start, start + pl.len()).cast(pl.String).str.zfill(8))
        table = part.select(paper_id=ids, title="title", abstract="abstract").to_arrow()
        writer = writer or pq.ParquetWriter(out, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=20_000)
        start += part.height
    writer.close()


def reading(papers: Path, out: Path) -> None:
    """Read the abstracts, which every engine must."""
    pl.read_parquet(papers, columns=["abstract"])


def counting(papers: Path, out: Path) -> None:
    """Count words and phrases of up to three words in at least five abstracts."""
    from workbench.kernel import document_frequencies

    abstracts = pl.read_parquet(papers, columns=["abstract"])["abstract"]
    document_frequencies(abstracts, 3, 5).select("term", "papers").write_parquet(out)


def count_vectorizer(papers: Path, out: Path) -> None:
    """Count the same with scikit-learn."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    from workbench.text.words import _run

    abstracts = pl.read_parquet(papers, columns=["abstract"])["abstract"]
    counter = CountVectorizer(ngram_range=(1, 3), min_df=5, token_pattern=_run(False).pattern)
    matrix = counter.fit_transform(abstracts)
    found = np.bincount(matrix.indices, minlength=matrix.shape[1])
    names = counter.get_feature_names_out()
    pl.DataFrame({"term": names.astype(str).tolist(), "papers": found}).write_parquet(out)


def index(papers: Path, out: Path) -> None:
    """Make the tables of the index of titles and abstracts: cleaning, folding, acronyms, postings.

    Papers are read by row groups; numbers of words go to disk. As the matrix of CountVectorizer,
    the postings are made and not written.
    """
    _index(papers, out, write=False)


def index_written(papers: Path, out: Path) -> None:
    """Do the same, and write the tables as a load does."""
    _index(papers, out, write=True)


def _index(papers: Path, out: Path, write: bool) -> None:
    from workbench.tables.parts import write_parts
    from workbench.terms import Readers, index_in_slices, surface_parts

    file = pq.ParquetFile(papers, pre_buffer=False)  # else the whole file stays in memory
    parts = (pl.from_arrow(part) for part in file.iter_batches(_PAPERS_AT_ONCE))
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        readers = Readers()
        surface = surface_parts(parts, readers=readers)
        found = index_in_slices(surface, folder=Path(scratch), readers=readers)
        if write:
            found.terms.write_parquet(out.with_suffix(".terms"))
            found.forms.write_parquet(out.with_suffix(".forms"))
            ids = pl.read_parquet(papers, columns=["paper_id"])
            known = {"papers": ids, "terms": found.terms}
            postings = write_parts("postings", found.postings, out.with_suffix(".postings"), known)
        else:
            postings = sum(some.height for some in found.postings)
    rows = {"terms": found.terms.height, "forms": found.forms.height, "postings": postings}
    pl.DataFrame(rows).write_parquet(out)


RUNS = dict(zip(ENGINES, (reading, counting, count_vectorizer, index, index_written), strict=True))


def measure(engine: str, papers: Path, out: Path, **environment: str) -> dict[str, object]:
    """Run an engine in a process of its own; return seconds, processor seconds and GiB."""
    command = [sys.executable, __file__, "--run", engine, str(papers), str(out)]
    start = time.perf_counter()
    child = os.posix_spawn(sys.executable, command, os.environ | environment)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{engine} failed")
    return {
        "engine": engine,
        "wall s": round(time.perf_counter() - start, 2),
        "CPU s": round(usage.ru_utime + usage.ru_stime, 2),
        "peak GiB": round(usage.ru_maxrss / 2**20, 2),
    }


def compile_seconds(work: Path) -> dict[str, float]:
    """Return what compiling adds to the first run of an engine on a few papers."""
    few, cache = work / "few.parquet", str(work / "cache")
    texts = {"title": ["Low-rank nets"] * 9, "abstract": ["We study low-rank nets (LRNs)."] * 9}
    pl.DataFrame({"paper_id": [f"p{n}" for n in range(9)], **texts}).write_parquet(few)
    cost = {}
    for engine in ("counting", "index"):
        first, again = (
            measure(engine, few, work / f"{engine}-{n}", NUMBA_CACHE_DIR=f"{cache}-{engine}")
            for n in ("cold", "warm")
        )
        cost[engine] = round(first["wall s"] - again["wall s"], 1)
    return cost


def main() -> None:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("tables", type=Path)
    parser.add_argument("--papers", type=int, default=200_000, help="0: those of TABLES themselves")
    parser.add_argument("--made", type=Path, help="papers made by an earlier run, in its --work")
    parser.add_argument("--work", type=Path, help="a new folder, which stays; else a passing one")
    parser.add_argument("--without", nargs="*", default=[], choices=ENGINES)
    given = parser.parse_args()
    if given.work:
        given.work.mkdir(parents=True)
        run(given, given.work)
        return
    with tempfile.TemporaryDirectory() as work:
        run(given, Path(work))


def run(given: argparse.Namespace, work: Path) -> None:
    """Make the papers, run every engine, print the table; `work` is for what is made on the way."""
    papers = given.made or work / "papers.parquet"
    if given.made is None:
        make(given.tables, given.papers, papers)
    print("compiling adds", compile_seconds(work), flush=True)
    rows = []
    for engine in ENGINES:
        if engine not in given.without:
            rows.append(measure(engine, papers, work / engine.replace(", ", "-")))
            print(rows[-1], flush=True)
    if not {"counting", "CountVectorizer"} & set(given.without):
        ours, theirs = (
            pl.read_parquet(work / name).cast({"papers": pl.Int64}).sort("term")
            for name in ("counting", "CountVectorizer")
        )
        print("equal document frequencies:", ours.equals(theirs), f"({ours.height:,} terms)")
    if "index" not in given.without:
        print(pl.read_parquet(work / "index").row(0, named=True))
    with pl.Config(tbl_formatting="ASCII_MARKDOWN", tbl_hide_column_data_types=True):
        print(pl.DataFrame(rows))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        RUNS[sys.argv[2]](Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
