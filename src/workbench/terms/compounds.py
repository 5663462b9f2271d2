"""Compounds that are printed closed and with a hyphen: `finetuning` and `fine-tuning` are one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel import number_pairs
from ..text import stop_words
from .traits import are_lonely

# The hyphenated form must be a habit and no slip: at least this many papers, and at least this
# share of what papers print in either form (one odd `net-work` does not split `network`).
MIN_HYPHENED_PAPERS = 2
MIN_HYPHENED_SHARE = 0.1


def closed_compounds(
    words: pl.Series,
    papers: npt.NDArray[np.int32],
    left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32],
    doc: npt.NDArray[np.int32],
) -> pl.DataFrame:
    """Return the closed words that the corpus also prints with a hyphen.

    Parameters
    ----------
    words
        The folded words of the corpus, sorted, each printed at least once.
    papers
        How many papers print each of them.
    left, right, doc
        Of every hyphen in order: the words on its two sides, as places in `words`, and its paper.

    Returns
    -------
    polars.DataFrame
        `word` (closed), `first`, `second` (its halves), one row a word.
    """
    pairs = number_pairs(left, right, doc, MIN_HYPHENED_PAPERS)
    hyphened = pl.DataFrame(
        {
            "first": words.gather(left[pairs.first]),
            "second": words.gather(right[pairs.first]),
            "hyphened": pairs.papers,
        }
    )
    # `3-D` is no compound of `3d`: neither half could stand in a term.
    telling = ~(are_lonely(hyphened["first"]) & are_lonely(hyphened["second"]))
    closed = pl.DataFrame({"word": words, "closed": papers})
    share = pl.col("hyphened") / (pl.col("hyphened") + pl.col("closed"))
    return (
        hyphened.filter(telling)
        .with_columns(word=pl.col("first") + pl.col("second"))
        .join(closed, on="word")
        .filter(share >= MIN_HYPHENED_SHARE, ~pl.col("word").is_in(list(stop_words())))
        .sort("word", "hyphened", "first", descending=[False, True, False])
        .unique("word", keep="first", maintain_order=True)
        .select("word", "first", "second")
    )
