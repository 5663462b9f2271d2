"""Near matches: titles that are almost one, and evidence beyond the title that the papers are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, starmap
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .abstracts import is_long
from .candidates import pairs
from .differences import Kind, difference
from .evidence import SAME_AUTHOR, proof
from .keys import surname
from .titles import Spelling, plain_titles
from .union import NONE, Numbers, Vetoes

LINK_SCHEMA = pl.Schema(
    {"left": pl.Int64, "right": pl.Int64, "rule": pl.String, "score": pl.Float64}
)


class Link(NamedTuple):
    """A near match of two copies; `seekers` are those of the two that could fit others as well."""

    left: int
    right: int
    rule: str
    score: float
    seekers: tuple[int, ...]


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
    if any((numbers != NONE).all() for numbers in vetoes.identifiers):
        return LINK_SCHEMA.to_frame()
    compared = copies.with_columns(
        plain_titles(copies["title"], copies["title_key"]), surname=surname(pl.col("author"))
    )
    left, right = pairs(compared)
    still_two = (papers[left] != papers[right]) & ~vetoes.conflict(left, right)
    left, right = left[still_two], right[still_two]
    same_author, worth = _worth_a_look(compared, left, right)
    columns = (array[worth].tolist() for array in (left, right, same_author))
    titles, keys, texts = (copies[name] for name in ("title", "title_key", "abstract"))
    needed = np.unique(np.r_[left[worth], right[worth]])
    told = zip(titles.gather(needed), compared["plain"].gather(needed), strict=True)
    spellings = dict(zip(needed.tolist(), starmap(Spelling, told), strict=True))
    common = _common_words(compared["plain"])
    found = []
    for one, other, vouched in zip(*columns, strict=True):
        told_apart = difference(spellings[one], spellings[other], common)
        proved = told_apart and proof(told_apart, texts[one], texts[other], vouched)
        if not proved:
            continue
        seekers: tuple[int, ...] = ()
        if proved.rule == SAME_AUTHOR or keys[one] == keys[other]:
            seekers = (one, other)
        elif told_apart.kind >= Kind.CUT:
            seekers = (min(one, other, key=lambda copy: len(spellings[copy].letters)),)
        found.append(Link(one, other, *proved, seekers))
    kept = [link[:4] for link in without_guesses(found, papers)]
    links = pl.DataFrame(kept, schema=LINK_SCHEMA, orient="row")
    return links.sort("score", "left", "right", descending=[True, False, False])


def without_guesses(links: Sequence[Link], papers: Numbers) -> list[Link]:
    """Leave out the links of seekers that fit several papers.

    A title whose end is missing can be the beginning of two, an author can write two papers of
    almost one title, and two identifiers can stand under one title. Where the papers that a seeker
    fits are not linked to each other, it joins none of them.
    """
    linked, fits = set(), defaultdict(set)
    for link in links:
        one, other = papers[link.left], papers[link.right]
        linked |= {(one, other), (other, one)}
        for seeker in link.seekers:
            fits[papers[seeker]].add(other if papers[seeker] == one else one)
    torn = {
        seeker
        for seeker, found in fits.items()
        if any(pair not in linked for pair in combinations(found, 2))
    }
    return [link for link in links if torn.isdisjoint(papers[list(link.seekers)].tolist())]


def _common_words(plain: pl.Series) -> frozenset[str]:
    """Return the words that at least two different titles hold."""
    words = plain.unique().str.split(" ").list.unique().explode()
    return frozenset(words.filter(words.is_duplicated()).unique())


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
    one, other = (told.select(pl.all().gather(copy)) for copy in (left, right))
    same_author = (one["authored"] & (one["author"] == other["author"])).to_numpy()
    shared = one["words"].list.set_intersection(other["words"]).list.len().to_numpy()
    fewest = np.minimum(one["words"].list.len().to_numpy(), other["words"].list.len().to_numpy())
    alike = (shared + fewest // 3 + 1 >= fewest) | (one["letters"] == other["letters"]).to_numpy()
    proved = same_author | (one["long"] & other["long"]).to_numpy()
    return same_author, alike & proved
