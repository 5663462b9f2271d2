"""The tables of the terms: those of the last load where no text has changed, else made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from ..settings import Settings
from ..tables import LAYER, Kept, Manifest, is_whole
from .layer import Layer
from .segment import Segment

_TABLES = ("terms", "forms", "postings")
_TEXTS = ["paper_id", "title", "abstract"]
_PAPERS_AT_ONCE = 1 << 14

Tables = dict[str, pl.DataFrame | Iterable[pl.DataFrame] | Kept]


def indexed(
    papers: pl.DataFrame,
    settings: Settings,
    out: Path,
    before: Manifest | None,
    printed_now: Segment,
    scratch: Path,
) -> tuple[Tables, Layer]:
    """Return the tables of the terms, and the layer of words they come from.

    The postings are made slice by slice when they are written. Where only dates, series or
    listings changed, the tables of the last load are taken over.

    Parameters
    ----------
    papers
        The table `papers`.
    settings
        Of the collection.
    out
        The folder of the tables.
    before
        What the last load wrote there, if this one can build on it.
    printed_now
        Gets the words that the layer did not have.
    scratch
        A folder for what is made on the way.
    """
    # the import takes half a second, most of it for the compiler: a load that finds nothing new
    # does without
    from ..terms import Readers, TermRules, index_in_slices_by
    from .words import WORDS_SCHEMA, known_words

    words = Layer(out / LAYER / "words", "text_id", WORDS_SCHEMA)
    if before is not None and _holds(before, papers, settings, out):
        words.keep_all()
        return {name: Kept.of(before, out, name) for name in _TABLES}, words
    rules = TermRules.of(settings.terms)
    readers = Readers(steps=rules.steps)
    parts = known_words(papers, words, printed_now, rules.steps, readers)
    index = index_in_slices_by(parts, rules, folder=scratch, readers=readers)
    return {"terms": index.terms, "forms": index.forms, "postings": index.postings}, words


def _holds(before: Manifest, papers: pl.DataFrame, settings: Settings, out: Path) -> bool:
    """Say whether the last load made its index of the same texts, by the same rules."""
    if before.settings["terms"] != settings.terms or not is_whole(out, before, ["papers"]):
        return False
    file = out / "papers.parquet"
    if not pl.read_parquet(file, columns=["paper_id"]).equals(papers.select("paper_id")):
        return False
    held = pl.scan_parquet(file).select(_TEXTS)
    for first in range(0, papers.height, _PAPERS_AT_ONCE):
        now = papers.select(_TEXTS)[first : first + _PAPERS_AT_ONCE]
        if not held.slice(first, _PAPERS_AT_ONCE).collect().equals(now):
            return False
    return is_whole(out, before, _TABLES)


@contextmanager
def scratch_folder(folder: Path) -> Iterator[Path]:
    """Make a folder that is gone afterwards; what a killed load left there goes first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
