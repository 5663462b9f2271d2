"""The words of a paper as printed: the layer that depends on one paper alone.

What is derived from here on (folding, phrases, concepts) depends on the whole pile and is computed
anew for every pile; this layer can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import SimpleQueue

import polars as pl

from ..errors import InputError
from ..kernel.jit import in_order, n_threads
from ..text import EVERY_STEP, Steps
from .definitions import definitions_of
from .printed import Reader

SURFACE_SCHEMA = {
    "paper_id": pl.String,
    "words": pl.String,
    "marks": pl.Binary,
    "acronyms": pl.List(pl.String),
    "expansions": pl.List(pl.String),
}
_PAPERS_AT_ONCE = 2048


def surface_words(
    papers: pl.DataFrame, threads: int | None = None, steps: Steps = EVERY_STEP
) -> pl.DataFrame:
    """Return the printed words of papers, one row a paper.

    Parameters
    ----------
    papers
        Columns `paper_id`, `title`, `abstract`; a missing text counts as empty.
    threads
        How many threads to use; None for what pays.
    steps
        Which steps to take, as `text.words`.

    Returns
    -------
    polars.DataFrame
        `paper_id`; `words`, the printed words divided by blanks; `marks`, one byte a word: its
        `Joint`, 4 if it opens a sentence, 8 if it stands in the title; `acronyms` and
        `expansions`, the acronyms that the paper defines, side by side.

    Raises
    ------
    InputError
        If a column is missing, or a `paper_id` is null or stands twice.
    """
    missing = [name for name in ("paper_id", "title", "abstract") if name not in papers.columns]
    if missing:
        raise InputError(f"papers have no column {', '.join(missing)}; found {papers.columns}")
    if papers["paper_id"].null_count() or papers["paper_id"].is_duplicated().any():
        raise InputError("papers need one row a paper_id; found one missing or repeated")
    none = pl.DataFrame(schema=SURFACE_SCHEMA)
    return pl.concat([none, *surface_parts(papers.iter_slices(_PAPERS_AT_ONCE), threads, steps)])


def surface_parts(
    parts: Iterable[pl.DataFrame], threads: int | None = None, steps: Steps = EVERY_STEP
) -> Iterator[pl.DataFrame]:
    """Return the printed words of papers that come in parts, part by part.

    Parameters
    ----------
    parts
        Papers as for `surface_words`, some thousand at a time.
    threads, steps
        As for `surface_words`.
    """
    threads = threads or n_threads()
    # a reader for each thread: it remembers what it knows of each word
    readers: SimpleQueue[Reader] = SimpleQueue()
    for _ in range(threads):
        readers.put(Reader(steps))

    def read(papers: pl.DataFrame) -> pl.DataFrame:
        reader = readers.get()
        found = _read(papers, reader)
        readers.put(reader)
        return found

    yield from in_order(read, ((part,) for part in parts), threads)


def _read(papers: pl.DataFrame, reader: Reader) -> pl.DataFrame:
    # title, abstract, title, abstract, …
    texts = papers.select(text=pl.concat_list(pl.col("title", "abstract").fill_null("")))[
        "text"
    ].explode()
    words, cleaned = reader.read(texts)
    return words.select(
        papers["paper_id"], "words", "marks", *definitions_of(cleaned).get_columns()
    )
