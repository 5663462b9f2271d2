"""A user's own repository: made with all it needs, its notebooks rerun when dumps arrive."""

from __future__ import annotations

from ..notebooks.rerun import accept
from .rerun import rerun_notebooks

__all__ = ["accept", "rerun_notebooks"]
