"""A text with parts of it replaced, from whose places the way leads back."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import StringIO

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Rewritten:
    """A text that was made from another.

    Attributes
    ----------
    text
        The new text.
    pieces
        Where replaced pieces stand: start and end in the old text, start and end in the new.
    """

    text: str
    pieces: NDArray[np.int64] = field(repr=False)

    def origins(self, places: Iterable[int]) -> list[int]:
        """Return the place in the old text of each place in the new one.

        A place inside a replaced piece comes from where that piece began.
        """
        asked = np.fromiter(places, dtype=np.int64)
        if not len(self.pieces):
            return asked.tolist()
        old_start, old_end, new_start, new_end = self.pieces.T
        last = np.searchsorted(new_start, asked, side="right") - 1
        behind = asked + (old_end - new_end)[last]
        inside = np.where(asked < new_end[last], old_start[last], behind)
        return np.where(last < 0, asked, inside).tolist()


def rewrite(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> Rewritten:
    """Replace what a pattern matches.

    Parameters
    ----------
    text
        Any text.
    pattern
        Finds the pieces; none of them is empty.
    replace
        Gives the new text of a piece, the same where it is to stay.

    Returns
    -------
    Rewritten
    """
    # compact on purpose: a hostile text is pieces from beginning to end
    written, pieces = StringIO(newline=""), array("q")
    done = length = 0
    for found in pattern.finditer(text):
        new = replace(found)
        if new == found[0]:
            continue
        start, end = found.span()
        written.write(text[done:start])
        written.write(new)
        length += start - done + len(new)
        pieces.extend((start, end, length - len(new), length))
        done = end
    written.write(text[done:])
    return Rewritten(written.getvalue(), np.array(pieces, dtype=np.int64).reshape(-1, 4))
