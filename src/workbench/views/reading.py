"""A reading: a few sentences that say in words what a table or a chart shows."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reading:
    """Sentences to stand below a chart: a paragraph of HTML in a notebook, text elsewhere."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.sentences)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<p class="wb-reading">{html.escape(str(self))}</p>'


def read(*sentences: str | None) -> Reading:
    """Return a reading of the sentences that there are."""
    return Reading(tuple(sentence for sentence in sentences if sentence))


def count(n: int, noun: str) -> str:
    """Return a number with its noun: 1 paper, 2 papers."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def listed(words: Sequence[str], most: int = 5) -> str:
    """Return words as a list in a sentence; what is beyond `most` is counted."""
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most:,} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def share(value: float, part: int, whole: int) -> str:
    """Return a share with its counts: 12.3 % (9 of 73)."""
    return f"{100 * value:.1f} % ({part:,} of {whole:,})"


def day(value: date) -> str:
    """Return a day as it is said: 12 March 2025."""
    return f"{value.day} {value:%B %Y}"
