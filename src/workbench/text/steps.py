"""The steps from a text to its terms, each of which can be left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from difflib import get_close_matches

from ..errors import InputError


@dataclass(frozen=True)
class Steps:
    """Which steps are taken; all of them, unless a user says otherwise.

    Attributes
    ----------
    cleaning
        One Unicode form, links out, LaTeX accents and fonts to plain letters, Markdown stars out.
    formulas
        Mathematics and LaTeX that lost its backslash are no words, and phrases do not cross them.
    prefixes
        A hyphen after a bound prefix joins: `non-linear` is `nonlinear`, and no `linear`.
    hyphens
        Any other hyphen divides, as a blank does: `low-rank` is `low rank`, and a `rank`.
    spelling
        British to American.
    plurals
        To the singular that the corpus prints.
    compounds
        Closed spellings with those that have a hyphen: `finetuning`, `fine-tuning`.
    stopwords
        No term starts or ends with a function word, and none is one.
    phrases
        Terms of two and three words.
    acronyms
        What they stand for, where papers say so.
    boilerplate
        What every abstract says is left out of rankings; it counts as anything else.
    """

    cleaning: bool = True
    formulas: bool = True
    prefixes: bool = True
    hyphens: bool = True
    spelling: bool = True
    plurals: bool = True
    compounds: bool = True
    stopwords: bool = True
    phrases: bool = True
    acronyms: bool = True
    boilerplate: bool = True

    @classmethod
    def without(cls, off: Iterable[str], where: str = "off") -> Steps:
        """Return all steps but some.

        Parameters
        ----------
        off
            Names of steps.
        where
            What the names come from, for the message.

        Raises
        ------
        InputError
            A name that is no step; says which there are.
        """
        left_out = list(off)
        for name in left_out:
            if name not in STEPS:
                close = get_close_matches(name, STEPS, n=1)
                meant = f", perhaps {close[0]!r}" if close else ""
                raise InputError(f"{where}: no step {name!r}{meant}; steps: {', '.join(STEPS)}")
        return cls(**dict.fromkeys(left_out, False))

    @property
    def off(self) -> tuple[str, ...]:
        """The names of the steps that are left out, in the order of the steps."""
        return tuple(name for name in STEPS if not getattr(self, name))


STEPS = tuple(field.name for field in fields(Steps))
EVERY_STEP = Steps()
BEFORE_WORDS = ("cleaning", "formulas", "prefixes", "hyphens")
"""The steps that make a paper's words; all others work on those."""
