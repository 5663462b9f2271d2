"""From a folder of dumps to tables, and the proof that the tables still fit the dumps."""

from __future__ import annotations

from .check import check
from .fresh import held_in, must_be_fresh
from .outcome import LoadReport
from .run import default_tables, load

__all__ = ["LoadReport", "check", "default_tables", "held_in", "load", "must_be_fresh"]
