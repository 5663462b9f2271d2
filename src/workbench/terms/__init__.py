"""The terms of a pile of papers: which there are, which paper holds which, what they stand for."""

from .index import (
    SlicedIndex,
    TermTables,
    build_index,
    index_in_slices,
    index_surface,
    term_id,
)
from .phrases import MAX_WORDS, MIN_PHRASE_PAPERS
from .ranking import rank_terms
from .resolve import resolve
from .surface import SURFACE_SCHEMA, surface_words

__all__ = [
    "MAX_WORDS",
    "MIN_PHRASE_PAPERS",
    "SURFACE_SCHEMA",
    "SlicedIndex",
    "TermTables",
    "build_index",
    "index_in_slices",
    "index_surface",
    "rank_terms",
    "resolve",
    "surface_words",
    "term_id",
]
