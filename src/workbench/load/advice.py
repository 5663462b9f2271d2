"""What a user can do about a reject, by the rule it broke."""

from __future__ import annotations

_ADVICE = {
    "cut_off": "the file ends in the middle of a paper: save it again",
    "impossible_date": "no calendar has this day; the paper was loaded without it",
    "malformed": "not written as its format demands: export it again, or mend the lines",
    "no_abstract": "a title that no abstract follows: add the abstract, or leave the title out",
    "no_date": "no date that can be read; the paper was loaded without it",
    "no_title": "a paper without title: add the title, or leave it out",
    "wrong_number_of_fields": "more or fewer cells than the header has: quote the cells",
}


def advice(rule: str) -> str:
    """Return what to do about rejects of a rule."""
    return _ADVICE.get(rule, "look at the text in the table rejects")
