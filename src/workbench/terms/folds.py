"""Which steps make one term of a printed form: what would count apart if a step were left out."""

from __future__ import annotations

from ..text import EVERY_STEP, Joint, Steps, Word, american, words
from .plurals import is_acronym_plural, singular

FOLDS = ("case", "prefixes", "hyphens", "spelling", "plurals", "compounds", "rule")
"""`case` and `rule` (a user's settings) are no steps of `text.Steps`; the others are."""


def folds(form: str, term: str, steps: Steps = EVERY_STEP) -> list[str]:
    """Return the steps that a printed form needs to count as a term, in the order of `FOLDS`.

    Parameters
    ----------
    form
        As printed.
    term
        The term it counts as.
    steps
        The steps that the index took.

    Returns
    -------
    list of str
        `case`: it has capitals; `hyphens`: it is printed with one; `prefixes`: its hyphen joins
        (`non-linear`); `spelling`: it is British; `plurals`: it is one; `compounds`: it is printed
        closed; `rule`: the user's settings say so. Empty for the term as the index spells it.
    """
    found = words(form, steps)
    spelled = [american(word.word) if steps.spelling else word.word for word in found]
    closed = len(found) < term.count(" ") + 1
    needed = {
        "case": form != form.lower(),
        "hyphens": any(word.joint is Joint.HYPHEN for word in found),
        "prefixes": any(word.surface.count("-") > word.word.count("-") for word in found),
        "spelling": spelled != [word.word for word in found],
    }
    counted = term.replace(" ", "") if closed else term
    between = "" if closed else " "
    if between.join(spelled) != counted:
        parts = [counted] if closed else term.split(" ")
        same_length = len(parts) == len(spelled)
        plural = same_length and all(map(_folds, found, spelled, parts))
        needed |= {"plurals": plural, "rule": not plural}
    needed["compounds"] = closed and not needed.get("rule", False)
    return [step for step in FOLDS if needed.get(step)]


def _folds(word: Word, spelled: str, part: str) -> bool:
    acronym = is_acronym_plural(word.surface)
    return part in (spelled, singular(spelled, {part: 1}, acronym))
