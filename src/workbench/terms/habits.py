"""How readily words begin and end phrases: what tells a noun phrase from a chance neighbor."""

from __future__ import annotations

import polars as pl


def habits(terms: pl.DataFrame) -> pl.DataFrame:
    r"""Return how readily each word of an index opens and closes phrases.

    .. math:: o(w) = \min\left(1, \frac{1 + \sum_v f(w v)}{2 + f(w)}\right), \qquad
       c(w) = \min\left(1, \frac{1 + \sum_v f(v w)}{2 + f(w)}\right),

    with :math:`f` the document frequency, and the sums over the phrases of two words that several
    papers hold. *Network* closes far more phrases than it opens, *improves* hardly any.

    Parameters
    ----------
    terms
        The table of terms.

    Returns
    -------
    polars.DataFrame
        `word`, `opening`, `closing`, sorted by word.

    Notes
    -----
    The idea is that of the LR score, which counts the neighbors of a compound's nouns; here papers
    are counted, only at the ends of the phrase, and relative to the word's own frequency, so that
    common words gain nothing by being common.

    References
    ----------
    Nakagawa, H. & Mori, T. (2002). A simple but powerful automatic term extraction method.
    COMPUTERM, 29-35.
    """
    pairs = terms.filter(pl.col("n_words") == 2).select("df", word=pl.col("term").str.split(" "))
    single = terms.filter(pl.col("n_words") == 1).select("df", word="term")
    opened = pairs.group_by(word=pl.col("word").list.first()).agg(opened=pl.col("df").sum())
    closed = pairs.group_by(word=pl.col("word").list.last()).agg(closed=pl.col("df").sum())

    def habit(times: str) -> pl.Expr:
        return pl.min_horizontal(1.0, (1 + pl.col(times).fill_null(0)) / (2 + pl.col("df")))

    return (
        single.join(opened, on="word", how="left")
        .join(closed, on="word", how="left")
        .select("word", opening=habit("opened"), closing=habit("closed"))
        .sort("word")
    )
