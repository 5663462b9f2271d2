"""The rules of [terms], from the settings of a collection to its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import papers, spaced
from piles import pile, tables_in
from workbench import Corpus
from workbench.load import check, load

RULES = """[terms]
stop = ["ferries"]
keep = ["one curious seal"]
synonyms = { sea = ["storms"] }
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return pile(tmp_path / "mine", {"a.txt": spaced(papers(1, 2, 3))})


def terms_in(out: Path) -> set[str]:
    return set(Corpus.open(out).terms["term"])


def test_rules_are_followed_and_their_change_is_noticed(raw: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    load(raw, out)
    assert {"ferries", "seal", "storms"} <= terms_in(out)
    (raw / "workbench.toml").write_text(RULES, encoding="utf-8")
    assert "workbench.toml has changed" in check(raw, out)[0]
    load(raw, out)
    assert check(raw, out) == []
    ruled = terms_in(out)
    assert "one curious seal" in ruled
    assert not {"ferries", "curious seal", "storms"} & ruled
    load(raw, fresh)
    assert tables_in(out) == tables_in(fresh)


def test_rules_taken_back_leave_no_trace(raw: Path, tmp_path: Path) -> None:
    out, ruled = tmp_path / "out", tmp_path / "ruled"
    load(raw, out)
    (raw / "workbench.toml").write_text(RULES, encoding="utf-8")
    load(raw, ruled)
    (raw / "workbench.toml").unlink()
    load(raw, ruled)
    assert {k: v for k, v in tables_in(ruled).items() if k.endswith("terms.parquet")} == {
        k: v for k, v in tables_in(out).items() if k.endswith("terms.parquet")
    }
