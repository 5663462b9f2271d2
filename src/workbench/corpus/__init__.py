"""The corpus: tables opened for questions, with a time axis, a counting mode and filters."""

from __future__ import annotations

from .corpus import Corpus
from .passages import printed_pattern
from .periods import PERIODS
from .presence import Pairs
from .timeline import AXES, COUNTS, Timeline

__all__ = ["AXES", "COUNTS", "PERIODS", "Corpus", "Pairs", "Timeline", "printed_pattern"]
