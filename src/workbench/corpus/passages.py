"""The sentences in which terms stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import polars as pl

from ..text import EVERY_STEP, Steps, clean, prefixes, sentences


def printed_pattern(forms: Sequence[str], steps: Steps = EVERY_STEP) -> re.Pattern[str]:
    """Return what finds printed forms in a text, whole words only, the longest first.

    A word with a bound prefix is another one: `linear` is not found in `non-linear`.

    Parameters
    ----------
    forms
        Printed forms.
    steps
        The steps that the index took.
    """
    if not forms:
        return re.compile(r"(?!)")
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(re.escape(form) for form in longest_first)
    apart, behind = "", ""
    if not steps.hyphens:
        apart, behind = r"(?<!-)", r"(?!-[^\W_])"
    elif steps.prefixes:
        bound = sorted(prefixes())
        apart = "".join(rf"(?<!\b(?i:{prefix})[-\u2010\u2011])" for prefix in bound)
    return re.compile(rf"(?<![^\W_]){apart}(?:{words})(?![^\W_]){behind}")


def passages(
    papers: pl.DataFrame,
    groups: Sequence[Sequence[str]],
    paper_ids: Iterable[str],
    steps: Steps = EVERY_STEP,
) -> pl.DataFrame:
    r"""Return the first sentence of papers in which terms stand.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`; the title counts as the first sentence.
    groups
        For each term its printed forms.
    paper_ids
        The papers asked about.
    steps
        The steps that the index took.

    Returns
    -------
    polars.DataFrame
        `paper_id`, `sentence`, in the order asked: the first sentence that prints all the terms;
        where none does, the first of each, divided by dots; null where no single sentence prints
        any. As printed, but cleaned where markup stands inside a term (`na\"ive`).
    """
    patterns = [printed_pattern(forms, steps) for forms in groups]
    asked = pl.DataFrame({"paper_id": list(paper_ids)}, schema={"paper_id": pl.String})
    texts = asked.join(
        papers.select("paper_id", "title", "abstract"), on="paper_id", maintain_order="left"
    )
    found = [
        _passage([title or "", *sentences(abstract or "")], patterns)
        for _, title, abstract in texts.iter_rows()
    ]
    return texts.select("paper_id", sentence=pl.Series(found, dtype=pl.String))


def _passage(told: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> str | None:
    first: dict[re.Pattern[str], int] = {}
    for at, said in enumerate(told):
        found = [pattern for pattern in patterns if _shown(said, pattern) is not None]
        if found and len(found) == len(patterns):
            return _with_all(said, patterns)
        for pattern in found:
            first.setdefault(pattern, at)
    places = sorted(set(first.values()))
    return " … ".join(_with_all(told[at], patterns) for at in places) or None


def _shown(sentence: str, pattern: re.Pattern[str]) -> str | None:
    """Return a sentence that prints a form: as it is, or without its markup; else None."""
    if pattern.search(sentence):
        return sentence
    # forms are printed forms after cleaning: accents decoded, markup gone
    plain = " ".join(clean(sentence).split())
    return plain if pattern.search(plain) else None


def _with_all(sentence: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return a sentence with all forms that it prints to be seen."""
    shown = [_shown(sentence, pattern) for pattern in patterns]
    return next((text for text in shown if text not in (None, sentence)), sentence)
