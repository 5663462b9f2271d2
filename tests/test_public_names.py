"""The names that other people rely on."""

from __future__ import annotations

import subprocess
import sys
from types import FunctionType, ModuleType

import pytest

import workbench as wb

CONTRACT = [
    "bursts",
    "change_points",
    "comparability",
    "compare_windows",
    "cooccurrence",
    "dump_overlap",
    "emerging_terms",
    "explain_term",
    "explore_pair",
    "explore_paper",
    "explore_table",
    "explore_term",
    "key_terms",
    "load",
    "new_papers",
    "one_series",
    "pair_trends",
    "papers_behind",
    "repeats",
    "rising_terms",
    "robustness",
    "save",
    "show_papers",
    "step_effect",
    "term_kinds",
    "term_steps",
    "term_ranks",
    "term_trends",
    "topics",
]
DRAWN = set(CONTRACT) - {
    "explain_term",
    "explore_pair",
    "explore_paper",
    "explore_table",
    "explore_term",
    "key_terms",
    "load",
    "one_series",
    "pair_trends",
    "papers_behind",
    "save",
    "show_papers",
    "step_effect",
    "term_kinds",
    "term_steps",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_functions_are_functions(name: str) -> None:
    assert isinstance(getattr(wb, name), FunctionType)
    assert getattr(wb, name).__doc__


@pytest.mark.parametrize("name", wb.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert getattr(wb, name).__doc__
    assert name in dir(wb)


def test_charts_have_the_names_of_their_analyses() -> None:
    assert isinstance(wb.charts, ModuleType)
    for name in DRAWN:
        assert callable(getattr(wb.charts, name))


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="term_trends"):
        _ = wb.trends_of_terms


def test_loading_waits_for_no_library_of_charts_or_models() -> None:
    code = "import sys, workbench.cli; print(*sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"altair", "sklearn", "statsmodels", "nbconvert", "numba", "scipy"} & set(modules)
