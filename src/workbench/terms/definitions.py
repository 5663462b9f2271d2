"""The acronyms that papers define: ASCII texts by compiled loops, all others by `acronyms`."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from ..kernel import Words
from ..kernel.acronyms import find_definitions
from ..kernel.buffers import Texts
from ..kernel.tokens import has_wide
from ..text import prefixes, stop_words
from .acronyms import ASIDES, definitions

_SCHEMA = {"row": pl.Int64, "acronym": pl.String, "expansion": pl.String}


def definitions_of(texts: Texts, per_paper: int = 2) -> pl.DataFrame:
    """Return the acronyms that papers define.

    Parameters
    ----------
    texts
        Cleaned texts (`text.clean`).
    per_paper
        How many texts in a row are of one paper.

    Returns
    -------
    polars.DataFrame
        `acronyms`, `expansions`, side by side, in the order of the text, each pair once; a row is
        a paper.
    """
    wide = has_wide(texts)
    plain = np.flatnonzero(~wide)
    found, asked = _in_plain(texts, plain)
    others = np.concatenate([np.flatnonzero(wide), plain[asked]])
    asked_texts = zip(others, texts.cut(*(texts.bounds[others + at] for at in (0, 1))), strict=True)
    rows = [(row, *pair) for row, text in asked_texts for pair in definitions(text)]
    pairs = (
        pl.concat([found, pl.DataFrame(rows, schema=_SCHEMA, orient="row")])
        .sort("row", maintain_order=True)
        .with_columns(row=pl.col("row") // per_paper)
        .unique(maintain_order=True)
        .group_by("row", maintain_order=True)
        .agg(acronyms="acronym", expansions="expansion")
    )
    papers = pl.DataFrame({"row": pl.int_range(len(wide) // per_paper, eager=True)})
    return papers.join(pairs, on="row", how="left", maintain_order="left").select(
        pl.col("acronyms", "expansions").fill_null([])
    )


def _in_plain(
    texts: Texts, rows: npt.NDArray[np.int64]
) -> tuple[pl.DataFrame, npt.NDArray[np.bool_]]:
    """Return the definitions in ASCII texts, and which texts the loops could not read."""
    # memory is taken only where it is written; the shortest definition has more than four bytes
    size = int(texts.bounds[-1]) // 4 + 1
    spans, span_rows = np.empty((size, 4), dtype=np.int64), np.empty(size, dtype=np.int64)
    asked = np.zeros(len(rows), dtype=np.bool_)
    n = find_definitions(*texts, rows, *_lists(), spans, span_rows, asked)
    acronym, expansion = (texts.cut(spans[:n, at], spans[:n, at + 1]) for at in (0, 2))
    return pl.DataFrame({"row": span_rows[:n], "acronym": acronym, "expansion": expansion}), asked


@cache
def _lists() -> tuple[Texts, Words, Words]:
    lists = (sorted(words) for words in (stop_words(), prefixes()))
    return Texts.of(pl.Series(ASIDES)), *(Words.of(pl.Series(words)) for words in lists)
