"""The loops of `grams`: rows scattered into partitions, partitions counted, numbers brought back.

A row is a record of two numbers: the key of its form (left code, joint, right code), and its paper,
whether a term lies there, whether in the title, and the row.
"""

from __future__ import annotations

import numpy as np

from .counting import NONE
from .jit import compiled, inlined
from .prose import IN_TITLE, JOINT

_MIX = np.uint64(0x9E3779B97F4A7C15)
_LIES, _TITLE, _PAPER = 32, 33, 34
_DROPPED = ~np.uint64(0)


@inlined
def _mixed(left, right):  # pragma: no cover
    key = np.uint64(left) << np.uint64(32) | np.uint64(right)
    mixed = (key ^ (key >> np.uint64(29))) * _MIX
    return (mixed ^ (mixed >> np.uint64(32))) * _MIX


@compiled
def histogram(codes, marks, starts, fold, need, bits, counts):  # pragma: no cover
    """Count the rows of each partition."""
    shift = np.uint64(64 - bits)
    for row in range(len(starts) - 1):
        for at in range(starts[row], starts[row + 1] - 1):
            if marks[at] & need and codes[at] >= 0 and codes[at + 1] >= 0:
                counts[_mixed(fold[codes[at]], fold[codes[at + 1]]) >> shift] += 1


@compiled
def scatter(
    first_paper,
    first_row,
    starts,
    codes,
    marks,
    fold,
    need,
    lies,
    bits,
    first,
    last,
    cursors,
    records,
):  # pragma: no cover
    """Write rows as records into the partitions from `first` to `last`."""
    shift = np.uint64(64 - bits)
    for row in range(len(starts) - 1):
        paper = np.uint64(first_paper + row) << np.uint64(_PAPER)
        for at in range(starts[row], starts[row + 1] - 1):
            mark = marks[at]
            if mark & need and codes[at] >= 0 and codes[at + 1] >= 0:
                part = np.int64(_mixed(fold[codes[at]], fold[codes[at + 1]]) >> shift)
                if part < first or part >= last:
                    continue
                to = cursors[part - first]
                cursors[part - first] = to + 1
                left = np.uint64(codes[at]) << np.uint64(2) | np.uint64(mark & JOINT)
                records[to, 0] = left << np.uint64(32) | np.uint64(codes[at + 1])
                told = np.uint64(mark & lies != 0) << np.uint64(_LIES)
                told |= np.uint64(mark & IN_TITLE != 0) << np.uint64(_TITLE)
                records[to, 1] = paper | told | np.uint64(first_row + at)


@compiled
def count(
    records, bounds, first, last, fold, min_papers,
    out_key, out_phrase, out_papers, out_text, out_phrase_key, out_phrase_papers,
):  # fmt: skip  # pragma: no cover
    """Count partitions one by one; return how many forms and phrases stay.

    The key of each record is overwritten by the number of its form among those, or all ones.
    """
    largest = 1
    for part in range(first, last):
        largest = max(largest, bounds[part + 1] - bounds[part])
    size = 2
    while size < 2 * largest:
        size *= 2
    table, phrase_table = np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32)
    key, phrase_key = np.empty(largest, dtype=np.uint64), np.empty(largest, dtype=np.uint64)
    # of a form: its phrase, papers, papers outside the title, and the last paper of each
    form = np.empty((largest, 5), dtype=np.int32)
    # of a phrase: papers, papers where a term lies, the last paper of each, its number if it stays
    phrase = np.empty((largest, 5), dtype=np.int32)
    renumbered = np.empty(largest, dtype=np.uint64)
    n, m = 0, 0
    for part in range(first, last):
        begin, end = bounds[part], bounds[part + 1]
        size = 2
        while size < 2 * (end - begin):
            size *= 2
        table[:size] = NONE
        phrase_table[:size] = NONE
        mask = np.uint64(size - 1)
        forms, phrases = 0, 0
        for at in range(begin, end):
            pair, told = records[at, 0], records[at, 1]
            slot = _mixed(pair >> np.uint64(32), pair & np.uint64(0xFFFFFFFF)) & mask
            while table[slot] != NONE and key[table[slot]] != pair:
                slot = (slot + np.uint64(1)) & mask
            own = table[slot]
            if own == NONE:
                own = forms
                forms += 1
                table[slot] = own
                key[own] = pair
                left = np.uint64(fold[pair >> np.uint64(34)])
                folded = left << np.uint64(32) | np.uint64(fold[pair & np.uint64(0xFFFFFFFF)])
                slot = _mixed(left, folded & np.uint64(0xFFFFFFFF)) & mask
                while phrase_table[slot] != NONE and phrase_key[phrase_table[slot]] != folded:
                    slot = (slot + np.uint64(1)) & mask
                whole = phrase_table[slot]
                if whole == NONE:
                    whole = phrases
                    phrases += 1
                    phrase_table[slot] = whole
                    phrase_key[whole] = folded
                    phrase[whole, 0], phrase[whole, 1] = 0, 0
                    phrase[whole, 2], phrase[whole, 3] = NONE, NONE
                form[own, 0], form[own, 1], form[own, 2] = whole, 0, 0
                form[own, 3], form[own, 4] = NONE, NONE
            whole = form[own, 0]
            paper = np.int32(told >> np.uint64(_PAPER))
            if phrase[whole, 2] != paper:
                phrase[whole, 2] = paper
                phrase[whole, 0] += 1
            if told >> np.uint64(_LIES) & np.uint64(1):
                if phrase[whole, 3] != paper:
                    phrase[whole, 3] = paper
                    phrase[whole, 1] += 1
                if form[own, 3] != paper:
                    form[own, 3] = paper
                    form[own, 1] += 1
                if not told >> np.uint64(_TITLE) & np.uint64(1) and form[own, 4] != paper:
                    form[own, 4] = paper
                    form[own, 2] += 1
            records[at, 0] = np.uint64(own)
        for whole in range(phrases):
            phrase[whole, 4] = NONE
            if phrase[whole, 0] >= min_papers:
                phrase[whole, 4] = m
                out_phrase_key[m], out_phrase_papers[m] = phrase_key[whole], phrase[whole, 1]
                m += 1
        for own in range(forms):
            whole = phrase[form[own, 0], 4]
            renumbered[own] = _DROPPED
            if whole != NONE:
                renumbered[own] = np.uint64(n)
                out_key[n], out_phrase[n] = key[own], whole
                out_papers[n], out_text[n] = form[own, 1], form[own, 2]
                n += 1
        for at in range(begin, end):
            records[at, 0] = renumbered[records[at, 0]]
    return n, m


@compiled
def settle(records, begin, end, start, of_row):  # pragma: no cover
    """Bring the numbers of forms to the rows where they stand."""
    for at in range(begin, end):
        if records[at, 0] != _DROPPED:
            row = records[at, 1] & np.uint64(0xFFFFFFFF)
            of_row[row] = np.int32(start + np.int64(records[at, 0]))
