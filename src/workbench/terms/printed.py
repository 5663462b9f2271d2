"""Texts to printed words: the compiled loops of `kernel.prose`, the rules of `text`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel import Words, prose
from ..kernel.buffers import Bounds, Bytes, Lists, Texts
from ..kernel.counting import Ints
from ..kernel.runs import character_classes
from ..kernel.words import has_room, number_runs
from ..text import EVERY_STEP, Steps, clean, mark_math, prefixes, stop_words, symbols
from ..text.residue import Kind, is_residue, kind, unplain

_KINDS = {
    Kind.PLAIN: prose.PLAIN,
    Kind.COMMAND: prose.COMMAND,
    Kind.OPERATOR: prose.OPERATOR,
    Kind.NAME: prose.NAME,
    Kind.MEMBERSHIP: prose.MEMBERSHIP,
}


class _Room(NamedTuple):
    """Where the runs of texts are written: their bounds, numbers, and what becomes of them."""

    starts: Bounds
    ends: Bounds
    number: Ints
    fate: Bytes

    @classmethod
    def of(cls, size: int) -> _Room:
        kinds = (np.int64, np.int64, np.int32, np.uint8)
        return cls(*(np.empty(size, dtype=kind) for kind in kinds))


class Reader:
    """Reads words of papers, and remembers what it knows of each word from paper to paper."""

    def __init__(self, steps: Steps = EVERY_STEP) -> None:
        self._steps = steps
        self._words = Words.with_room()
        self._traits = np.empty(0, dtype=np.uint8)
        self._printed = np.empty(0, dtype=np.bool_)
        self._room = _Room.of(0)
        self._texts = [np.empty(0, dtype=np.uint8) for _ in range(2)]

    def read(self, texts: pl.Series) -> tuple[pl.DataFrame, Texts]:
        """Return the words of papers.

        Parameters
        ----------
        texts
            Title, abstract, title, abstract, …

        Returns
        -------
        words : polars.DataFrame
            `words`, `marks` as :func:`workbench.terms.surface_words` has them, and `numbers`, this
            reader's number of each word; a row is a paper.
        cleaned : Texts
            The texts as `text.clean` returns them, or as they are if that step is left out. They
            are overwritten by the next call.
        """
        cleaned = ready = Texts.of(texts)
        unusual = np.zeros(len(texts), dtype=np.bool_)
        prose.find_unusual(*cleaned, unusual)
        rows = np.flatnonzero(unusual)
        if len(rows):
            plain = list(texts.gather(rows))
            if self._steps.cleaning:
                plain = [clean(text) for text in plain]
                cleaned = ready = self._replaced(cleaned, rows, plain, 0)
            if self._steps.formulas:
                ready = self._replaced(cleaned, rows, [mark_math(text) for text in plain], 1)
        return self._read(ready), cleaned

    def _replaced(
        self, texts: Texts, rows: npt.NDArray[np.int64], others: list[str], room: int
    ) -> Texts:
        """Return texts with others in some rows, in room that is kept."""
        found = texts.replaced(rows, Texts.of(pl.Series(others)), self._texts[room])
        self._texts[room] = found.data
        return found

    def _read(self, texts: Texts) -> pl.DataFrame:
        size, rows = int(texts.bounds[-1]), len(texts.bounds) - 1
        # no text has more runs than bytes; memory is taken only where it is written, and kept, for
        # taking it anew for each part would cost as much time as a loop
        if size > len(self._room.fate):
            self._room = _Room.of(size)
        starts, ends, number, fate = self._room
        firsts = np.zeros(len(texts.bounds), dtype=np.int64)
        row, filled = 0, 0
        while row < rows:
            row, filled = prose.read_runs(
                *texts, row, filled, character_classes(), self._words, starts, ends, number, firsts
            )
            if row < rows:
                self._words = self._words.grown(int(texts.bounds[row + 1] - texts.bounds[row]))
        runs, fate = (starts[:filled], ends[:filled], number[:filled], firsts), fate[:filled]
        self._learn()
        prose.judge(*texts, *runs, self._traits, fate)
        for at in np.flatnonzero(fate == prose.SUSPECT):
            fate[at] = prose.DROPPED if _is_residue(texts, *runs, at) else prose.KEPT
        n = rows // 2
        words = Texts(np.empty(size + n, dtype=np.uint8), np.empty(n + 1, dtype=np.int64))
        marks = Texts(np.empty(filled, dtype=np.uint8), np.empty(n + 1, dtype=np.int64))
        numbers, joined = np.empty(filled, dtype=np.int32), np.empty((filled, 3), dtype=np.int64)
        held = (*words, *marks, numbers, joined)
        n_joined = prose.write_words(*texts, *runs, self._traits, fate, *held)
        numbers = numbers[: marks.bounds[-1]]
        self._number(words, joined[:n_joined], numbers)
        return pl.DataFrame(
            {
                "words": words.to_series(),
                "marks": marks.to_series(pl.Binary),
                "numbers": Lists(numbers, marks.bounds).to_series(),
            }
        )

    def _number(self, words: Texts, joined: npt.NDArray[np.int64], numbers: Ints) -> None:
        """Number words that hyphens join, and remember which are printed."""
        at, begins, ends = np.ascontiguousarray(joined.T)
        size = int((ends - begins).sum())
        if not has_room(self._words, size):
            self._words = self._words.grown(size)
        hashes, found = np.empty(len(at), dtype=np.uint64), np.empty(len(at), dtype=np.int32)
        number_runs(self._words, words.data, begins, ends, len(at), hashes, found)
        numbers[at] = found
        self._printed = np.append(
            self._printed, np.zeros(len(self._words) - len(self._printed), dtype=np.bool_)
        )
        self._printed[numbers] = True

    def vocabulary(self) -> tuple[pl.Series, npt.NDArray[np.bool_]]:
        """Return all words it knows, by number, and which of them were printed."""
        return self._words.to_series(), self._printed

    def _learn(self) -> None:
        """Judge the words that were new."""
        new = self._words.to_series(len(self._traits))
        self._traits = np.concatenate([self._traits, _traits_of(new, self._steps)])


def _traits_of(words: pl.Series, steps: Steps) -> npt.NDArray[np.uint8]:
    lower = words.str.to_lowercase()
    traits = np.zeros(len(words), dtype=np.uint8)
    if not steps.hyphens:
        traits |= prose.PREFIX  # every hyphen joins as a prefix's does
    elif steps.prefixes:
        traits[lower.is_in(list(stop_words())).to_numpy()] |= prose.STOP
        traits[lower.is_in(list(prefixes())).to_numpy()] |= prose.PREFIX
    if not steps.formulas:
        return traits
    odd = words.str.contains(unplain()).arg_true()
    kinds = [_KINDS[kind(word)] for word in words.gather(odd)]
    traits[odd.to_numpy()] |= np.array(kinds, dtype=np.uint8)
    # a superset of what `text.residue.is_atom` accepts
    atom = words.str.contains(r"^(?:\P{L}|.$)") | words.is_in(list(symbols()))
    traits[atom.to_numpy() | (traits & prose.KIND == prose.COMMAND)] |= prose.ATOM
    return traits


def _is_residue(
    texts: Texts,
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    number: npt.NDArray[np.int32],
    firsts: npt.NDArray[np.int64],
    at: int,
) -> bool:
    """Ask `text.residue` about one run."""
    row = int(np.searchsorted(firsts, at, side="right")) - 1
    begin, end = texts.bounds[row], texts.bounds[row + 1]
    held = texts.data[begin:end].tobytes()
    text = held.decode()

    def place(byte: int) -> int:
        return int(byte - begin) if len(text) == len(held) else len(held[: byte - begin].decode())

    start, stop = place(starts[at]), place(ends[at])
    before, after = "", ""
    if at > firsts[row] and text[place(ends[at - 1]) : start] == " ":
        before = text[place(starts[at - 1]) : start - 1]
    if at + 1 < firsts[row + 1] and text[stop : place(starts[at + 1])] == " ":
        after = text[stop + 1 : place(ends[at + 1])]
    return is_residue(text, start, stop, before, after)
