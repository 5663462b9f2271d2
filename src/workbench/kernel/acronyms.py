"""Acronyms beside their expansions, in plain ASCII text: the loops of `terms.acronyms`.

What is found are places in the text, so nothing is copied until all are known. The rules, and their
source, stand with the plain functions of `terms.acronyms`, which read all other texts.
"""

from __future__ import annotations

import numpy as np

from .jit import compiled, inlined
from .words import holds

_LONGEST_INSIDE = 120
_CLAUSE = 200
_LONGEST_ACRONYM = 10


def _flags(characters: str) -> np.ndarray:
    table = np.zeros(256, dtype=np.bool_)
    table[list(characters.encode())] = True
    return table


_BLANK = _flags("\t\n\v\f\r\x1c\x1d\x1e\x1f ")
_UPPER = _flags("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ALNUM = _flags("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_QUOTES = _flags(" \"'`")
_STOPS = _flags(".!?;:,")
_BREAKS = _flags('()\n"')
_TAIL = _flags(" ,-")
_TELLING = _flags("()\n")


@compiled
def find_definitions(
    data, bounds, rows, asides, stops, prefixes, spans, span_rows, asked
):  # pragma: no cover
    """Write where the acronyms of texts and their expansions begin and end; return how many.

    `rows` says which texts to read; `asked` is set for those that only the plain functions can
    read, because a parenthesis begins with one of the `asides` ("i.e. the …").
    """
    found = 0
    longest = 0
    for row in rows:
        longest = max(longest, bounds[row + 1] - bounds[row])
    lower, letters = np.empty(longest, dtype=np.uint8), np.empty(_LONGEST_ACRONYM, dtype=np.uint8)
    # words, and what is still to be tried of them
    starts, is_stop = np.empty(longest, dtype=np.int64), np.empty(longest, dtype=np.bool_)
    trials = np.empty((longest + 2, 2), dtype=np.int64)
    room = (lower, letters, starts, is_stop, trials)
    for index in range(len(rows)):
        row = rows[index]
        begin, end = bounds[row], bounds[row + 1]
        first = found
        opened = begin - 1
        for at in range(begin, end):
            byte = data[at]
            if not _TELLING[byte]:
                continue
            if byte == 40:
                opened = at
                continue
            if byte == 10:
                opened = begin - 1
            if byte != 41 or opened < begin:
                continue
            if not 2 <= at - opened - 1 <= _LONGEST_INSIDE:
                opened = begin - 1
                continue
            low, high = _inside(data, opened + 1, at)
            if _begins_with_aside(data, low, high, asides):
                asked[index] = True
                found = first
                break
            if _read_one(data, begin, low, high, opened, stops, prefixes, room, spans[found]):
                span_rows[found] = row
                found += 1
            opened = begin - 1
    return found


@inlined
def _inside(data, low, high):  # pragma: no cover
    """Return what stands in a parenthesis up to a comma or semicolon, without quotes around it."""
    for at in range(low, high):
        if data[at] == 59 or data[at] == 44:
            high = at
            break
    while low < high and _QUOTES[data[low]]:
        low += 1
    while low < high and _QUOTES[data[high - 1]]:
        high -= 1
    return low, high


@inlined
def _begins_with_aside(data, low, high, asides):  # pragma: no cover
    words, bounds = asides
    for aside in range(len(bounds) - 1):
        size = bounds[aside + 1] - bounds[aside]
        if low + size < high and _BLANK[data[low + size]]:
            same = True
            for step in range(size):
                same = same and data[low + step] == words[bounds[aside] + step]
            if same:
                return True
    return False


@inlined
def _clause_before(data, begin, end):  # pragma: no cover
    """Return where the clause before `end` begins and ends."""
    at = max(begin, end - _CLAUSE)
    start = begin
    while at < end:
        if _STOPS[data[at]] and at + 1 < end and _BLANK[data[at + 1]]:
            at += 2
            start = at
        elif _BREAKS[data[at]]:
            at += 1
            start = at
        elif data[at] == 45 and at + 1 < end and data[at + 1] == 45:
            at += 2
            start = at
        else:
            at += 1
    while start < end and _BLANK[data[end - 1]]:
        end -= 1
    return start, end


@inlined
def _capitals(data, low, high):  # pragma: no cover
    """Return how many capitals a short form has; 0 if it is none."""
    if not 2 <= high - low <= _LONGEST_ACRONYM or not _ALNUM[data[low]]:
        return 0
    capitals, blanks = 0, 0
    for at in range(low, high):
        capitals += _UPPER[data[at]]
        blanks += data[at] == 32
    return capitals if blanks <= 1 else 0


@inlined
def _read_one(data, begin, low, high, opened, stops, prefixes, room, span):  # pragma: no cover
    """Read one parenthesis; write acronym and expansion to `span` if it defines one."""
    start, end = _clause_before(data, begin, opened)
    if _capitals(data, low, high) > 0:
        acronym_low, acronym_high = low, _singular(data, low, high)
        low, high = _expansion(data, start, end, acronym_low, acronym_high, stops, prefixes, room)
        if low < 0:
            return False
    else:
        acronym_low = end
        while acronym_low > start and data[acronym_low - 1] != 32:
            acronym_low -= 1
        if _capitals(data, acronym_low, end) < 2:
            return False
        acronym_high = _singular(data, acronym_low, end)
        whole = _expansion(data, low, high, acronym_low, acronym_high, stops, prefixes, room)
        if whole[0] != low or whole[1] != high:
            return False
    span[0], span[1], span[2], span[3] = acronym_low, acronym_high, low, high
    return True


@inlined
def _singular(data, low, high):  # pragma: no cover
    plural = high - low > 2 and data[high - 1] == 115 and _UPPER[data[high - 2]]
    return high - 1 if plural else high


@inlined
def _expansion(
    data, start, end, acronym_low, acronym_high, stops, prefixes, room
):  # pragma: no cover
    """Return where the expansion of an acronym in ``data[start:end]`` lies, or -1, -1."""
    lower, letters, starts, is_stop, trials = room
    n = np.int64(0)  # a bare 0 is a type of its own, which would be compiled for once more
    for at in range(acronym_low, acronym_high):
        if _ALNUM[data[at]]:
            letters[n] = data[at] | 32 if _UPPER[data[at]] else data[at]
            n += 1
    # no more words than the acronym could stand for
    left = min(n + 5, 2 * n)
    window = end
    while window > start:
        in_word = not _BLANK[data[window - 1]]
        after_blank = window == end or _BLANK[data[window]]
        if in_word and after_blank:
            if left == 0:
                break
            left -= 1
        window -= 1
    while window < end and _BLANK[data[window]]:
        window += 1
    if window == end:
        return -1, -1
    size = end - window
    for at in range(size):
        byte = data[window + at]
        lower[at] = byte | 32 if _UPPER[byte] else byte
    found = _by_initials(lower, size, letters, n, stops, starts, is_stop, trials)
    if found < 0:
        found = _by_letters(lower, size, letters, n)
    if found < 0:
        return -1, -1
    low, high = window + _with_prefix(lower, found, prefixes), end
    while high > low and _TAIL[data[high - 1]]:
        high -= 1
    if high - low <= acronym_high - acronym_low or _is_part(
        data, low, high, acronym_low, acronym_high
    ):
        return -1, -1
    return low, high


@inlined
def _by_initials(lower, size, letters, n, stops, starts, is_stop, trials):  # pragma: no cover
    """Return where the words start whose initials spell the acronym, function words skipped."""
    parts = 0
    at = 0
    while at < size:
        if not _ALNUM[lower[at]]:
            at += 1
            continue
        start = at
        while at < size and _ALNUM[lower[at]]:
            at += 1
        starts[parts] = start
        is_stop[parts] = holds(stops, lower, start, at)
        parts += 1
    # what is still to be tried, the last first: a word and the letter it might give
    trials[0, 0], trials[0, 1] = parts - 1, n - 1
    waiting = 1
    while waiting:
        waiting -= 1
        part, letter = trials[waiting, 0], trials[waiting, 1]
        if part < 0:
            continue
        fits = lower[starts[part]] == letters[letter]
        if fits and letter == 0 and not is_stop[part]:
            return starts[part]
        if is_stop[part]:
            trials[waiting, 0], trials[waiting, 1] = part - 1, letter
            waiting += 1
        if fits and letter > 0:
            trials[waiting, 0], trials[waiting, 1] = part - 1, letter - 1
            waiting += 1
    return -1


@inlined
def _by_letters(lower, size, letters, n):  # pragma: no cover
    """Return where letters in order, the first of them an initial, spell the acronym."""
    at = size
    for place in range(n - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            lower[at] == letters[place] and (place > 0 or at == 0 or not _ALNUM[lower[at - 1]])
        ):
            at -= 1
        if at < 0:
            return -1
    return at


@inlined
def _with_prefix(lower, start, prefixes):  # pragma: no cover
    """Return where an expansion starts with the bound prefix before it, if there is one."""
    if start < 1 or lower[start - 1] != 45:
        return start
    low = start - 1
    while low > 0 and not _BLANK[lower[low - 1]] and lower[low - 1] != 40:
        low -= 1
    return low if holds(prefixes, lower, low, start - 1) else start


@inlined
def _is_part(data, low, high, acronym_low, acronym_high):  # pragma: no cover
    """Return whether the acronym is a word of the expansion."""
    size = acronym_high - acronym_low
    for at in range(low, high - size + 1):
        if (at > low and _ALNUM[data[at - 1]]) or (at + size < high and _ALNUM[data[at + size]]):
            continue
        same = True
        for step in range(size):
            byte = data[acronym_low + step]
            same = same and data[at + step] == byte and _ALNUM[byte]
        if same:
            return True
    return False
