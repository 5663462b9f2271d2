"""The pages in docs/ are true: their code runs, their links and names exist, each is led to."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import workbench as wb

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def python_of(page: Path) -> str:
    """Return the Python of a page, all blocks together, as a reader would type them."""
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    return "\n".join(blocks)


@pytest.fixture
def with_sample(sample_tables: Path, tmp_path: Path, monkeypatch) -> Path:
    """Return a working folder in which `Corpus.open("sample")` works."""
    shutil.copytree(sample_tables, tmp_path / "data" / "processed" / "sample")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    return tmp_path


WITH_PYTHON = [page for page in PAGES if python_of(page) and page.stem != "terms"]


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.stem)
def test_the_python_of_a_page_runs(page: Path, with_sample: Path) -> None:
    exec(compile(python_of(page), page.name, "exec"), {"__name__": page.stem})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_every_page_is_led_to_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f"(docs/{page.name})" not in readme] == []


def test_measures_names_every_analysis() -> None:
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    asked = {"term_trends", "rising_terms", "robustness", "bursts", "change_points"}
    asked |= {"emerging_terms", "compare_windows", "term_kinds", "cooccurrence", "repeats"}
    asked |= {"dump_overlap", "paper_lives", "topics"}
    assert asked <= set(wb.__all__)
    assert [name for name in sorted(asked) if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    "path",
    sorted(
        set(
            re.findall(
                r"`((?:analysis|stats|text|terms)/\w+\.py)`",
                "".join(page.read_text(encoding="utf-8") for page in PAGES),
            )
        )
    ),
)
def test_modules_that_pages_name_exist(path: str) -> None:
    assert (ROOT / "src" / "workbench" / path).is_file()
