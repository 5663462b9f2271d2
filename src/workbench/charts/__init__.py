"""Charts: a frame in, an Altair chart out; one function for each analysis.

Charts take the frames that the analyses return, as polars or as pandas. They sort, select and
format, but compute no measure, and leave the frame as it is.
"""

from __future__ import annotations

from workbench.charts.again import fit
from workbench.charts.bursts import bursts
from workbench.charts.calendar import calendar
from workbench.charts.change_points import change_points
from workbench.charts.comparability import comparability
from workbench.charts.cooccurrence import cooccurrence, pairs
from workbench.charts.coverage import coverage
from workbench.charts.dumps import dumps
from workbench.charts.emerging import emerging_terms
from workbench.charts.key_terms import key_terms
from workbench.charts.new_papers import new_papers
from workbench.charts.overlap import dump_overlap
from workbench.charts.rejects import rejects
from workbench.charts.render import enable, to_png, to_svg
from workbench.charts.repeats import repeated_papers, repeats
from workbench.charts.rising import rising_terms, style_drift
from workbench.charts.robustness import robustness
from workbench.charts.term_ranks import term_ranks
from workbench.charts.topics import topic_terms, topics
from workbench.charts.trends import term_trends
from workbench.charts.windows import compare_windows

__all__ = [
    "bursts",
    "calendar",
    "change_points",
    "comparability",
    "compare_windows",
    "cooccurrence",
    "coverage",
    "dump_overlap",
    "dumps",
    "emerging_terms",
    "enable",
    "fit",
    "key_terms",
    "new_papers",
    "pairs",
    "rejects",
    "repeated_papers",
    "repeats",
    "rising_terms",
    "robustness",
    "style_drift",
    "term_ranks",
    "term_trends",
    "to_png",
    "to_svg",
    "topic_terms",
    "topics",
]
