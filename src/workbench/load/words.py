"""The printed words of papers, from earlier loads where their text is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl

from ..terms import SURFACE_SCHEMA, Readers, surface_parts
from ..text import BEFORE_WORDS, EVERY_STEP, Steps
from .layer import Layer
from .segment import Segment

# a row of the layer: the words of one text
WORDS_SCHEMA = pl.Schema(
    {"text_id": pl.String, **{k: v for k, v in SURFACE_SCHEMA.items() if k != "paper_id"}}
)


_PAPERS_AT_ONCE = 4_096


def known_words(
    papers: pl.DataFrame,
    layer: Layer,
    fresh: Segment,
    steps: Steps = EVERY_STEP,
    readers: Readers | None = None,
) -> Iterator[pl.DataFrame]:
    """Return the printed words of papers, some at a time: what is known, then what is new.

    Parameters
    ----------
    papers
        Columns `paper_id`, `title`, `abstract`.
    layer
        Words of earlier loads.
    fresh
        Gets the rows that the layer did not have.
    steps
        Which steps to take; words that others made are others.
    readers
        As for :func:`workbench.terms.surface_parts`: new words then come with their numbers.

    Returns
    -------
    iterator of polars.DataFrame
        What :func:`workbench.terms.surface_words` returns, in parts.
    """
    ids = papers.select("paper_id", text_id=pl.Series(_text_ids(papers, steps), dtype=pl.String))
    found = layer.find(ids["text_id"])
    # papers of one text have the same words
    places = found.join(ids, on="text_id", maintain_order="left")
    for known in layer.read(places):
        yield known.select(list(SURFACE_SCHEMA))
    new = ids.with_row_index().join(found, on="text_id", how="anti", maintain_order="left")
    first = new.unique("text_id", keep="first", maintain_order=True)
    slices = (rows for rows in first.iter_slices(_PAPERS_AT_ONCE))
    texts = papers.select("paper_id", "title", "abstract")
    read = surface_parts((texts[rows["index"]] for rows in slices), steps=steps, readers=readers)
    for part, rows in zip(read, first.iter_slices(_PAPERS_AT_ONCE), strict=True):
        fresh.append(part.select(rows["text_id"], *WORDS_SCHEMA.names()[1:]))
        yield part.join(
            rows.select("paper_id", "text_id").join(new, on="text_id"), on="paper_id"
        ).select(pl.col("paper_id_right").alias("paper_id"), *part.columns[1:])


def _text_ids(papers: pl.DataFrame, steps: Steps) -> list[str]:
    # nothing is added where all steps are taken, so that layers of earlier versions stay good
    off = "".join(f"\0{step}" for step in BEFORE_WORDS if step in steps.off)
    texts = papers.select("title", pl.col("abstract").fill_null("")).iter_rows()
    return [
        hashlib.blake2b(f"{title}\0{abstract}{off}".encode(), digest_size=16).hexdigest()
        for title, abstract in texts
    ]
