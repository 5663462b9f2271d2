"""The printed words of a pile as numbers, taken in part by part, each paper once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel.buffers import Lists, Texts
from ..kernel.counting import NONE, Ints, count_papers
from ..kernel.entries import Bits
from ..kernel.jit import in_threads, n_threads
from ..kernel.prose import HYPHEN, JOINT
from ..kernel.spool import Spool, runs_of
from ..kernel.tokens import TokenReader, places
from .surface import Readers

_DEFINED = ["acronyms", "expansions"]


class Pile:
    """Printed words of papers, in the order of `paper_id` whatever order the papers came in.

    Parameters
    ----------
    parts
        What `surface_words` returned, part by part; no paper twice.
    folder
        Where to keep what is long; None for memory.
    threads
        How many threads to use; None for what pays.
    readers
        Who numbered the words of parts that have numbers; they are emptied.

    Attributes
    ----------
    threads
        How many threads it uses.
    paper_ids
        Sorted.
    surfaces
        The printed words, sorted.
    defined
        `doc` (the place of a paper in `paper_ids`), `acronyms`, `expansions`: one row a
        definition.
    """

    def __init__(
        self,
        parts: Iterable[pl.DataFrame],
        folder: Path | None = None,
        threads: int | None = None,
        readers: Readers | None = None,
    ) -> None:
        self.threads = threads or n_threads()
        self._words = Spool(np.int32, folder and folder / "words")
        self._marks = Spool(np.uint8, folder and folder / "marks")
        reader = TokenReader(divided=True, threads=self.threads)
        ids, defined = [pl.Series(dtype=pl.String)], []
        lengths, threads_of = [np.zeros(1, dtype=np.int64)], [np.empty(0, dtype=np.uint8)]
        for part in parts:
            marks = Texts.of(part["marks"])
            self._marks.append(marks.data)
            lengths.append(np.diff(marks.bounds))
            if "numbers" in part.columns:
                self._words.append(Lists.of(part["numbers"]).data)
                threads_of.append(part["reader"].to_numpy() + np.uint8(self.threads))
            else:
                for thread, (number, words) in enumerate(reader.read(part["words"])):
                    self._words.append(number)
                    threads_of.append(np.full(len(words), thread, dtype=np.uint8))
            ids.append(part["paper_id"])
            defined.append(
                part.select(_DEFINED)
                .with_row_index("came", sum(map(len, ids)) - part.height)
                .filter(pl.col("acronyms").list.len() > 0)
            )
        held = [(words, np.ones(len(words), dtype=np.bool_)) for words in reader.words()]
        del reader
        self.surfaces, self._places = _vocabulary(held + (readers.hand_over() if readers else []))
        self._bounds = np.cumsum(np.concatenate(lengths), dtype=np.int64)
        self._thread_of = np.concatenate(threads_of)
        came = pl.concat(ids)
        self._order = came.arg_sort().to_numpy()
        self.paper_ids = came.gather(self._order)
        self.defined = self._in_order(defined)

    def __len__(self) -> int:
        return len(self.paper_ids)

    def _in_order(self, defined: list[pl.DataFrame]) -> pl.DataFrame:
        place = np.empty(len(self), dtype=np.int32)
        place[self._order] = np.arange(len(self), dtype=np.int32)
        lists = pl.Schema(dict.fromkeys(_DEFINED, pl.List(pl.String)))
        none = pl.DataFrame(schema={"came": pl.UInt32, **lists})
        rows = pl.concat([none, *defined])
        doc = pl.Series("doc", place[rows["came"].to_numpy()])
        return rows.select(doc, *_DEFINED).explode(_DEFINED)

    def _pieces(self) -> list[tuple[int, int, int]]:
        """Return the thread that read each stretch of papers, as they came, and its bounds."""
        edges = np.flatnonzero(np.diff(self._thread_of)) + 1
        starts = [0, *edges.tolist()] if len(self) else []
        ends = [*edges.tolist(), len(self)]
        return [
            (int(self._thread_of[low]), low, high) for low, high in zip(starts, ends, strict=False)
        ]

    def papers_of(self, number_of: Ints, n: int) -> Ints:
        """Return how many papers print any of the words with each number below `n`.

        Parameters
        ----------
        number_of
            Of each of `surfaces`.
        """

        def count(thread: int) -> Ints:
            papers, last = np.zeros(n, dtype=np.int32), np.full(n, NONE, dtype=np.int32)
            number = number_of[self._places[thread]]
            for own, low, high in self._pieces():
                if own == thread:
                    bounds = self._bounds[low : high + 1]
                    words = self._words.read(int(bounds[0]), int(bounds[-1]))
                    count_papers(words, bounds - bounds[0], low, number, papers, last)
            return papers

        counted = in_threads(count, [(thread,) for thread in range(len(self._places))])
        return np.sum(counted, axis=0, dtype=np.int32)

    def hyphened(self) -> tuple[Ints, Ints, Ints]:
        """Return both words beside each hyphen, as places in `surfaces`, and where papers begin.

        Returns
        -------
        left, right, doc
            Papers are numbered as they came.
        """
        found = [np.empty((3, 0), dtype=np.int32)]
        for thread, low, high in self._pieces():
            begin, end = int(self._bounds[low]), int(self._bounds[high])
            at = np.flatnonzero(self._marks.read(begin, end) & JOINT == HYPHEN)
            words, place = self._words.read(begin, end), self._places[thread]
            doc = np.searchsorted(self._bounds, at + begin, side="right") - 1
            found.append(np.stack([place[words[at]], place[words[at + 1]], doc.astype(np.int32)]))
        left, right, doc = np.concatenate(found, axis=1)
        return left, right, doc

    def slices(self, papers_at_once: int) -> Iterator[tuple[Ints, Bits, Ints]]:
        """Return the words and marks of some papers at a time, and how many words each has.

        Papers come in the order of `paper_ids`, words as places in `surfaces`.
        """
        for first in range(0, len(self), papers_at_once):
            came = self._order[first : first + papers_at_once]
            lengths = (self._bounds[came + 1] - self._bounds[came]).astype(np.int32)
            runs = runs_of(self._bounds[came], self._bounds[came + 1])
            words, marks = self._words.gather(runs), self._marks.gather(runs)
            yield self._placed(words, self._thread_of[came], lengths), marks, lengths

    def _placed(self, words: Ints, threads: npt.NDArray[np.uint8], lengths: Ints) -> Ints:
        placed = np.empty_like(words)
        thread_of = np.repeat(threads, lengths)
        for thread, place in enumerate(self._places):
            at = np.flatnonzero(thread_of == thread)
            placed[at] = place[words[at]]
        return placed

    def clear(self) -> None:
        """Let go of the words."""
        self._words.clear()
        self._marks.clear()


def _vocabulary(
    held: list[tuple[pl.Series, npt.NDArray[np.bool_]]],
) -> tuple[pl.Series, list[Ints]]:
    """Return the distinct words that are printed, sorted, and where among them numbers stand."""
    printed = [(words.filter(pl.Series(some)), some) for words, some in held]
    vocabulary = pl.concat([words for words, _ in printed]).unique().sort()
    found = []
    for words, some in printed:
        place = np.full(len(some), NONE, dtype=np.int32)
        place[some] = places(words, vocabulary)
        found.append(place)
    return vocabulary, found
