"""The page on identity is true: its example is read, its code runs, its rules are the rules."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from workbench.identity.differences import Kind
from workbench.identity.evidence import ALIKE, SAME_ABSTRACT, SAME_AUTHOR, VOUCHED
from workbench.settings import read_settings


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "identity.md").read_text(encoding="utf-8")


def test_the_settings_example_is_read(page: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "workbench.toml").write_text(example, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.same == (("2501.01234", "A Title That Was Changed"),)
    assert settings.different == (("A Common Title", "10.1000/182"),)


def test_the_python_example_runs(
    page: str, sample_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    shutil.copytree(sample_tables, tmp_path / "data" / "processed" / "sample")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    exec(compile(example, "docs/identity.md", "exec"), {})


def test_the_table_of_evidence_is_the_one_in_force(page: str) -> None:
    rows = re.findall(r"^\| [^|]+ \| (0\.\d) \| (enough|–)", page, re.MULTILINE)
    assert rows == [(str(ALIKE[kind]), "enough" if kind in VOUCHED else "–") for kind in Kind]


def test_every_rule_is_named(page: str) -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert named == {"override", "identifier", "normalized_title", SAME_ABSTRACT, SAME_AUTHOR}
