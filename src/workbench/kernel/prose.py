"""Runs of a block of texts: where they stand, which may be residue, and the words written out.

The three loops take turns with Python: it judges each new word once and the few runs that may be
residue of mathematics one by one, so that every rule of language stands in `text/` alone.
"""

from __future__ import annotations

import numpy as np

from .buffers import Bytes
from .counting import NONE
from .jit import compiled, inlined
from .runs import find_runs
from .words import has_room, number_runs

PLAIN, COMMAND, OPERATOR, NAME, MEMBERSHIP = range(5)
"""What a run can be; as `text.residue.Kind`."""
KIND, STOP, PREFIX, ATOM = 7, 8, 16, 32
"""Bits of a word's traits: its kind, a function word, a bound prefix, perhaps an operand."""
SPACE, HYPHEN, JOINT, OPENS, IN_TITLE = 1, 2, 3, 4, 8
"""Bits of a word's mark; the joints are those of `text.Joint`."""
KEPT, DROPPED, SUSPECT = range(3)
"""What becomes of a run."""

_SUBSTITUTE = 0x1A


def _flags(characters: str) -> Bytes:
    table = np.zeros(256, dtype=np.uint8)
    table[list(characters.encode())] = 1
    return table


_MARKUP = _flags("\\{}$^_*~")
_TELLING = _MARKUP | _flags("./")
_TELLING[128:] = 1
_GLUE_BEFORE = _flags("\x1a])|{")
_GLUE_AFTER = _flags("\x1a([{|!")
_OPENERS = _flags("([{,/|+-=<>*")
_SET = _flags("\x1a[{")
_SENTENCE_END = _flags(".!?:;\n")


@compiled
def find_unusual(data, bounds, found):  # pragma: no cover
    """Tell which texts `text.clean` or `text.mark_math` might change: any but plain ASCII prose.

    Unusual are characters beyond ASCII, those of markup, ``://``, ``www.`` and a slash after a
    point and letters (``x.org/``).
    """
    for row in range(len(found)):
        begin, end = bounds[row], bounds[row + 1]
        for at in range(begin, end):
            byte = data[at]
            if not _TELLING[byte]:
                continue
            if byte == 46:
                unusual = at - begin >= 3 and _is_www(data, at)
            elif byte == 47:
                unusual = _ends_host(data, begin, at) or (
                    at > begin and at + 1 < end and data[at - 1] == 58 and data[at + 1] == 47
                )
            else:
                unusual = True
            if unusual:
                found[row] = True
                break


@inlined
def _ends_host(data, begin, at):  # pragma: no cover
    """Return whether a point and letters stand right before."""
    place = at - 1
    while place >= begin and 97 <= data[place] | 32 <= 122:
        place -= 1
    return begin <= place < at - 1 and data[place] == 46


@inlined
def _is_www(data, at):  # pragma: no cover
    for place in range(at - 3, at):
        if data[place] | 32 != 119:
            return False
    return True


@compiled
def read_runs(
    data, bounds, row, filled, classes, words, starts, ends, number, firsts
):  # pragma: no cover
    """Find and number the runs of texts from `row` on until there is no room for more words.

    The runs of text k begin with run ``firsts[k]``. Returns how many texts and runs were read.
    """
    hashes = np.empty(1024, dtype=np.uint64)
    while row < len(bounds) - 1:
        begin, end = bounds[row], bounds[row + 1]
        if not has_room(words, end - begin):
            break
        own_starts, own_ends = starts[filled:], ends[filled:]
        found = find_runs(data, begin, end, classes, own_starts, own_ends)
        if found > len(hashes):
            hashes = np.empty(2 * found, dtype=np.uint64)
        number_runs(words, data, own_starts, own_ends, found, hashes, number[filled:])
        filled += found
        row += 1
        firsts[row] = filled
    return row, filled


@compiled
def judge(data, bounds, starts, ends, number, firsts, traits, fate):  # pragma: no cover
    """Say of each run whether it stays, goes, or must be looked at."""
    for row in range(len(bounds) - 1):
        begin, end = bounds[row], bounds[row + 1]
        low, high = firsts[row], firsts[row + 1]
        for at in range(low, high):
            kind = traits[number[at]] & KIND
            fate[at] = KEPT
            if kind == COMMAND:
                fate[at] = DROPPED
            elif kind != PLAIN and _may_be_residue(
                data, begin, end, starts, ends, low, high, at, number, traits, kind
            ):
                fate[at] = SUSPECT


@inlined
def _may_be_residue(
    data, begin, end, starts, ends, low, high, at, number, traits, kind
):  # pragma: no cover
    """Return whether the surroundings of a run could make it residue; never misses one."""
    start, stop = starts[at], ends[at]
    left = data[start - 1] if start > begin else np.uint8(0)
    right = data[stop] if stop < end else np.uint8(0)
    if kind == MEMBERSHIP:
        third = data[stop + 2] if stop + 2 < end else np.uint8(0)
        fourth = data[stop + 3] if stop + 3 < end else np.uint8(0)
        return _SET[right] == 1 or (right == 32 and (third == _SUBSTITUTE or fourth == _SUBSTITUTE))
    if _GLUE_BEFORE[left] or _GLUE_AFTER[right] or right == 41 or right == 93 or right == 125:
        return True
    if kind != OPERATOR:
        return False
    atom_after = (
        right == 32
        and at + 1 < high
        and starts[at + 1] == stop + 1
        and traits[number[at + 1]] & ATOM != 0
    )
    if left == 32 and at > low and ends[at - 1] == start - 1:
        return atom_after and traits[number[at - 1]] & ATOM != 0
    place = start - 1
    while place >= begin and data[place] == 32:
        place -= 1
    if place < begin:
        return False
    ahead = data[place]
    if ahead == _SUBSTITUTE or (atom_after and (_GLUE_BEFORE[ahead] or _OPENERS[ahead])):
        return True
    # something applied on either side: SU(3) times SU(3)
    applied = at + 1 < high and ends[at + 1] < end and _GLUE_AFTER[data[ends[at + 1]]] == 1
    return applied and _GLUE_BEFORE[ahead] == 1


@inlined
def _gap(data, begin, end):  # pragma: no cover
    """Return the joint that a gap makes."""
    if end - begin == 1:
        if data[begin] == 32:
            return SPACE
        if data[begin] == 45:
            return HYPHEN
    # U+2010 and U+2011
    if end - begin == 3 and data[begin] == 0xE2 and data[begin + 1] == 0x80:
        return HYPHEN if data[begin + 2] == 0x90 or data[begin + 2] == 0x91 else 0
    return 0


@inlined
def _is_apostrophe(data, begin, end):  # pragma: no cover
    if end - begin == 1:
        return data[begin] == 39
    return (
        end - begin == 3
        and data[begin] == 0xE2
        and data[begin + 1] == 0x80
        and data[begin + 2] == 0x99
    )


@inlined
def _ends_sentence(data, begin, end):  # pragma: no cover
    for at in range(begin, end):
        if _SENTENCE_END[data[at]]:
            return True
    return False


@compiled
def write_words(
    data, bounds, starts, ends, number, firsts, traits, fate,
    out, out_bounds, marks, mark_bounds, numbers, joined,
):  # fmt: skip  # pragma: no cover
    """Write the words of papers, a title and an abstract in turn, a mark and a number for each.

    `joined` gets the words that hyphens join, which have no number: their place, and where in `out`
    they begin and end. Returns how many there are.
    """
    written, marked, n_joined, word = 0, 0, 0, 0
    out_bounds[0] = 0
    mark_bounds[0] = 0
    for row in range(len(bounds) - 1):
        begin, end = bounds[row], bounds[row + 1]
        low, high = firsts[row], firsts[row + 1]
        title = IN_TITLE if row % 2 == 0 else 0
        last = -1
        for at in range(low, high):
            start, stop = starts[at], ends[at]
            before = ends[at - 1] if at > low else begin
            after = starts[at + 1] if at + 1 < high else end
            if (
                stop - start == 1
                and (data[start] | 32) == 115
                and _is_apostrophe(data, before, start)
            ):
                continue
            if fate[at] == DROPPED:
                if last >= 0:
                    marks[marked - 1] &= ~JOINT & 0xFF
                continue
            joint = _gap(data, stop, after)
            if (
                last >= 0
                and marks[marked - 1] & JOINT == HYPHEN
                and traits[number[last]] & PREFIX
                and not traits[number[at]] & STOP
            ):
                out[written] = 45
                written += 1
                marks[marked - 1] = marks[marked - 1] & ~JOINT & 0xFF | joint
                if numbers[marked - 1] != NONE:
                    numbers[marked - 1] = NONE
                    joined[n_joined, 0], joined[n_joined, 1] = marked - 1, word
                    n_joined += 1
                joined[n_joined - 1, 2] = written + stop - start
            else:
                if marked > mark_bounds[row // 2]:
                    out[written] = 32
                    written += 1
                word = written
                numbers[marked] = number[at]
                opens = at == low or _ends_sentence(data, before, start)
                marks[marked] = title | joint | (OPENS if opens else 0)
                marked += 1
            for place in range(start, stop):
                out[written] = data[place]
                written += 1
            last = at
        if last >= 0:
            marks[marked - 1] &= ~JOINT & 0xFF
        out_bounds[row // 2 + 1] = written
        mark_bounds[row // 2 + 1] = marked
    return n_joined
