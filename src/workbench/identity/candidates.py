"""Which pairs of copies are looked at: those that share a block.

A block is a number computed from one copy alone, so whether two copies meet depends on the two and
not on the rest of the pile. In the few blocks of more than :data:`WINDOW` copies, a copy meets only
the next :data:`WINDOW` in the order of their titles.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from .abstracts import sketches
from .union import Numbers

WINDOW = 30

_FEWEST_WORDS = 4
_ENDS = 3


def blocks(copies: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks of copies.

    Parameters
    ----------
    copies
        `copy`, `plain` (the title as :func:`workbench.identity.titles.plain_titles` gives it),
        `abstract`, `surname`, `year`.

    Returns
    -------
    polars.DataFrame
        `block`, `copy`; a row for each of: the title's letters; its words, and its words less one
        (titles of four words and more; a number is never left out); the abstract's first sentence
        and three others; the first author and year with the title's first and last three words.
    """
    words = pl.col("plain").str.split(" ")
    author = [pl.col("surname"), pl.col("year")]
    authored = copies.filter(pl.col("surname").is_not_null() & pl.col("year").is_not_null())
    kinds = [
        copies.select("copy", block=pl.col("plain").str.replace_all(" ", "", literal=True).hash(1)),
        _less_one_word(copies),
        sketches(copies).rename({"sentence": "block"}),
        authored.select("copy", block=pl.struct(*author, words.list.head(_ENDS)).hash(2)),
        authored.select("copy", block=pl.struct(*author, words.list.tail(_ENDS)).hash(3)),
    ]
    return pl.concat([kind.select("block", "copy") for kind in kinds]).drop_nulls()


def _less_one_word(copies: pl.DataFrame) -> pl.DataFrame:
    """Return the sum of the hashes of a title's words, and each sum that lacks one word."""
    words = copies.select("copy", word=pl.col("plain").str.split(" "))
    words = words.filter(pl.col("word").list.len() >= _FEWEST_WORDS).explode("word")
    words = words.with_columns(hash=pl.col("word").hash(4)).with_columns(
        whole=pl.col("hash").sum().over("copy")
    )
    less = words.filter(~pl.col("word").str.contains(r"\d")).select(
        "copy", block=pl.col("whole") - pl.col("hash")
    )
    return pl.concat([words.select("copy", block="whole").unique(), less])


def pairs(copies: pl.DataFrame) -> tuple[Numbers, Numbers]:
    """Return the pairs of copies that share a block, each once, the lower number first.

    Parameters
    ----------
    copies
        As for :func:`blocks`; `copy` counts the rows from 0.
    """
    titles = copies["plain"].rank("dense")
    shared = blocks(copies).filter(pl.col("block").is_duplicated())
    shared = shared.with_columns(title=titles.gather(shared["copy"])).sort("block", "title", "copy")
    block = shared["block"].to_numpy()
    copy = shared["copy"].to_numpy().astype(np.int64)
    found = [np.empty(0, dtype=np.int64)]
    for ahead in range(1, WINDOW + 1):
        near = np.flatnonzero(block[ahead:] == block[:-ahead])
        if not near.size:
            break
        one, other = copy[near], copy[near + ahead]
        found.append(np.minimum(one, other) * copies.height + np.maximum(one, other))
    distinct = pl.Series(np.concatenate(found)).unique().sort().to_numpy()
    one, other = np.divmod(distinct, max(copies.height, 1))
    return one[one != other], other[one != other]
