"""From printed words to counted ones: spelling, plurals and compounds, by the corpus's own use."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from ..text import american, surface_word
from .compounds import closed_compounds
from .counting import count
from .plurals import is_acronym, is_acronym_plural, singular


def fold_vocabulary(
    surfaces: pl.Series,
    surface: npt.NDArray[np.integer],
    doc: npt.NDArray[np.integer],
    joint: npt.NDArray[np.integer],
) -> pl.DataFrame:
    """Return what each printed word of the corpus counts as.

    Parameters
    ----------
    surfaces
        The printed words, sorted, each printed at least once.
    surface, doc, joint
        Of every printed word in order: its place in `surfaces`, its paper, what follows it.

    Returns
    -------
    polars.DataFrame
        In the order of `surfaces`: `surface`; `first` and `second`, the counted word, in two
        halves if it is a compound that the corpus also prints with a hyphen (`finetuning`: fine,
        tuning), else `second` is null.
    """
    spelled = pl.Series([american(surface_word(s)) for s in surfaces], dtype=pl.String)
    words, place = distinct(spelled)
    papers = dict(zip(words, count(place[surface], doc).papers.tolist(), strict=True))
    folded = pl.Series(
        "word",
        [_folded(*pair, papers) for pair in zip(surfaces, spelled, strict=True)],
        dtype=pl.String,
    )
    words, place = distinct(folded)
    compounds = closed_compounds(words, place[surface], doc, joint)
    return (
        pl.DataFrame([surfaces.alias("surface"), folded])
        .join(compounds, on="word", how="left", maintain_order="left")
        .select("surface", first=pl.coalesce("first", "word"), second="second")
    )


def _folded(surface: str, word: str, papers: dict[str, int]) -> str:
    if is_acronym(surface):
        return word
    return singular(word, papers, acronym=is_acronym_plural(surface))


def distinct(values: pl.Series) -> tuple[pl.Series, npt.NDArray[np.int32]]:
    """Return the distinct values, sorted, and the place of each value among them."""
    known = values.unique().sort()
    return known, places(values, known)


def places(values: pl.Series, known: pl.Series) -> npt.NDArray[np.int32]:
    """Return where each value stands in `known` (sorted, distinct); -1 for null."""
    codes = values.cast(pl.Enum(known)).to_physical().cast(pl.Int32)
    return codes.fill_null(-1).to_numpy()
