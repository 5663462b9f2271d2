"""`workbench load` without what is measured apart: near matches and the term index.

    python benchmarks/exact_load.py RAW OUT

All checks, the ledger, exact identity, all tables and the layer for later loads are as ever.
"""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from unittest.mock import patch

import polars as pl

from workbench.tables import empty

run = import_module("workbench.load.run")
derive = import_module("workbench.load.derive")


def no_terms(papers, settings, out, before, printed_now, scratch):
    """Stand in for the term index: its tables, empty, and an empty layer of words."""
    tables = {name: empty(name) for name in ("terms", "forms", "postings")}
    return tables, run.Layer(out / "none", "text_id", pl.Schema({"text_id": pl.String}))


if __name__ == "__main__":
    with (
        patch.object(derive, "identify", partial(derive.identify, near=False)),
        patch.object(run, "indexed", no_terms),
    ):
        report = run.load(sys.argv[1], sys.argv[2])
    print(report.sentence())
