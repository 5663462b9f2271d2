"""The stream of counted words: compounds opened, and where a term may lie.

A printed word is a *symbol*. One that counts as two (a closed compound) is two entries of the
stream: its own symbol, and another that stands for its second half and prints nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .counting import NONE, Ints
from .jit import compiled
from .prose import HYPHEN, JOINT, OPENS, SPACE

CLOSED = 3
"""The joint inside a compound that is printed closed; beside those of `prose`."""
LIES = (16, 32, 64)
"""Bits of an entry's mark beside those of `prose`: a term of one, two, three words lies here."""
STOP, LONELY, NUMBER, SYMBOL, NAMED_INSIDE, NAMED_OPENING, SECOND = 1, 2, 4, 8, 16, 32, 64
"""Traits of a symbol: a function word; a lone number or letter; a number; the name of a quantity;
a name inside a sentence, and at its start; the second half of a compound."""

_STARTS, _ENDS, _FREE, _LEANS_LEFT, _LEANS_RIGHT = 1, 2, 4, 8, 16
_ONE, _TWO, _THREE = LIES

Bits = npt.NDArray[np.uint8]


def spread(
    printed: Ints, marks: Bits, lengths: Ints, second: Ints, traits: Bits
) -> tuple[Ints, Ints, Bits]:
    """Return the entries of some papers.

    A function word starts or ends a term only as the edge of a hyphenated compound (in-context,
    follow-on); the halves of a closed compound hang together. Numbers, letters and symbols are not
    free: they stand in a term only where they lean on a neighbor in it, by a hyphen, as the version
    of a name (Llama 3), or both together (Phi-3).

    Parameters
    ----------
    printed, marks
        Of each printed word.
    lengths
        Printed words of each paper.
    second
        The symbol of each printed word's second half; `NONE` if it is no compound.
    traits
        Of each symbol.

    Returns
    -------
    starts : numpy.ndarray
        Where the entries of each paper begin, and where the last ones end.
    symbol, mark : numpy.ndarray
        Of each entry.
    """
    n = len(printed) + _halves(printed, second)
    starts = np.zeros(len(lengths) + 1, dtype=np.int32)
    symbol, mark = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.uint8)
    _spread(printed, marks, lengths, second, starts, symbol, mark)
    flags = np.empty(n, dtype=np.uint8)
    _flag(symbol, mark, traits, flags)
    _mark_terms(flags, mark)
    return starts, symbol, mark


@compiled
def _halves(printed, second):  # pragma: no cover
    found = 0
    for at in range(len(printed)):
        found += second[printed[at]] != NONE
    return found


@compiled
def _spread(printed, marks, lengths, second, starts, symbol, mark):  # pragma: no cover
    at, filled = 0, 0
    for paper in range(len(lengths)):
        for _ in range(lengths[paper]):
            here = printed[at]
            symbol[filled], mark[filled] = here, marks[at]
            if second[here] != NONE:
                mark[filled] |= CLOSED
                filled += 1
                symbol[filled], mark[filled] = second[here], marks[at]
            at += 1
            filled += 1
        starts[paper + 1] = filled


@compiled
def _flag(symbol, mark, traits, flags):  # pragma: no cover
    """Write what each entry may do in a term."""
    n = len(symbol)
    unfree = STOP | LONELY | SYMBOL
    full = n > 0 and traits[symbol[0]] & unfree == 0
    # of the entry before: a hyphen after it, meaning, a name before a blank, a symbol before -4
    hyphen_before, full_before, named_before, numbered_before = False, False, False, False
    for at in range(n):
        own = traits[symbol[at]]
        after = traits[symbol[at + 1]] if at + 1 < n else np.uint8(unfree)
        joint = mark[at] & JOINT
        hyphen = joint in (HYPHEN, CLOSED)
        full_after = after & unfree == 0
        stop = own & STOP != 0
        is_second = own & SECOND != 0
        numbered = own & SYMBOL != 0 and hyphen and after & NUMBER != 0
        version = own & NUMBER != 0 and named_before
        found = 0
        if (not stop or (hyphen and not hyphen_before)) and not is_second:
            found |= _STARTS
        if (not stop or (hyphen_before and not hyphen)) and joint != CLOSED:
            found |= _ENDS
        if full or stop:
            found |= _FREE
        if (hyphen_before and full_before) or version or numbered_before:
            found |= _LEANS_LEFT
        if (hyphen and full_after) or numbered:
            found |= _LEANS_RIGHT
        flags[at] = found
        name = NAMED_OPENING if mark[at] & OPENS else NAMED_INSIDE
        named_before = full and joint == SPACE and own & name != 0
        hyphen_before, full_before, numbered_before = hyphen, full, numbered
        full = full_after


@compiled
def _mark_terms(flags, mark):  # pragma: no cover
    """Mark where terms lie: they start and end well, and every word in them stands."""
    n = len(flags)
    as_last = _FREE | _LEANS_LEFT
    for at in range(n):
        if not flags[at] & _STARTS:
            continue
        if flags[at] & _ENDS and flags[at] & _FREE:
            mark[at] |= _ONE
        if at + 1 >= n or not mark[at] & JOINT or not flags[at] & (_FREE | _LEANS_RIGHT):
            continue
        after = flags[at + 1]
        if after & _ENDS and after & as_last:
            mark[at] |= _TWO
        if at + 2 >= n or not mark[at + 1] & JOINT or not after & (as_last | _LEANS_RIGHT):
            continue
        if flags[at + 2] & _ENDS and flags[at + 2] & as_last:
            mark[at] |= _THREE
