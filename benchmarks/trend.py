"""How long a question takes: the trend of twenty terms, and of one typed word, over sixty months.

    python benchmarks/trend.py PAPERS

PAPERS is a Parquet file of papers, as `benchmarks/terms.py --work DIR` leaves one in DIR; they are
spread over five years. Told is the median of eight questions, each about other terms, after one
that is not counted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date
from statistics import median

import polars as pl

import workbench as wb

FIRST, DAYS = date(2020, 1, 1), 1826
QUESTIONS = 8


def seconds(corpus: wb.Corpus, terms: Sequence[str]) -> float:
    """Return how long the trend of some terms takes."""
    start = time.perf_counter()
    wb.term_trends(corpus, terms, period="month")
    return time.perf_counter() - start


def main() -> None:
    """Make the corpus, ask, tell."""
    papers = pl.read_parquet(sys.argv[1])
    day = pl.lit(FIRST) + pl.duration(days=pl.int_range(pl.len()) % DAYS)
    corpus = wb.Corpus.from_frame(papers.with_columns(date=day))
    print(repr(corpus), f"{corpus.postings.height:,} postings")
    top = corpus.top_terms(20 * (QUESTIONS + 1))["term"].to_list()
    for name, size in (("twenty terms", 20), ("one word", 1)):
        asked = [top[20 * at : 20 * at + size] for at in range(QUESTIONS + 1)]
        first, *taken = [seconds(corpus, terms) for terms in asked]
        print(f"{name}: median {median(taken):.3f} s, the first {first:.2f} s")


if __name__ == "__main__":
    main()
