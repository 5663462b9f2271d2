"""An invented pile of dumps of any size, the same on every run: saved papers pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np

_HEADER = ["new", "Get trending papers in your email inbox!", "Subscribe"]
_SYLLABLES = [
    c + v for c in "bcdfghklmnprstvw" for v in ("a", "e", "i", "o", "u", "ar", "en", "il")
]


def words(n: int, dice: np.random.Generator) -> np.ndarray:
    """Return `n` different invented words of two to four syllables."""
    made: dict[str, None] = {}
    while len(made) < n:
        made["".join(dice.choice(_SYLLABLES, dice.integers(2, 5)))] = None
    return np.array(list(made))


def papers(n: int, seed: int = 0) -> list[tuple[str, str]]:
    """Return `n` invented papers, title and abstract, words with the frequencies of real prose."""
    dice = np.random.default_rng(seed)
    vocabulary = words(20_000, dice)
    weights = 1 / (np.arange(len(vocabulary)) + 10)
    cumulative = np.cumsum(weights / weights.sum())
    made = []
    for _ in range(n):
        lengths = dice.integers(8, 30, size=7)
        drawn = vocabulary[np.searchsorted(cumulative, dice.random(9 + lengths.sum()))]
        title, rest, start = " ".join(drawn[:9]).capitalize(), drawn[9:], 0
        sentences = []
        for length in lengths:
            sentences.append(" ".join(rest[start : start + length]).capitalize() + ".")
            start += length
        made.append((title, " ".join(sentences)))
    return made


def write_pile(folder: Path, n_dumps: int, per_dump: int, new_share: float = 0.6) -> int:
    """Write a pile: each dump brings `new_share` new papers, the others stood in the one before.

    Returns
    -------
    int
        Bytes written.
    """
    folder.mkdir(parents=True)
    step = int(per_dump * new_share)
    pool = papers(step * (n_dumps - 1) + per_dump)
    written = 0
    for n in range(n_dumps):
        listed = pool[n * step : n * step + per_dump]
        page = "\n\n".join([*_HEADER, *(text for paper in listed for text in paper)])
        day = np.datetime64("2021-01-01") + n
        written += (folder / f"{day}.txt").write_bytes(page.encode())
    return written
