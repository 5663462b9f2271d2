"""Pairs of numbers counted: what a thing holds, in each of the places where the thing stands."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .find import Longs, Places
from .jit import compiled

Ints = npt.NDArray[np.int32]


def owners(rows: Places, starts: Longs) -> Ints:
    """Return to which run of rows each row belongs.

    Parameters
    ----------
    rows
        Rows in order, none before the first run.
    starts
        Where each run starts, in order; a run that starts where the next one does is empty.
    """
    found = np.empty(len(rows), dtype=np.int32)
    _owners(rows, starts, found)
    return found


def tally(
    things: Ints, held: Places, starts: Longs, places: Ints, n_held: int, n_places: int
) -> tuple[Longs, Longs]:
    """Count what things hold, in each place where they stand.

    Parameters
    ----------
    things, held
        Pairs: a thing, and one of `n_held` that it holds; each pair once.
    starts
        Where the places of each thing begin in `places`, and where the last ones end.
    places
        Places below `n_places`; one stands there as often as the thing does.

    Returns
    -------
    tuple of arrays
        How often each of those held stands in each place, held × places; and how many things that
        stand anywhere hold it.
    """
    counts = np.zeros((n_held, n_places), dtype=np.int64)
    anywhere = np.zeros(n_held, dtype=np.int64)
    _tally(things, held, starts, places, counts, anywhere)
    return counts, anywhere


@compiled
def _owners(rows, starts, found):  # pragma: no cover
    run = 0
    for at in range(len(rows)):
        while run + 1 < len(starts) and starts[run + 1] <= rows[at]:
            run += 1
        found[at] = run


@compiled
def _tally(things, held, starts, places, counts, anywhere):  # pragma: no cover
    for at in range(len(things)):
        begin, end = starts[things[at]], starts[things[at] + 1]
        anywhere[held[at]] += end > begin
        for place in range(begin, end):
            counts[held[at], places[place]] += 1
