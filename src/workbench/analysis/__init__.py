"""Questions to a corpus: each function takes it and returns a tidy frame."""

from __future__ import annotations

from .bursts import bursts
from .cooccurrence import cooccurrence
from .papers import papers_behind
from .repeats import dump_overlap, paper_lives, repeats
from .rising import rising_terms
from .topics import Topics, topics
from .trends import term_trends

__all__ = [
    "Topics",
    "bursts",
    "cooccurrence",
    "dump_overlap",
    "paper_lives",
    "papers_behind",
    "repeats",
    "rising_terms",
    "term_trends",
    "topics",
]
