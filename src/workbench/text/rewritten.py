"""Some texts of a column written anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl


def rewritten(texts: pl.Series, rows: pl.Series, anew: Sequence[str | None]) -> pl.Series:
    """Return a column of texts in which some rows hold others.

    `Series.scatter` says the same, but of a column without any long text polars 2.1 makes one whose
    distinct values it counts wrong in groups (`group_by(…).agg(n_unique)`: one too many).

    Parameters
    ----------
    texts
        Any texts.
    rows
        Where others are to stand.
    anew
        What is to stand there.
    """
    place = np.arange(len(texts))
    place[rows.to_numpy()] = len(texts) + np.arange(len(rows))
    return pl.concat([texts, pl.Series(texts.name, anew, dtype=texts.dtype)]).gather(place)
