"""The words of a paper as printed: the layer that depends on one paper alone.

What is derived from here on (folding, phrases, concepts) depends on the whole pile and is computed
anew for every pile; this layer can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import SimpleQueue

import numpy as np
import numpy.typing as npt
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


class Readers:
    """Readers of words, one a thread, which number the words that they read.

    With them the words of papers go to an index as numbers, and need not be looked up again.

    Parameters
    ----------
    threads
        How many threads to use; None for what pays.
    steps
        Which steps to take, as `text.words`.
    """

    def __init__(self, threads: int | None = None, steps: Steps = EVERY_STEP) -> None:
        self._readers = [Reader(steps) for _ in range(threads or n_threads())]
        self._free: SimpleQueue[int] = SimpleQueue()
        for number in range(len(self._readers)):
            self._free.put(number)

    def __len__(self) -> int:
        return len(self._readers)

    def read(self, papers: pl.DataFrame) -> pl.DataFrame:
        """Return what `surface_words` does, `numbers` of the words, and which `reader` gave them.

        Parameters
        ----------
        papers
            As for `surface_words`.
        """
        number = self._free.get()
        found = _read(papers, self._readers[number])
        self._free.put(number)
        return found.with_columns(reader=pl.lit(number, dtype=pl.UInt8))

    def hand_over(self) -> list[tuple[pl.Series, npt.NDArray[np.bool_]]]:
        """Return the words of each reader, by number, and which were printed; and forget them."""
        held = [reader.vocabulary() for reader in self._readers]
        self._readers = []
        return held


def surface_parts(
    parts: Iterable[pl.DataFrame],
    threads: int | None = None,
    steps: Steps = EVERY_STEP,
    readers: Readers | None = None,
) -> Iterator[pl.DataFrame]:
    """Return the printed words of papers that come in parts, part by part.

    Parameters
    ----------
    parts
        Papers as for `surface_words`, some thousand at a time.
    threads, steps
        As for `surface_words`.
    readers
        Who reads, in as many threads and by their steps; the index must get them too. None for
        passing ones, whose numbers are not told.
    """
    own = readers or Readers(threads, steps)
    for found in in_order(own.read, ((part,) for part in parts), len(own), ahead=1):
        yield found if readers else found.select(list(SURFACE_SCHEMA))


def _read(papers: pl.DataFrame, reader: Reader) -> pl.DataFrame:
    # title, abstract, title, abstract, …
    texts = papers.select(text=pl.concat_list(pl.col("title", "abstract").fill_null("")))[
        "text"
    ].explode()
    words, cleaned = reader.read(texts)
    return words.select(
        papers["paper_id"], "words", "marks", *definitions_of(cleaned).get_columns(), "numbers"
    )
