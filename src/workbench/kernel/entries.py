"""The stream of counted words: compounds opened, and where a phrase may start, end and lie."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .counting import NONE, Ints
from .jit import compiled
from .prose import HYPHEN, IN_TITLE, JOINT, OPENS, SPACE

CLOSED = 3
"""The joint inside a compound that is printed closed; beside those of `prose`."""
STOP, LONELY, NUMBER = 1, 2, 4
"""Traits of a counted word."""
SYMBOL, NAMED_INSIDE, NAMED_OPENING = 1, 2, 4
"""Traits of a printed word: the name of a symbol; a name inside a sentence, and at its start."""
STARTS, ENDS, FREE, LEANS_LEFT, LEANS_RIGHT = 1, 2, 4, 8, 16
"""What an entry may do in a term."""

Bits = npt.NDArray[np.uint8]


def spread(
    surface: Ints, marks: Bits, doc: Ints, first: Ints, second: Ints
) -> tuple[Ints, Ints, Ints, Bits]:
    """Return the paper, counted word, printed word and mark of each entry.

    Parameters
    ----------
    surface, marks, doc
        Of each printed word.
    first, second
        What each printed word counts as: one word, or the two halves of a compound (else `NONE`).
        The second half of a compound is an entry of its own that prints nothing (`NONE`).
    """
    n = len(surface) + _halves(surface, second)
    entries = tuple(np.empty(n, dtype=np.int32) for _ in range(3))
    mark = np.empty(n, dtype=np.uint8)
    _spread(surface, marks, doc, first, second, *entries, mark)
    return *entries, mark


@compiled
def _halves(surface, second):  # pragma: no cover
    found = 0
    for at in range(len(surface)):
        found += second[surface[at]] != NONE
    return found


@compiled
def _spread(surface, marks, doc, first, second, docs, words, printed, mark):  # pragma: no cover
    filled = 0
    for at in range(len(surface)):
        here = surface[at]
        docs[filled], words[filled], printed[filled] = doc[at], first[here], here
        mark[filled] = marks[at]
        if second[here] != NONE:
            mark[filled] |= CLOSED
            filled += 1
            docs[filled], words[filled], printed[filled] = doc[at], second[here], NONE
            mark[filled] = marks[at]
        filled += 1


def flag(word: Ints, printed: Ints, mark: Bits, word_traits: Bits, printed_traits: Bits) -> Bits:
    """Return for each entry what it may do in a term.

    A function word starts or ends a term only as the edge of a hyphenated compound (in-context,
    follow-on); the halves of a closed compound hang together. Numbers, letters and symbols are not
    free: they stand in a term only where they lean on a neighbor in it, by a hyphen, as the version
    of a name (Llama 3), or both together (Phi-3).
    """
    flags = np.empty(len(word), dtype=np.uint8)
    _flag(word, printed, mark, word_traits, printed_traits, flags)
    return flags


@compiled
def _is_full(word, printed, at, word_traits, printed_traits):  # pragma: no cover
    """Return whether the entry means something by itself."""
    surface = printed[at] if printed[at] != NONE else printed[at - 1]
    return not (word_traits[word[at]] & (STOP | LONELY) or printed_traits[surface] & SYMBOL)


@compiled
def _flag(word, printed, mark, word_traits, printed_traits, flags):  # pragma: no cover
    n = len(word)
    full = n > 0 and _is_full(word, printed, 0, word_traits, printed_traits)
    # of the entry before: a hyphen after it, meaning, a name before a blank, a symbol before -4
    hyphen_before, full_before, named_before, numbered_before = False, False, False, False
    for at in range(n):
        joint = mark[at] & JOINT
        hyphen = joint in (HYPHEN, CLOSED)
        full_after, number_after = False, False
        if at + 1 < n:
            full_after = _is_full(word, printed, at + 1, word_traits, printed_traits)
            number_after = word_traits[word[at + 1]] & NUMBER != 0
        stop = word_traits[word[at]] & STOP != 0
        is_second = printed[at] == NONE
        surface = printed[at - 1] if is_second else printed[at]
        numbered = printed_traits[surface] & SYMBOL != 0 and hyphen and number_after
        version = word_traits[word[at]] & NUMBER != 0 and named_before
        found = 0
        if (not stop or (hyphen and not hyphen_before)) and not is_second:
            found |= STARTS
        if (not stop or (hyphen_before and not hyphen)) and joint != CLOSED:
            found |= ENDS
        if full or stop:
            found |= FREE
        if (hyphen_before and full_before) or version or numbered_before:
            found |= LEANS_LEFT
        if (hyphen and full_after) or numbered:
            found |= LEANS_RIGHT
        flags[at] = found
        name = NAMED_OPENING if mark[at] & OPENS else NAMED_INSIDE
        named_before = full and joint == SPACE and printed_traits[surface] & name != 0
        hyphen_before, full_before, numbered_before = hyphen, full, numbered
        full = full_after


@compiled
def where_terms_lie(flags, mark, n_words, number, lying):  # pragma: no cover
    """Write the number of each entry at which a term of `n_words` may start, else `NONE`."""
    n = len(flags)
    for at in range(n):
        lying[at] = NONE
        end = at + n_words - 1
        if end >= n or not (flags[at] & STARTS and flags[end] & ENDS):
            continue
        lies = True
        for place in range(at, end + 1):
            stands = flags[place] & FREE
            if place > at:
                stands |= flags[place] & LEANS_LEFT
            if place < end:
                stands |= flags[place] & LEANS_RIGHT
                lies = lies and mark[place] & JOINT != 0
            lies = lies and stands != 0
        if lies:
            lying[at] = number[at]


@compiled
def joined(mark, word, number):  # pragma: no cover
    """Write the word of each entry that a joint ties to the next one, else `NONE`."""
    for at in range(len(mark)):
        number[at] = word[at] if mark[at] & JOINT else NONE


def codes(mark: Bits, printed: Ints, number: Ints, place: int) -> Ints:
    """Return the printed word and the joint after it as one code, at one place of each term.

    Parameters
    ----------
    mark, printed
        Of each entry.
    number
        Of the term that starts at each entry; `NONE` where none does.
    place
        Which word of the terms: 0 for the first. Other entries get `NONE`.
    """
    code = np.full(len(mark), NONE, dtype=np.int32)
    _codes(mark, printed, number, place, code)
    return code


@compiled
def _codes(mark, printed, number, place, code):  # pragma: no cover
    for at in range(place, len(mark)):
        if number[at - place] != NONE:
            code[at] = (printed[at] + 1) * 4 + (mark[at] & JOINT)


@compiled
def renumber(number, table):  # pragma: no cover
    """Replace numbers by what a table holds for them; `NONE` stays."""
    for at in range(len(number)):
        if number[at] != NONE:
            number[at] = table[number[at]]


def in_text(mark: Bits) -> npt.NDArray[np.bool_]:
    """Return for each entry whether it stands outside the title."""
    return mark & IN_TITLE == 0
