"""Memory given back to the system between the steps of long work."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what was freed and the C library keeps for later.

    Arrays of one step rarely fit into the gaps that those of the step before left behind. Nothing
    happens where the C library knows no such request.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
