"""Near matches: titles that are almost one, and evidence beyond the title that the papers are."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .abstracts import is_long, likeness
from .candidates import pairs
from .differences import Difference, Kind, difference
from .titles import Spelling, plain_titles
from .union import Numbers, Vetoes

SAME_ABSTRACT = "near_title_same_abstract"
SAME_AUTHOR = "near_title_same_first_author_and_year"

LINK_SCHEMA = pl.Schema(
    {"left": pl.Int64, "right": pl.Int64, "rule": pl.String, "score": pl.Float64}
)

# How much of two abstracts must be the same text, by what tells the titles apart.
_ALIKE = {
    Kind.MARKUP: 0.5,
    Kind.SLIP: 0.7,
    Kind.SLIPS: 0.7,
    Kind.CUT: 0.7,
    Kind.SUBTITLE: 0.8,
    Kind.END: 0.9,
}
# What the first author and the year can vouch for.
_VOUCHED = (Kind.MARKUP, Kind.SLIP, Kind.CUT)


def near_links(copies: pl.DataFrame, papers: Numbers, vetoes: Vetoes) -> pl.DataFrame:
    """Find copies of different papers that are near matches.

    Parameters
    ----------
    copies
        As :func:`workbench.identity.keys.copies_of` gives them.
    papers
        For each copy its paper.
    vetoes
        Pairs that they keep apart by their identifiers are left out.

    Returns
    -------
    polars.DataFrame
        `left`, `right` (copies), `rule`, `score` (the share of the abstracts that is the same
        text, or of the titles' letters that agree), the strongest link first.
    """
    compared = copies.with_columns(plain_titles(copies["title"], copies["title_key"]))
    left, right = pairs(compared)
    still_two = (papers[left] != papers[right]) & ~vetoes.conflict(left, right)
    left, right = left[still_two], right[still_two]
    same_author, worth = _worth_a_look(compared, left, right)
    columns = (array[worth].tolist() for array in (left, right, same_author))
    titles, texts = copies["title"], copies["abstract"]
    spellings = {
        copy: Spelling(titles[copy], compared["plain"][copy])
        for copy in np.unique(np.r_[left[worth], right[worth]]).tolist()
    }
    found = []
    for one, other, vouched in zip(*columns, strict=True):
        told_apart = difference(spellings[one], spellings[other])
        if told_apart is None:
            continue
        link = _judge(told_apart, texts[one], texts[other], vouched)
        if link:
            found.append((one, other, *link))
    links = pl.DataFrame(found, schema=LINK_SCHEMA, orient="row")
    return links.sort("score", "left", "right", descending=[True, False, False])


def _worth_a_look(
    copies: pl.DataFrame, left: Numbers, right: Numbers
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which pairs have the same first author and year, and which need a closer look.

    Those with evidence of some kind, whose titles have the same letters or share two words of
    three, less one.
    """
    told = copies.select(
        long=is_long(pl.col("abstract")),
        author=pl.struct("surname", "year").rank("dense"),
        authored=pl.col("surname").is_not_null() & pl.col("year").is_not_null(),
        letters=pl.col("plain").str.replace_all(" ", "", literal=True).rank("dense"),
        words=pl.col("plain").str.split(" ").list.eval(pl.element().hash()).list.unique(),
    )
    one, other = told[left.tolist()], told[right.tolist()]
    same_author = (one["authored"] & (one["author"] == other["author"])).to_numpy()
    shared = one["words"].list.set_intersection(other["words"]).list.len().to_numpy()
    fewest = np.minimum(one["words"].list.len().to_numpy(), other["words"].list.len().to_numpy())
    alike = (shared + fewest // 3 + 1 >= fewest) | (one["letters"] == other["letters"]).to_numpy()
    proof = same_author | (one["long"] & other["long"]).to_numpy()
    return same_author, alike & proof


def _judge(
    told_apart: Difference, one: str | None, other: str | None, same_author: bool
) -> tuple[str, float] | None:
    """Return the rule and score of a near match, None where the evidence does not suffice."""
    kind, agreement = told_apart
    alike = likeness(one, other) if one and other else None
    if alike is not None and alike >= _ALIKE[kind]:
        return SAME_ABSTRACT, alike
    silent = alike is None or kind is Kind.MARKUP
    if same_author and silent and kind in _VOUCHED:
        return SAME_AUTHOR, agreement
    return None
