"""Phrases kept whole: what a user names counts as one word, however long it is."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..text import EVERY_STEP, Joint, Steps, american, surface_word, words
from .plurals import singular

# Between the words of a kept phrase, where it was printed with a blank and with a hyphen. Private
# characters, so that no text holds them and nothing divides a word there.
_JOINERS = {Joint.SPACE: "\ue000", Joint.HYPHEN: "\ue001"}
_PRINTED = {"\ue000": " ", "\ue001": "-"}
_JOINT_BITS = 3
_TELLING = 3


def keep_whole(
    surface: pl.DataFrame, phrases: Sequence[str], steps: Steps = EVERY_STEP
) -> pl.DataFrame:
    """Return the printed words of papers with some phrases as one word each.

    Parameters
    ----------
    surface
        What `surface_words` returned.
    phrases
        Phrases of two words or more; upper and lower case, British and American spelling, hyphens
        and blanks and the plural of the last word are one.
    steps
        Which steps to take; a phrase is what they make of it.

    Returns
    -------
    polars.DataFrame
        The same columns; where two phrases overlap, the longer one counts.
    """
    wanted = sorted({_counted(phrase, steps) for phrase in phrases}, key=lambda p: (len(p), p))
    longest_first = [phrase for phrase in reversed(wanted) if len(phrase) > 1]
    # a quick look for texts in which a phrase may stand, before the slow one
    plain = surface["words"].str.to_lowercase().str.replace_all("-", "", literal=True)
    starts = [max(phrase, key=len).replace("-", "")[:_TELLING] for phrase in longest_first]
    rows = plain.str.contains_any(starts)
    told = surface.select("words", "marks").with_row_index().filter(rows)
    joined = [
        (row, *_joined(text, marks, longest_first, steps)) for row, text, marks in told.iter_rows()
    ]
    changed = pl.DataFrame(joined, schema=["index", "words", "marks"], orient="row").cast(
        {"index": pl.UInt32, "words": pl.String, "marks": pl.Binary}
    )
    return surface.with_row_index().update(changed, on="index", how="left").drop("index")


def holds_kept(column: str) -> pl.Expr:
    """Say which words or phrases of a column hold a kept phrase."""
    return pl.any_horizontal(pl.col(column).str.contains(j, literal=True) for j in _PRINTED)


def as_printed(column: str) -> pl.Expr:
    """Return a column of words of an index of kept phrases, as they are printed."""
    return pl.col(column).str.replace_many(list(_PRINTED), list(_PRINTED.values()))


def counted(term: str, steps: Steps = EVERY_STEP) -> str:
    """Return a term of an index of kept phrases as it counts: its words divided by blanks."""
    if not any(joiner in term for joiner in _PRINTED):
        return term
    for joiner in _PRINTED:
        term = term.replace(joiner, " ")
    return " ".join(american(word) if steps.spelling else word for word in term.split(" "))


def _counted(phrase: str, steps: Steps) -> tuple[str, ...]:
    return tuple(_spelled(word.surface, steps) for word in words(phrase, steps))


def _spelled(surface: str, steps: Steps) -> str:
    word = surface_word(surface, steps)
    return american(word) if steps.spelling else word


def _joined(
    text: str, marks: bytes, phrases: Sequence[tuple[str, ...]], steps: Steps
) -> tuple[str, bytes]:
    tokens = text.split(" ")
    spelled = [_spelled(token, steps) for token in tokens]
    joints = [mark & _JOINT_BITS for mark in marks]
    kept: list[str] = []
    own = bytearray()
    at = 0
    while at < len(tokens):
        stands = (len(p) for p in phrases if _stands(p, spelled, joints, at, steps))
        length = next(stands, 1)
        between = [_JOINERS.get(Joint(joint), "") for joint in joints[at : at + length - 1]]
        parts = [*zip(tokens[at:], between, strict=False), (tokens[at + length - 1], "")]
        kept.append("".join(token + joiner for token, joiner in parts))
        # what follows the phrase follows its last word; where it stands is that of its first
        own.append((marks[at] & ~_JOINT_BITS) | joints[at + length - 1])
        at += length
    return " ".join(kept), bytes(own)


def _stands(
    phrase: tuple[str, ...], spelled: list[str], joints: list[int], at: int, steps: Steps
) -> bool:
    end = at + len(phrase)
    if end > len(spelled) or Joint.NONE in joints[at : end - 1]:
        return False
    *head, last = spelled[at:end]
    same = _same(last, phrase[-1]) if steps.plurals else last == phrase[-1]
    return tuple(head) == phrase[:-1] and same


def _same(word: str, other: str) -> bool:
    """Return whether two words are one, or one the plural of the other."""
    return (
        word == other or singular(word, {other: 1}) == other or singular(other, {word: 1}) == word
    )
