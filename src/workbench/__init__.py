"""Workbench turns dumps of paper listings into tables, and the tables into answers.

The public names are imported when they are first used: loading dumps does not wait for the
libraries of charts and models.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

from .errors import WorkbenchError
from .load import LoadReport, check, load

__version__ = version("workbench")

# name -> the room that has it; a room itself stands with its own name
_ROOMS = {
    "Corpus": "corpus",
    "Timeline": "corpus",
    "Topics": "analysis",
    "arrivals": "analysis",
    "bursts": "analysis",
    "change_points": "analysis",
    "charts": "charts",
    "comparability": "analysis",
    "compare_windows": "analysis",
    "cooccurrence": "analysis",
    "coverage": "analysis",
    "dump_overlap": "analysis",
    "emerging_terms": "analysis",
    "explain_term": "views",
    "explore_pair": "explore",
    "explore_paper": "explore",
    "explore_table": "explore",
    "explore_term": "explore",
    "field_origins": "analysis",
    "key_terms": "analysis",
    "ledger": "analysis",
    "merges_by_rule": "analysis",
    "one_series": "analysis",
    "pair_trends": "analysis",
    "new_papers": "analysis",
    "paper_lives": "analysis",
    "papers_behind": "analysis",
    "readings": "views",
    "rejects": "analysis",
    "rejects_by_rule": "analysis",
    "repeats": "analysis",
    "rising_terms": "analysis",
    "robustness": "analysis",
    "save": "export",
    "show_papers": "views",
    "sources": "analysis",
    "step_effect": "analysis",
    "table": "views",
    "term_kinds": "analysis",
    "term_ranks": "analysis",
    "term_steps": "analysis",
    "term_trends": "analysis",
    "topics": "analysis",
}

__all__ = ["LoadReport", "WorkbenchError", "check", "load", *_ROOMS]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"workbench has no public name {name!r}; it has: {', '.join(__all__)}")
    room = import_module(f"{__name__}.{_ROOMS[name]}")
    return room if name == _ROOMS[name] else getattr(room, name)


def __dir__() -> list[str]:
    return sorted(__all__)
