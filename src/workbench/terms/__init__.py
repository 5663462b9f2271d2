"""The terms of a pile of papers: which there are, which paper holds which, what they stand for."""

from .candidates import candidates
from .folds import FOLDS, folds
from .habits import habits
from .index import (
    SlicedIndex,
    TermTables,
    build_index,
    index_in_slices,
    index_surface,
    term_id,
)
from .papers_forms import printed_forms_in
from .phrases import MAX_WORDS, MIN_PHRASE_PAPERS
from .ranking import rank_terms
from .resolve import Lookup, resolve, steps_of
from .rules import TermRules, build_by, index_by, index_in_slices_by
from .surface import SURFACE_SCHEMA, Readers, surface_parts, surface_words

__all__ = [
    "FOLDS",
    "MAX_WORDS",
    "MIN_PHRASE_PAPERS",
    "SURFACE_SCHEMA",
    "Lookup",
    "Readers",
    "SlicedIndex",
    "TermRules",
    "TermTables",
    "build_by",
    "build_index",
    "candidates",
    "folds",
    "habits",
    "index_by",
    "index_in_slices",
    "index_in_slices_by",
    "index_surface",
    "printed_forms_in",
    "rank_terms",
    "resolve",
    "steps_of",
    "surface_parts",
    "surface_words",
    "term_id",
]
