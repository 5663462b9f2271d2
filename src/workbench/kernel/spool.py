"""Arrays written piece by piece and read back in any order: held in memory, or kept in a file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt


class Spool:
    """One long array that grows at its end.

    Parameters
    ----------
    dtype
        Of its values.
    file
        Where to keep it; None for memory. Only what is asked for is brought back.
    """

    def __init__(self, dtype: npt.DTypeLike, file: Path | None = None) -> None:
        self._dtype, self._file = np.dtype(dtype), file
        self._pieces: list[npt.NDArray] = []
        self._bounds = [0]

    def __len__(self) -> int:
        return self._bounds[-1]

    def append(self, values: npt.NDArray) -> None:
        """Write values behind those that are there.

        Raises
        ------
        OSError
            The file cannot be written.
        """
        self._bounds.append(len(self) + len(values))
        if self._file is None:
            self._pieces.append(values)
            return
        with self._file.open("ab") as handle:
            handle.write(np.ascontiguousarray(values).data)

    def read(self, begin: int, end: int) -> npt.NDArray:
        """Return the values from `begin` to `end`."""
        return self.gather([(begin, end)])

    def gather(self, runs: Sequence[tuple[int, int]]) -> npt.NDArray:
        """Return several runs of values, one behind the other."""
        if not any(begin < end for begin, end in runs):
            return np.empty(0, dtype=self._dtype)
        if self._file is not None:
            held = np.memmap(self._file, self._dtype, "r")
            return np.concatenate([held[begin:end] for begin, end in runs])
        parts = [part for begin, end in runs if begin < end for part in self._parts(begin, end)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _parts(self, begin: int, end: int) -> list[npt.NDArray]:
        first = int(np.searchsorted(self._bounds, begin, side="right")) - 1
        last = int(np.searchsorted(self._bounds, end, side="left"))
        return [
            self._pieces[at][max(begin - self._bounds[at], 0) : end - self._bounds[at]]
            for at in range(first, last)
        ]

    def clear(self) -> None:
        """Forget all values, and give back what they took."""
        self._pieces, self._bounds = [], [0]
        if self._file is not None:
            self._file.unlink(missing_ok=True)


def runs_of(begins: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Join stretches that follow one another into runs, in the order given."""
    if not len(begins):
        return []
    breaks = np.flatnonzero(begins[1:] != ends[:-1]) + 1
    edges = [0, *breaks.tolist(), len(begins)]
    return [(int(begins[low]), int(ends[high - 1])) for low, high in pairwise(edges)]
