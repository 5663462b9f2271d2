"""Finding, running, cleaning and comparing the notebooks, and JupyterLab set up for them."""

from __future__ import annotations

from .jupyterlab import lab

__all__ = ["lab"]
