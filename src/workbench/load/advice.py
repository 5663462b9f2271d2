"""What a reject means and what a user can do about it, by the rule it broke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Rule(NamedTuple):
    """What text broke a rule, and what to do about it, in an imperative sentence."""

    meaning: str
    advice: str


RULES: Mapping[str, Rule] = {
    "cut_off": Rule(
        "the file ends in the middle of a paper",
        "save or export the file again, it ends in the middle of a paper",
    ),
    "error_answer": Rule(
        "an entry with which the API says that it could not answer",
        "ask the API again and save its new answer",
    ),
    "impossible_date": Rule(
        "part of a listing: a date that no calendar has, or a year before 1600 or after 2100",
        "correct the date in the file; its paper was loaded without it",
    ),
    "malformed": Rule(
        "a record that is not written as its format demands",
        "export the file again, or mend these lines",
    ),
    "no_abstract": Rule(
        "a title on a saved page that no abstract follows",
        "add the abstract below the title, or delete the title",
    ),
    "no_date": Rule(
        "part of a listing: the text where a date should stand",
        "write the date as 2025-03-12, 2025-03 or 2025; its paper was loaded without it",
    ),
    "no_link": Rule(
        "text on a saved page that no link leads from to a paper",
        "check whether the text is of a paper, and save the page again if so",
    ),
    "no_title": Rule(
        "a record, a row or an abstract without title",
        "add the title, or delete the record",
    ),
    "outside_record": Rule(
        "text between two records of RIS that is no known furniture",
        "check the text, and move what belongs to a paper between its TY and ER",
    ),
    "stray_quote": Rule(
        "a row with a quote that is neither doubled nor at the edge of its cell",
        "double the quotes inside of quoted cells, or export the table again",
    ),
    "title_elsewhere": Rule(
        "an entry whose title is put together from an `@string`",
        "write the title out in its entry",
    ),
    "title_in_pieces": Rule(
        "a record whose title is so taken apart by markup that it cannot be proved",
        "take the markup out of the title",
    ),
    "unclosed_quote": Rule(
        "a row with a quoted cell that does not end on it",
        "close the quoted cell, or export the table again",
    ),
    "wrong_number_of_fields": Rule(
        "a row with more or fewer cells than the header line",
        "quote the cells that hold delimiters, or fill in the missing ones",
    ),
}


def advice(rule: str) -> str:
    """Return what to do about rejects of a rule; tables may hold rules of another version."""
    return RULES[rule].advice if rule in RULES else "look at the text in the table rejects"
