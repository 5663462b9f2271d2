"""From printed words to counted ones: spelling, plurals and compounds, by the corpus's own use."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel.tokens import places
from ..text import EVERY_STEP, Steps, american, maybe_british, rewritten, surface_word
from .compounds import closed_compounds
from .pile import Pile
from .plurals import irregular_plurals, is_acronym, is_acronym_plural, singular


def fold_vocabulary(pile: Pile, steps: Steps = EVERY_STEP) -> pl.DataFrame:
    """Return what each printed word of the corpus counts as.

    Parameters
    ----------
    pile
        The printed words.
    steps
        Which steps to take; `spelling`, `plurals` and `compounds` tell here.

    Returns
    -------
    polars.DataFrame
        In the order of the pile's surfaces: `surface`; `first` and `second`, the counted word, in
        two halves if it is a compound that the corpus also prints with a hyphen (`finetuning`:
        fine, tuning), else `second` is null.
    """
    surfaces = pile.surfaces
    folded = spelled = _spelled(surfaces, steps)
    if steps.plurals:
        words, place = distinct(spelled)
        counted = pile.papers_of(place, len(words))
        papers = dict(zip(words, counted.tolist(), strict=True))
        folded = _folded(surfaces, spelled, papers)
    folded = folded.alias("word")
    if not steps.compounds:
        return pl.DataFrame([surfaces.alias("surface"), folded.alias("first")]).with_columns(
            second=pl.lit(None, dtype=pl.String)
        )
    words, place = distinct(folded)
    left, right, doc = pile.hyphened()
    compounds = closed_compounds(
        words, pile.papers_of(place, len(words)), place[left], place[right], doc
    )
    return (
        pl.DataFrame([surfaces.alias("surface"), folded])
        .join(compounds, on="word", how="left", maintain_order="left")
        .select("surface", first=pl.coalesce("first", "word"), second="second")
    )


def _spelled(surfaces: pl.Series, steps: Steps) -> pl.Series:
    """Return words in lower case and American spelling."""
    printed = surfaces.to_list()
    plain = pl.Series([surface_word(surface, steps) for surface in printed], dtype=pl.String)
    if not steps.spelling:
        return plain
    rows = plain.str.contains(maybe_british()).arg_true()
    return rewritten(plain, rows, [american(word) for word in plain.gather(rows)])


def _folded(surfaces: pl.Series, spelled: pl.Series, papers: dict[str, int]) -> pl.Series:
    """Return words in the singular where the corpus knows it."""
    rows = (spelled.str.ends_with("s") | spelled.is_in(list(irregular_plurals()))).arg_true()
    pairs = zip(surfaces.gather(rows).to_list(), spelled.gather(rows).to_list(), strict=True)
    singulars = [
        word if is_acronym(surface) else singular(word, papers, is_acronym_plural(surface))
        for surface, word in pairs
    ]
    return rewritten(spelled, rows, singulars)


def distinct(values: pl.Series) -> tuple[pl.Series, npt.NDArray[np.int32]]:
    """Return the distinct values, sorted, and the place of each value among them."""
    known = values.unique().sort()
    return known, places(values, known)
