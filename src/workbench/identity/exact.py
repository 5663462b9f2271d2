"""The certain part of identity: what the settings say, equal identifiers, equal titles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from .abstracts import same_text
from .union import NONE, Numbers, Vetoes, star, unite


def by_identifier(copies: pl.DataFrame, papers: Numbers) -> Numbers:
    """Join copies that carry the same arXiv id or the same DOI.

    A DOI that two arXiv ids claim joins neither to the other; copies that carry nothing else than
    this DOI stay a paper of their own.

    Parameters
    ----------
    copies
        As :func:`workbench.identity.keys.copies_of` gives them.
    papers
        For each copy its paper.

    Returns
    -------
    numpy.ndarray
        For each copy its paper.
    """
    papers = unite(papers, *_alike(copies, "arxiv"), Vetoes())
    arxiv = _per_paper(papers, copies["arxiv"].rank("dense"))
    members = pl.DataFrame({"copy": copies["copy"], "doi": copies["doi"], "arxiv": arxiv})
    members = members.filter(pl.col("doi").is_not_null())
    unclaimed = pl.col("arxiv") == NONE
    clear = pl.col("arxiv").filter(~unclaimed).n_unique().over("doi") < 2
    return unite(papers, *_alike(members.filter(clear | unclaimed), "doi"), Vetoes((arxiv,)))


def identifier_vetoes(
    copies: pl.DataFrame, papers: Numbers, apart: Sequence[tuple[Numbers, Numbers]]
) -> Vetoes:
    """Return what keeps papers apart once their identifiers are known."""
    return Vetoes(
        identifiers=(
            _per_paper(papers, copies["arxiv"].rank("dense")),
            _per_paper(papers, copies["doi"].rank("dense")),
        ),
        apart=tuple(apart),
    )


def by_title(copies: pl.DataFrame, papers: Numbers, vetoes: Vetoes) -> Numbers:
    """Join copies of the same normalized title.

    Where a title stands under two identifiers of one kind it joins nothing by itself: a copy
    without identifier belongs to the one whose abstract it carries, and to none if that is not
    clear. Copies without identifier that are left over are one paper.
    """
    arxiv, doi = vetoes.identifiers
    members = copies.select("copy", "title_key", "abstract").with_columns(arxiv=arxiv, doi=doi)
    members = members.filter(pl.col("title_key").is_duplicated())
    members = members.with_columns(clear=_claimed_once("title_key"))
    clear = _alike(members.filter("clear"), "title_key")
    doubtful = members.filter(~pl.col("clear")).with_columns(text=same_text(pl.col("abstract")))
    doubtful = doubtful.filter(pl.col("text").is_not_null()).with_columns(
        both=pl.struct("title_key", "text").rank("dense")
    )
    by_text = _alike(doubtful.filter(_claimed_once("both")), "both")
    papers = unite(papers, *map(np.concatenate, zip(clear, by_text, strict=True)), vetoes)
    bare = np.maximum(_spread(papers, arxiv), _spread(papers, doi)) == NONE
    return unite(papers, *_alike(copies.filter(bare), "title_key"), vetoes)


def _claimed_once(key: str) -> pl.Expr:
    """Say where the copies of a key hold at most one identifier of each kind."""
    once = [
        pl.col(kind).filter(pl.col(kind) != NONE).n_unique().over(key) < 2
        for kind in ("arxiv", "doi")
    ]
    return once[0] & once[1]


def _alike(copies: pl.DataFrame, column: str) -> tuple[Numbers, Numbers]:
    """Return links between the copies that are equal in a column."""
    known = copies.filter(pl.col(column).is_not_null() & pl.col(column).is_duplicated())
    keys = known[column].rank("dense").to_numpy().astype(np.int64)
    return star(keys, known["copy"].to_numpy())


def _per_paper(papers: Numbers, numbers: pl.Series) -> Numbers:
    """Give each copy the smallest number of its paper."""
    own = numbers.fill_null(np.iinfo(np.int32).max).to_numpy().astype(np.int64)
    smallest = np.full(len(papers), np.iinfo(np.int32).max, dtype=np.int64)
    np.minimum.at(smallest, papers, own)
    spread = smallest[papers]
    return np.where(spread == np.iinfo(np.int32).max, NONE, spread)


def _spread(papers: Numbers, numbers: Numbers) -> Numbers:
    """Give each copy the number of its paper, where any copy of it has one."""
    highest = np.full(len(papers), NONE, dtype=np.int64)
    np.maximum.at(highest, papers, numbers)
    return highest[papers]
