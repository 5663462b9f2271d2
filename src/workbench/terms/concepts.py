"""Concepts: an acronym counted as what it stands for, where papers say what that is."""

from __future__ import annotations

import numpy as np
import polars as pl

from ..kernel.prose import JOINT
from ..text import EVERY_STEP, Steps
from .acronyms import singular_acronym
from .printed import Reader
from .stream import Stream

# An acronym stands for one thing in every paper that prints it if at least two papers say so (one
# paper's own abbreviation may be another's letters: RF, KT), and at least this share of the papers
# that define it. CS is compressed sensing in three papers of four; taking it for that everywhere
# would already be wrong.
MIN_DEFINING_PAPERS = 2
MIN_AGREEMENT = 0.9

_CONCEPTS = {"doc": pl.Int32, "term_id": pl.Int64, "concept_id": pl.Int64}


def concepts_in(
    told: pl.DataFrame, stream: Stream, terms: pl.DataFrame, steps: Steps = EVERY_STEP
) -> pl.DataFrame:
    """Return where an acronym stands for another term.

    An acronym whose definitions agree counts as its expansion in every paper that prints it, in the
    case in which it was defined (`SAM`, not `Sam`); any other only in the papers that define it. An
    expansion that is no term (too long, or held by one paper) makes no concept, but it does count
    as a second meaning.

    Parameters
    ----------
    told
        What papers define: `doc`, `acronyms`, `expansions`, one row a definition.
    stream
        The pile's words.
    terms
        `term_id`, `term`.
    steps
        The steps that the stream took.

    Returns
    -------
    polars.DataFrame
        `doc`, `term_id`, `concept_id`, one row a paper and acronym.
    """
    if not steps.acronyms:
        return pl.DataFrame(schema=_CONCEPTS)
    defined = _definitions(told, stream, steps)
    printed = _printed_acronyms(stream, defined)
    everywhere = printed.join(_agreed(defined), on="acronym").with_columns(own=pl.lit(False))
    inside = printed.join(defined, on=["doc", "acronym"]).with_columns(own=pl.lit(True))
    spoken = pl.concat([printed["term"], defined["meaning"]]).unique()
    ids = terms.select("term", "term_id").filter(pl.col("term").is_in(spoken.implode()))
    return (
        # A paper's own definition goes first, even where its meaning turns out to be no term.
        pl.concat([inside, everywhere], how="diagonal")
        .join(ids, on="term")
        .sort("doc", "term_id", ~pl.col("own"), "acronym", "meaning")
        .unique(["doc", "term_id"], keep="first", maintain_order=True)
        .join(ids.rename({"term": "meaning", "term_id": "concept_id"}), on="meaning")
        .select("doc", "term_id", "concept_id")
    )


def _definitions(told: pl.DataFrame, stream: Stream, steps: Steps) -> pl.DataFrame:
    """Return `doc`, `acronym`, `meaning` (the expansion as a term), each row once."""
    counted = dict(stream.vocabulary.select("surface", _counted()).iter_rows())
    expansions = told["expansions"].unique()
    meanings = pl.DataFrame([expansions, _meanings(expansions, counted, steps)])
    return (
        told.join(meanings, on="expansions")
        .select("doc", pl.col("acronyms").alias("acronym"), "meaning")
        .unique()
    )


def _counted() -> pl.Expr:
    return pl.concat_str("first", "second", separator=" ", ignore_nulls=True)


def _meanings(expansions: pl.Series, counted: dict[str, str], steps: Steps) -> pl.Series:
    """Return expansions as the terms they are; those that cannot be one as they stand."""
    texts = pl.DataFrame({"title": expansions, "abstract": ""}).select(
        text=pl.concat_list("title", "abstract")
    )
    read, _ = Reader(steps).read(texts["text"].explode())
    meant = []
    for expansion, printed, marks in zip(expansions, read["words"], read["marks"], strict=True):
        found = printed.split()
        whole = all(mark & JOINT for mark in marks[:-1]) and all(word in counted for word in found)
        meant.append(" ".join(counted[word] for word in found) if whole else expansion)
    return pl.Series("meaning", meant, dtype=pl.String)


def _printed_acronyms(stream: Stream, defined: pl.DataFrame) -> pl.DataFrame:
    """Return `doc`, `acronym`, `term`: where the defined acronyms are printed, plural or not."""
    singulars = [singular_acronym(surface) for surface in stream.vocabulary["surface"]]
    known = stream.vocabulary.select(
        pl.Series("acronym", singulars, dtype=pl.String), term=_counted()
    )
    wanted = np.zeros(len(stream.word_of), dtype=np.bool_)
    wanted[: len(singulars)] = pl.Series(singulars).is_in(defined["acronym"].implode())
    found = [known.clear().with_columns(doc=pl.lit(None, pl.Int32))]
    blocks = stream.blocks()
    for block in map(blocks.read, range(len(blocks))):
        at = np.flatnonzero(wanted[block.codes])
        doc = block.first_paper + np.searchsorted(block.starts, at, side="right") - 1
        printed = known[block.codes[at]].with_columns(doc=pl.Series(doc, dtype=pl.Int32))
        found.append(printed.unique())
    return pl.concat(found)


def _agreed(defined: pl.DataFrame) -> pl.DataFrame:
    """Return `acronym`, `meaning` for the acronyms whose definitions agree."""
    return (
        defined.group_by("acronym", "meaning")
        .agg(papers=pl.col("doc").n_unique())
        .filter(
            pl.col("papers")
            >= pl.max_horizontal(
                pl.lit(MIN_DEFINING_PAPERS),
                MIN_AGREEMENT * pl.col("papers").sum().over("acronym"),
            )
        )
        .select("acronym", "meaning")
    )
