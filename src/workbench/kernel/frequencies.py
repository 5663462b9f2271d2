"""Document frequencies of words and phrases, straight from texts."""

from __future__ import annotations

import numpy as np
import polars as pl

from .counting import NONE, Ints, number_pairs, papers_of
from .tokens import read_tokens


def document_frequencies(
    texts: pl.Series, longest: int = 3, min_papers: int = 1, threads: int | None = None
) -> pl.DataFrame:
    """Count the texts that hold each word and each phrase of neighboring words.

    A phrase is frequent only if the two phrases that make it up are, so each round pairs the
    numbers that survived the one before. Whatever lies between words divides no phrase: this is
    plain counting, and `terms/` knows better where phrases end.

    Parameters
    ----------
    texts
        Strings.
    longest
        Words in the longest phrases.
    min_papers
        Texts that must hold a phrase.
    threads
        How many threads to use; None for what pays.

    Returns
    -------
    polars.DataFrame
        `term` (words in lower case, one blank apart), `n_words`, `papers`; by `n_words`, then
        `term`.

    References
    ----------
    Agrawal, R. & Srikant, R. (1994). Fast algorithms for mining association rules. VLDB, 487-499.
    """
    vocabulary, word, doc = read_tokens(texts, threads=threads)
    papers = papers_of(word, doc, len(vocabulary))
    enough = np.flatnonzero(papers >= min_papers).astype(np.int32)
    renumbered = np.full(len(vocabulary), NONE, dtype=np.int32)
    renumbered[enough] = np.arange(len(enough), dtype=np.int32)
    parts: list[tuple[list[Ints], Ints]] = [([enough], papers[enough])]
    left = renumbered[word]
    number = left.copy()
    number[:-1][doc[:-1] != doc[1:]] = NONE  # the last word of a text begins no phrase
    right = left
    for n_words in range(2, longest + 1):
        found = number_pairs(number, right[1:], doc, min_papers, threads)
        at = found.first
        parts.append(([word[at + place] for place in range(n_words)], found.papers))
        number = right = found.of_row
    return pl.concat(_table(vocabulary, *part) for part in parts)


def _table(vocabulary: pl.Series, places: list[Ints], papers: Ints) -> pl.DataFrame:
    # words are numbered by the alphabet, and the blank comes before all that they are made of
    order = np.lexsort(places[::-1])
    words = [vocabulary.gather(place[order]) for place in places]
    return pl.DataFrame({"papers": papers[order]}).select(
        pl.select(pl.concat_str(words, separator=" ")).to_series().alias("term"),
        pl.lit(len(places), pl.Int64).alias("n_words"),
        "papers",
    )
