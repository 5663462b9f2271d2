"""Questions to a corpus: each function takes it and returns a tidy frame."""

from __future__ import annotations

from .arrivals import arrivals, new_papers
from .bursts import bursts
from .change_points import change_points
from .comparability import comparability
from .cooccurrence import cooccurrence
from .coverage import coverage
from .emerging import emerging_terms
from .focus import one_series
from .inventory import ledger, merges_by_rule, rejects, rejects_by_rule, sources
from .key_terms import key_terms
from .kinds import term_kinds
from .origins import field_origins
from .pair_trends import pair_trends
from .papers import papers_behind
from .repeats import dump_overlap, paper_lives, repeats
from .rising import rising_terms
from .robustness import robustness
from .term_ranks import term_ranks
from .term_steps import step_effect, term_steps
from .topics import Topics, topics
from .trends import term_trends
from .windows import compare_windows

__all__ = [
    "Topics",
    "arrivals",
    "bursts",
    "change_points",
    "comparability",
    "compare_windows",
    "cooccurrence",
    "coverage",
    "dump_overlap",
    "emerging_terms",
    "field_origins",
    "key_terms",
    "ledger",
    "merges_by_rule",
    "new_papers",
    "one_series",
    "pair_trends",
    "paper_lives",
    "papers_behind",
    "rejects",
    "rejects_by_rule",
    "repeats",
    "rising_terms",
    "robustness",
    "sources",
    "step_effect",
    "term_kinds",
    "term_ranks",
    "term_steps",
    "term_trends",
    "topics",
]
