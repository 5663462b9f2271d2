"""The pages in docs/ are true: their code runs, their links and names exist, each is led to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import commands_page
import pytest

import workbench as wb
from workbench.settings import read_settings

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


APART = {"terms", "tutorial"}  # run in tests of their own
WITH_PYTHON = [page for page in PAGES if python_of(page) and page.stem not in APART]


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.stem)
def test_the_python_of_a_page_runs(page: Path, with_sample: Path) -> None:
    exec(compile(python_of(page), page.name, "exec"), {"__name__": page.stem})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    words = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for link in LINK.findall(words):
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


def test_the_commands_on_charts_run(with_sample: Path) -> None:
    processed = with_sample / "data" / "processed"
    shutil.copytree(processed / "sample", processed / "mine")
    page = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```sh\n(.*?)^```", page, re.M | re.S)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-e", "-c", block], cwd=with_sample, env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for file in re.findall(r"-o (\S+)", block):
        assert (with_sample / file).stat().st_size > 1_000


@pytest.mark.parametrize("page", ["identity", "trends"])
def test_the_settings_of_a_page_are_read(page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```toml\n(.*?)^```", text, re.M | re.S)
    (tmp_path / "workbench.toml").write_text(block, encoding="utf-8")
    said = read_settings(tmp_path)
    assert said.kinds if page == "trends" else said.same or said.different


def test_commands_are_those_of_the_parser() -> None:
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page()


def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    """Every block runs in the page's order, Python in one session, as a reader would."""
    shutil.copytree(ROOT / "data" / "raw" / "sample", tmp_path / "saved")
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", page, re.M | re.S)
    environment = {name: value for name, value in os.environ.items() if "WORKBENCH" not in name}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"

    def run(*words: str) -> str:
        done = subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    typed: list[str] = []
    for language, block in blocks:
        if language == "sh":
            run("sh", "-e", "-c", block)
        elif language == "toml":
            (tmp_path / "data" / "raw" / "mine" / "workbench.toml").write_text(block, "utf-8")
            assert read_settings(tmp_path / "data" / "raw" / "mine").of("new.txt").year == 2025
        elif language == "python":
            typed.append(block.replace("\nrising.filter(", "\nprint(rising.filter(", 1))
            if "print(" in typed[-1]:
                typed[-1] = typed[-1].rstrip() + ")\n"
            told = run(sys.executable, "-c", "".join(typed))
            assert "fog camera" in told
        else:
            (link,) = re.findall(r"\((.+?)\)", block)
            assert (tmp_path / link).is_file()
    assert {language for language, _ in blocks} == {"sh", "toml", "python", "markdown"}
    made = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert made == ["fog-camera.csv", "fog-camera.svg", "slide.csv", "slide.png"]
