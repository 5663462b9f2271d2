"""Questions to a corpus: each function takes it and returns a tidy frame."""

from __future__ import annotations

from .arrivals import arrivals
from .bursts import bursts
from .cooccurrence import cooccurrence
from .coverage import coverage
from .inventory import ledger, merges_by_rule, rejects, rejects_by_rule, sources
from .key_terms import key_terms
from .kinds import term_kinds
from .origins import field_origins
from .papers import papers_behind
from .repeats import dump_overlap, paper_lives, repeats
from .rising import rising_terms
from .robustness import robustness
from .topics import Topics, topics
from .trends import term_trends

__all__ = [
    "Topics",
    "arrivals",
    "bursts",
    "cooccurrence",
    "coverage",
    "dump_overlap",
    "field_origins",
    "key_terms",
    "ledger",
    "merges_by_rule",
    "paper_lives",
    "papers_behind",
    "rejects",
    "rejects_by_rule",
    "repeats",
    "rising_terms",
    "robustness",
    "sources",
    "term_kinds",
    "term_trends",
    "topics",
]
