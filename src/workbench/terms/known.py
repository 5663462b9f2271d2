"""Words of a text as an index counts them: foldings looked up, not computed anew."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ..text import EVERY_STEP, Steps, american, stop_words, surface_word, words
from .plurals import is_acronym_plural, singular


def counted_as(terms: pl.DataFrame, forms: pl.DataFrame) -> dict[str, str]:
    """Return what the printed words of an index count as, by printed word.

    Plurals and compounds fold on the vocabulary of the whole pile, so a few papers of it cannot be
    folded by themselves; the printed forms say what the pile made of each word.

    Parameters
    ----------
    terms, forms
        The tables of the index.

    Returns
    -------
    dict of str to str
        `GPs` → `gp`; the two words of a compound that is printed closed: `finetuning` → `fine
        tuning`.
    """
    named = forms.join(terms.select("term_id", "term", "n_words"), on="term_id")
    closed = (pl.col("n_words") == 2) & ~pl.col("form").str.contains("[ \u2010\u2011-]")
    printed = named.filter((pl.col("n_words") == 1) | closed)
    return dict(printed.select("form", "term").iter_rows())


def counted_word(surface: str, known: Mapping[str, str], steps: Steps = EVERY_STEP) -> str:
    """Return what a printed word counts as.

    Words that are no terms alone (function words, numbers, symbols) have no printed forms; they
    count as spelled, `towards` as `toward`.
    """
    counted = known.get(surface)
    if counted is not None:
        return counted
    spelled = surface_word(surface, steps)
    if steps.spelling:
        spelled = american(spelled)
    if not steps.plurals:
        return spelled
    return singular(spelled, dict.fromkeys(stop_words(), 1), is_acronym_plural(surface))


def counted_phrase(text: str, known: Mapping[str, str], steps: Steps = EVERY_STEP) -> str:
    """Return what a printed phrase counts as."""
    return " ".join(counted_word(word.surface, known, steps) for word in words(text, steps))
