"""What joins results with words and pages: tables as shown, readings in sentences."""

from __future__ import annotations

from . import readings
from .explain import TermView, explain_term
from .reading import Reading
from .show_papers import show_papers
from .tables import TableView, table

__all__ = ["Reading", "TableView", "TermView", "explain_term", "readings", "show_papers", "table"]
