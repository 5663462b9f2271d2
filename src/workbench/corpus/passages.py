"""The sentence in which a term stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from ..text import clean, sentences


def printed_pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """Return what finds printed forms in a text, whole words only, the longest first."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(re.escape(form) for form in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])") if forms else re.compile(r"(?!)")


def passages(texts: pl.DataFrame, forms: Sequence[str]) -> pl.Series:
    """Return the first sentence of each text that prints one of `forms`.

    Parameters
    ----------
    texts
        `title`, `abstract`; the title counts as the first sentence.
    forms
        Printed forms of one term; whole words only.

    Returns
    -------
    polars.Series
        `sentence`, null where none holds a form.
    """
    pattern = printed_pattern(forms)

    def prints(sentence: str) -> bool:
        # forms are printed forms after cleaning: accents decoded, markup gone
        return bool(pattern.search(sentence) or pattern.search(clean(sentence)))

    def first(title: str | None, abstract: str | None) -> str | None:
        candidates = [title or "", *sentences(abstract or "")]
        return next((sentence for sentence in candidates if prints(sentence)), None)

    found = [first(*row) for row in texts.select("title", "abstract").iter_rows()]
    return pl.Series("sentence", found, dtype=pl.String)
