"""`workbench load` without what is measured apart: near matches and the term index.

    python benchmarks/exact_load.py RAW OUT

All checks, the ledger, exact identity, all tables and the layer for later loads are as ever.
"""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from unittest.mock import patch

from workbench.tables import empty

run = import_module("workbench.load.run")
derive = import_module("workbench.load.derive")

NO_WORDS = (None, run.WORDS_SCHEMA.to_frame())
NO_INDEX = SimpleNamespace(**{name: empty(name) for name in ("terms", "forms", "postings")})

if __name__ == "__main__":
    with (
        patch.object(derive, "identify", partial(derive.identify, near=False)),
        patch.object(run, "known_words", lambda papers, layer: NO_WORDS),
        patch.object(run, "index_surface", lambda surface: NO_INDEX),
    ):
        report = run.load(sys.argv[1], sys.argv[2])
    print(report.n_listings if hasattr(report, "n_listings") else report)
