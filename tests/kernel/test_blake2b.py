from __future__ import annotations

import hashlib

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.kernel.blake2b import digests
from workbench.kernel.buffers import Texts


@given(st.lists(st.text(max_size=200), max_size=5))
@example(["", "a", "x" * 127, "x" * 128, "x" * 129, "é" * 64, "low rank"])
def test_digests_equal_those_of_hashlib(texts: list[str]) -> None:
    found = digests(Texts.of(pl.Series(texts, dtype=pl.String)))
    plain = [hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts]
    assert found.tolist() == [int.from_bytes(digest, "big") for digest in plain]
