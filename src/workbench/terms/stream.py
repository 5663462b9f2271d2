"""All words of a pile in one stream of numbers, and where in it terms lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel import entries
from ..kernel.counting import NONE, Ints
from ..kernel.entries import Bits
from ..kernel.grams import Block, Blocks
from ..kernel.jit import in_order
from ..kernel.spool import Spool
from ..kernel.tokens import places
from ..text import EVERY_STEP, Steps, stop_words
from .pile import Pile
from .traits import are_lonely, are_named, are_numbers, are_symbols
from .vocabulary import fold_vocabulary


@dataclass(frozen=True)
class Stream:
    """One entry a counted word, in the order of the text; a closed compound is two entries.

    Attributes
    ----------
    words
        The counted words, sorted.
    vocabulary
        What each printed word counts as (`vocabulary.fold_vocabulary`).
    word_of
        The place in `words` of each symbol: first those of `vocabulary`, then the second halves of
        compounds.
    printed
        What each symbol prints.
    symbol, mark
        Of each entry: its symbol; what lies between it and the next, whether it stands in the
        title, and which terms lie there (the bits of `kernel.prose` and `kernel.entries`).
    starts
        For each slice of papers, where the entries of each begin, and where the last ones end.
    papers_at_once
        How many papers a slice has.
    """

    words: pl.Series
    vocabulary: pl.DataFrame
    word_of: Ints
    printed: pl.Series
    symbol: Spool
    mark: Spool
    starts: list[Ints]
    papers_at_once: int

    def blocks(self, codes: Spool | None = None) -> Blocks:
        """Return the stream slice by slice, with codes other than its symbols if given."""
        held = self.symbol if codes is None else codes
        first_rows = np.cumsum([0, *(int(starts[-1]) for starts in self.starts)]).tolist()

        def read(at: int) -> Block:
            begin, end = first_rows[at], first_rows[at + 1]
            values, marks = held.read(begin, end), self.mark.read(begin, end)
            return Block(at * self.papers_at_once, begin, self.starts[at], values, marks)

        return Blocks(read, len(self.starts), first_rows[-1])


def read_stream(
    pile: Pile, papers_at_once: int, folder: Path | None = None, steps: Steps = EVERY_STEP
) -> Stream:
    """Return the stream of a pile, which is cleared.

    Parameters
    ----------
    pile
        Its printed words.
    papers_at_once
        How many papers to take as a slice.
    folder
        Where to keep what is long; None for memory.
    steps
        Which steps to take.
    """
    vocabulary = fold_vocabulary(pile, steps)
    surfaces = vocabulary["surface"]
    words = pl.concat([vocabulary["first"], vocabulary["second"].drop_nulls()]).unique().sort()
    first, seconds = (places(vocabulary[half], words) for half in ("first", "second"))
    halves = np.flatnonzero(seconds != NONE)
    second = np.full(len(surfaces), NONE, dtype=np.int32)
    second[halves] = len(surfaces) + np.arange(len(halves), dtype=np.int32)
    word_of = np.concatenate([first, seconds[halves]])
    traits = _traits(words, steps)[word_of]
    printed_traits = _printed_traits(surfaces)
    traits |= np.concatenate([printed_traits, printed_traits[halves] | entries.SECOND])
    symbol = Spool(np.int32, folder and folder / "symbols")
    mark = Spool(np.uint8, folder and folder / "entry-marks")
    starts = []
    work = ((*some, second, traits) for some in pile.slices(papers_at_once))
    for found in in_order(entries.spread, work, pile.threads):
        starts.append(found[0])
        symbol.append(found[1])
        mark.append(found[2])
    pile.clear()
    silent = pl.Series([""], dtype=pl.String).new_from_index(0, len(halves))
    return Stream(
        words=words,
        vocabulary=vocabulary,
        word_of=word_of,
        printed=pl.concat([surfaces, silent]),
        symbol=symbol,
        mark=mark,
        starts=starts,
        papers_at_once=papers_at_once,
    )


def _traits(words: pl.Series, steps: Steps) -> Bits:
    return _bits(
        {
            entries.STOP: words.is_in(list(stop_words()) if steps.stopwords else []),
            entries.LONELY: are_lonely(words),
            entries.NUMBER: are_numbers(words),
        }
    )


def _printed_traits(surfaces: pl.Series) -> Bits:
    return _bits(
        {
            entries.SYMBOL: are_symbols(surfaces),
            entries.NAMED_INSIDE: are_named(surfaces, opens=False),
            entries.NAMED_OPENING: are_named(surfaces, opens=True),
        }
    )


def _bits(traits: dict[int, pl.Series]) -> npt.NDArray[np.uint8]:
    """Return one number a word, in which each trait is a bit."""
    return np.sum([bit * held.to_numpy() for bit, held in traits.items()], axis=0, dtype=np.uint8)
