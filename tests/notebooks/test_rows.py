from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.notebooks.rows import compare_rows

Rows = list[dict[str, Any]]


def told(was: Rows, now: Rows) -> list[str]:
    return [str(change) for change in compare_rows(was, now)]


def trend(**shares: float) -> Rows:
    """Return rows of two terms; a share is given as `agent_03`."""
    return [
        {"label": term, "period": f"2025-{month}", "papers": 50, "share": share}
        for place, share in shares.items()
        for term, month in [place.split("_")]
    ]


CASES = [
    (
        "a value is named by what the row is about and its period",
        trend(agent_03=0.12, agent_04=0.2, reef_03=0.5),
        trend(agent_03=0.14, agent_04=0.2, reef_03=0.5),
        ["share of *agent* in 2025-03: 0.12 → 0.14"],
    ),
    (
        "what all rows are about is named where periods tell them apart",
        trend(agent_03=0.12, agent_04=0.2),
        trend(agent_03=0.12, agent_04=0.3),
        ["share of *agent* in 2025-04: 0.2 → 0.3"],
    ),
    (
        "as many digits as it takes",
        trend(agent_03=0.1234567, reef_03=0.5),
        trend(agent_03=0.1234568, reef_03=0.5),
        ["share of *agent* in 2025-03: 0.1234567 → 0.1234568"],
    ),
    (
        "a row that came and one that went",
        trend(agent_03=0.1, reef_03=0.5),
        trend(agent_03=0.1, tide_03=0.25),
        [
            "row *tide* in 2025-03: not there → share 0.25, papers 50",
            "row *reef* in 2025-03: share 0.5, papers 50 → not there",
        ],
    ),
    (
        "the leading figure first, the others beside it, limits last",
        [{"label": "agent", "low": 0.1, "papers_with_term": 5, "share": 0.2}],
        [{"label": "agent", "low": 0.2, "papers_with_term": 6, "share": 0.3}],
        ["share of *agent*: 0.2 → 0.3 (papers with term 5 → 6, low 0.1 → 0.2)"],
    ),
    (
        "a pair is named by both",
        [{"label a": "fog", "label b": "net", "npmi": "0.5"}] * 1,
        [{"label a": "fog", "label b": "net", "npmi": "0.6"}] * 1,
        ["npmi of *fog* and *net*: 0.5 → 0.6"],
    ),
    (
        "a number that names a row is called by its column",
        [{"topic": 1, "weight": 0.5}, {"topic": 2, "weight": 0.5}],
        [{"topic": 1, "weight": 0.5}, {"topic": 2, "weight": 0.75}],
        ["weight of topic 2: 0.5 → 0.75"],
    ),
    (
        "an order alone",
        [{"label": "a", "n": 1}, {"label": "b", "n": 1}],
        [{"label": "b", "n": 1}, {"label": "a", "n": 1}],
        ["row *b*: place 2 → place 1"],
    ),
    (
        "rows that nothing names go by their place",
        [{"n": 1}, {"n": 1}],
        [{"n": 1}, {"n": 2}],
        ["n of row 2: 1 → 2"],
    ),
    (
        "a column that came",
        [{"label": "a"}],
        [{"label": "a", "share": 0.5}],
        ["share of *a*: not there → 0.5"],
    ),
    (
        "a date without its midnight",
        [{"label": "a", "since": "2025-04-01T00:00:00"}],
        [{"label": "a", "since": "2025-05-01T00:00:00"}],
        ["since of *a*: 2025-04-01 → 2025-05-01"],
    ),
    ("a truth is no number", [{"n": 1}], [{"n": True}], ["n of row 1: 1 → true"]),
    ("no rows at all", [], [], []),
    ("rows come to none", [], [{"label": "a", "n": 1}], ["row 1: not there → label a, n 1"]),
]


@pytest.mark.parametrize(
    ("was", "now", "lines"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_changed_is_told_as_a_reader_would(was: Rows, now: Rows, lines: list[str]) -> None:
    assert told(was, now) == lines


def test_rows_of_equal_names_are_told_by_what_else_names_them() -> None:
    was = [{"label": "a", "check": c, "answer": "survives"} for c in ("ranks", "counts")]
    now = [was[0], {**was[1], "answer": "fails"}]
    assert told(was, now) == ["answer of *counts*: survives → fails"]


VALUES = st.none() | st.integers(0, 2) | st.sampled_from(["a", "b", "0.5%"]) | st.booleans()
TABLES = st.lists(
    st.fixed_dictionaries({"label": VALUES, "period": VALUES, "n": VALUES}), max_size=5
)


@given(TABLES, TABLES)
def test_rows_are_told_apart_exactly_when_they_look_different(was: Rows, now: Rows) -> None:
    assert bool(compare_rows(was, now)) == (repr(was) != repr(now))
