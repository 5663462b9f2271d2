"""Explorers: type a term, a pair or a paper in JupyterLab, and see what the analyses say of it."""

from __future__ import annotations

from .explorer import Explorer
from .pair import explore_pair
from .paper import explore_paper
from .table import explore_table
from .term import explore_term

__all__ = ["Explorer", "explore_pair", "explore_paper", "explore_table", "explore_term"]
