"""Abstracts as evidence."""

from __future__ import annotations

import polars as pl
import pytest

from listed import LONG, OTHER, copies
from workbench.identity.abstracts import SHORTEST, is_long, likeness, same_text, sketches


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (LONG, LONG, 1.0, 1.0),
        (LONG, LONG.upper().replace(".", ";"), 1.0, 1.0),
        (LONG, OTHER, 0.0, 0.1),
        (LONG, LONG.replace("cheap", "plain"), 0.8, 0.95),
        (LONG, LONG[:140], 0.9, 1.0),
        ("No abstract available", "No abstract available", 0.0, 0.0),
    ],
)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)


def test_same_text_is_blind_to_case_and_punctuation_and_to_what_is_short() -> None:
    texts = pl.DataFrame(
        {"abstract": [LONG, LONG.lower().replace(".", " –"), OTHER, "Short.", None]}
    )
    one, again, other, short, none = texts.select(same_text(pl.col("abstract"))).to_series()
    assert one == again != other
    assert short is none is None


def test_only_a_long_abstract_proves_anything() -> None:
    texts = pl.DataFrame({"abstract": ["x" * SHORTEST, "x" * (SHORTEST - 1), None]})
    assert texts.select(is_long(pl.col("abstract"))).to_series().to_list() == [True, False, False]


def test_abstracts_that_share_a_sentence_share_a_sketch() -> None:
    first, rest = LONG.split(". ", 1)
    rows = sketches(
        copies(
            {"title": "Tides", "abstract": LONG},
            {"title": "Gauges", "abstract": f"{first}. {OTHER}"},
            {"title": "Corals", "abstract": f"A new beginning. {rest}"},
            {"title": "Rings", "abstract": "Short. Very short."},
        )
    )
    of = {copy: set(part["sentence"]) for (copy,), part in rows.group_by("copy")}
    corals, gauges, tides = (of[copy] for copy in (0, 1, 3))
    assert len(of) == 3
    assert tides & gauges
    assert tides & corals
    assert not gauges & corals
