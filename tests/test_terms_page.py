"""docs/terms.md is true: its code runs, its settings are read, its figures are the index's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polars as pl
import pytest

from workbench import Corpus, term_steps
from workbench.settings import read_settings
from workbench.terms import TermRules
from workbench.text import STEPS

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "terms.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)
TOML = re.findall(r"^```toml\n(.*?)^```", PAGE, re.M | re.S)


def test_the_python_of_the_page_runs_block_by_block(
    sample_tables: Path, tmp_path: Path, monkeypatch
) -> None:
    shutil.copytree(sample_tables, tmp_path / "data" / "processed" / "sample")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    names: dict[str, object] = {}
    assert len(PYTHON) == 4
    for number, block in enumerate(PYTHON):
        exec(compile(block, f"terms.md, block {number}", "exec"), names)


@pytest.mark.parametrize("block", TOML)
def test_the_settings_of_the_page_are_read(block: str, tmp_path: Path) -> None:
    (tmp_path / "workbench.toml").write_text(block, encoding="utf-8")
    said = read_settings(tmp_path).terms
    assert TermRules.of(said).said() == said


def test_the_steps_of_the_page_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (\w+) \| .+ \| `(?:text|terms)/\w+\.py` \|$", PAGE, re.M)
    assert [row for row in rows if row != "words"] == list(STEPS)


@pytest.mark.parametrize(
    ("printed", "counted"), re.findall(r"`([^`|]+)` → `([^`]+)`(?:;| \|)", PAGE)
)
def test_the_examples_of_the_page_hold(printed: str, counted: str) -> None:
    hyphened = counted.replace(" ", "-")
    texts = [f"One {printed} here", f"A {counted} there", f"The {hyphened}", f"Any {hyphened}"]
    corpus = Corpus.from_frame(pl.DataFrame({"title": texts}))
    assert corpus.resolve([printed, counted])["term"].to_list() == [counted.lower()] * 2
    assert corpus.terms.filter(pl.col("term") == counted.lower())["df"].to_list() == [4]


def table(corpus: Corpus) -> str:
    """Return the table of the steps as the page prints it."""
    lines = [
        "| step left out | terms gone | terms new | other `df` | the largest change |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for row in term_steps(corpus).iter_rows(named=True):
        counts = " | ".join(f"{row[name]:,}" for name in ("only_with", "only_without", "other_df"))
        change = f"*{row['term']}*, {row['df']} → {row['df_without']}"
        lines.append(f"| `{row['step']}` | {counts} | {change} |")
    return "\n".join(lines)


def test_the_table_of_the_steps_is_that_of_the_five_saved_pages(seed_corpus: Corpus) -> None:
    stored = PAGE.split("<!-- steps -->\n")[1].split("\n<!-- /steps -->")[0]
    assert stored == table(seed_corpus)
    assert f"({seed_corpus.papers.height} papers, {seed_corpus.terms.height:,} terms)" in PAGE
