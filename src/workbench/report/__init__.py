"""The report: notebooks that have run, as one page that needs neither network nor Python."""

from __future__ import annotations

from .build import Report, report

__all__ = ["Report", "report"]
