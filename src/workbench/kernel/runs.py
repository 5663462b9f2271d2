r"""Runs of letters and digits, the words of `text/`: one loop over bytes, all of Unicode.

A run is what ``[^\W_](?:[^\W_]|[marks])*`` matches, and such parts joined by a point between digits
or by a comma before three digits. The class of a character comes from a table over every code
point.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from .jit import inlined

OTHER, LETTER, DIGIT, MARK = range(4)
"""The classes of characters: what ends a run, what may begin it, and what only goes on with it."""

_POINT, _COMMA = ord("."), ord(",")
_ASCII = 128


@cache
def character_classes() -> npt.NDArray[np.uint8]:
    """Return the class of every code point."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    found = np.zeros(len(every), dtype=np.uint8)
    marks = [unicodedata.category(char)[0] == "M" for char in every]
    found[np.array(marks, dtype=bool)] = MARK
    for run in re.finditer(r"[^\W_]+", every):
        found[slice(*run.span())] = LETTER
    for run in re.finditer(r"\d+", every):
        found[slice(*run.span())] = DIGIT
    return found


@inlined
def class_at(data, at, end, classes):  # pragma: no cover
    """Return the class of the character at `at`, and where the next one begins."""
    if at >= end:
        return OTHER, at
    byte = np.int64(data[at])
    if byte < _ASCII:
        return np.int64(classes[byte]), at + 1
    if byte < 0xE0:
        code, size = byte & 0x1F, 2
    elif byte < 0xF0:
        code, size = byte & 0x0F, 3
    else:
        code, size = byte & 0x07, 4
    for step in range(1, size):
        code = code << 6 | (np.int64(data[at + step]) & 0x3F)
    return np.int64(classes[code]), at + size


@inlined
def find_runs(data, begin, end, classes, starts, ends):  # pragma: no cover
    """Write where the runs of ``data[begin:end]`` begin and end; return how many there are."""
    found = 0
    at = begin
    while at < end:
        what, after = class_at(data, at, end, classes)
        if what != LETTER and what != DIGIT:
            at = after
            continue
        start = at
        while True:
            last = what
            at = after
            while at < end and data[at] < _ASCII and classes[data[at]] != OTHER:
                last = np.int64(classes[data[at]])
                at += 1
            what, after = class_at(data, at, end, classes)
            if what == OTHER:
                if last != DIGIT or not _is_inner(data, at, end, classes):
                    break
                at = after
                what, after = class_at(data, at, end, classes)
        starts[found] = start
        ends[found] = at
        found += 1
    return found


@inlined
def _is_inner(data, at, end, classes):  # pragma: no cover
    """Return whether the character after a digit is a point or comma inside a number."""
    if at >= end or (data[at] != _POINT and data[at] != _COMMA):
        return False
    digits = 0
    what, after = class_at(data, at + 1, end, classes)
    if data[at] == _POINT:
        return what == DIGIT
    while what == DIGIT and digits < 4:
        digits += 1
        what, after = class_at(data, after, end, classes)
    return digits == 3
