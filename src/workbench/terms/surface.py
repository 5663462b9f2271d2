"""The words of a paper as printed: the layer that depends on one paper alone.

What is derived from here on (folding, phrases, concepts) depends on the whole pile and is computed
anew for every pile; this layer can be kept.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from ..errors import InputError
from ..text import Word, words
from .acronyms import definitions

SURFACE_SCHEMA = {
    "paper_id": pl.String,
    "words": pl.String,
    "marks": pl.Binary,
    "acronyms": pl.List(pl.String),
    "expansions": pl.List(pl.String),
}
_OPENS = 4
_IN_TITLE = 8


def surface_words(papers: pl.DataFrame) -> pl.DataFrame:
    """Return the printed words of papers, one row a paper.

    Parameters
    ----------
    papers
        Columns `paper_id`, `title`, `abstract`; a missing text counts as empty.

    Returns
    -------
    polars.DataFrame
        `paper_id`; `words`, the printed words divided by blanks; `marks`, one byte a word: its
        `Joint`, 4 if it opens a sentence, 8 if it stands in the title; `acronyms` and
        `expansions`, the acronyms that the paper defines, side by side.

    Raises
    ------
    InputError
        If a column is missing, or a `paper_id` is null or stands twice.
    """
    missing = [name for name in ("paper_id", "title", "abstract") if name not in papers.columns]
    if missing:
        raise InputError(f"papers have no column {', '.join(missing)}; found {papers.columns}")
    if papers["paper_id"].null_count() or papers["paper_id"].is_duplicated().any():
        raise InputError("papers need one row a paper_id; found one missing or repeated")
    rows = papers.select("paper_id", pl.col("title", "abstract").fill_null("")).iter_rows()
    return pl.DataFrame(
        [(paper_id, *_of_paper(title, abstract)) for paper_id, title, abstract in rows],
        schema=SURFACE_SCHEMA,
        orient="row",
    )


def _of_paper(title: str, abstract: str) -> tuple[str, bytes, list[str], list[str]]:
    head, body = words(title), words(abstract)
    printed = " ".join(word.surface for word in (*head, *body))
    marks = bytes((*(_mark(word) | _IN_TITLE for word in head), *map(_mark, body)))
    pairs = definitions(f"{title}\n{abstract}")
    return printed, marks, [pair.acronym for pair in pairs], [pair.expansion for pair in pairs]


def _mark(word: Word) -> int:
    return word.joint | (_OPENS if word.opens else 0)


def tokens_of(surface: pl.DataFrame) -> pl.DataFrame:
    """Return one row a printed word, in order.

    Parameters
    ----------
    surface
        What `surface_words` returned.

    Returns
    -------
    polars.DataFrame
        `doc` (row number of the paper), `surface`, `joint`, `opens`, `in_title`.
    """
    held = surface.with_row_index("doc").filter(pl.col("words") != "")
    marks = pl.Series(np.frombuffer(b"".join(held["marks"]), dtype=np.uint8))
    return (
        held.select("doc", surface=pl.col("words").str.split(" "))
        .explode("surface")
        .with_columns(
            joint=marks & 3,
            opens=(marks & _OPENS) > 0,
            in_title=(marks & _IN_TITLE) > 0,
        )
    )
