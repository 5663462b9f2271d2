"""The printed words of papers, from earlier loads where their text is the same."""

from __future__ import annotations

import hashlib

import polars as pl

from ..terms import SURFACE_SCHEMA, surface_words
from ..text import BEFORE_WORDS, EVERY_STEP, Steps
from .layer import Layer

# a row of the layer: the words of one text
WORDS_SCHEMA = pl.Schema(
    {"text_id": pl.String, **{k: v for k, v in SURFACE_SCHEMA.items() if k != "paper_id"}}
)


def known_words(
    papers: pl.DataFrame, layer: Layer, steps: Steps = EVERY_STEP
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the printed words of papers.

    Parameters
    ----------
    papers
        Columns `paper_id`, `title`, `abstract`.
    layer
        Words of earlier loads.
    steps
        Which steps to take; words that others made are others.

    Returns
    -------
    surface : polars.DataFrame
        What :func:`workbench.terms.surface_words` returns.
    fresh : polars.DataFrame
        The rows that the layer did not have.
    """
    texts = papers.select(
        "paper_id",
        "title",
        "abstract",
        text_id=pl.Series(_text_ids(papers, steps), dtype=pl.String),
    )
    kept = layer.keep(texts["text_id"]).unique("text_id")
    new = texts.join(kept, on="text_id", how="anti").unique("text_id", maintain_order=True)
    fresh = (
        surface_words(new.select("paper_id", "title", "abstract"), steps=steps)
        .join(new.select("paper_id", "text_id"), on="paper_id")
        .select(WORDS_SCHEMA.names())
    )
    surface = texts.join(pl.concat([kept, fresh]), on="text_id").select(list(SURFACE_SCHEMA))
    return surface, fresh


def _text_ids(papers: pl.DataFrame, steps: Steps) -> list[str]:
    # nothing is added where all steps are taken, so that layers of earlier versions stay good
    off = "".join(f"\0{step}" for step in BEFORE_WORDS if step in steps.off)
    texts = papers.select("title", pl.col("abstract").fill_null("")).iter_rows()
    return [
        hashlib.blake2b(f"{title}\0{abstract}{off}".encode(), digest_size=16).hexdigest()
        for title, abstract in texts
    ]
