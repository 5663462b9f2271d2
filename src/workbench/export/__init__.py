"""Charts as files to take along, without a network and without a browser."""

from __future__ import annotations

from .save import save

__all__ = ["save"]
