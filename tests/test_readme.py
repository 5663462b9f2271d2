"""The README is true: its tables are the declared ones, its commands exist, its code runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.tables import TABLES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def dictionary() -> str:
    """Return the table dictionary as the README prints it."""
    lines = ["| table | a row is | columns |", "| --- | --- | --- |"]
    for name, schema in TABLES.items():
        row = " ".join((schema.__doc__ or "").split()).removeprefix("A row is ").rstrip(".")
        columns = "; ".join(
            f"`{column}` {declared.description}" for column, declared in schema.columns().items()
        )
        lines.append(f"| `{name}` | {row} | {columns} |")
    return "\n".join(lines)


def test_the_table_dictionary_is_the_declared_one() -> None:
    stored = README.split("<!-- tables -->\n")[1].split("\n<!-- /tables -->")[0]
    assert stored == dictionary()


@pytest.mark.parametrize("usage", re.findall(r"\| `workbench (.+?)` \|", README))
def test_every_command_and_option_exists(usage: str, capsys) -> None:
    command, *rest = usage.split(" ", 1)
    words = [command, "trends"] if command == "chart" else [command]
    with pytest.raises(SystemExit) as stop:
        main([*words, "--help"])
    assert stop.value.code == 0
    page = capsys.readouterr().out
    for option in re.findall(r"--\w+", " ".join(rest)):
        assert option in page


def test_every_option_is_in_the_readme(capsys) -> None:
    for command in ("load", "check", "report", "lab", "init", "rerun", "accept"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        page = capsys.readouterr().out
        row = next(line for line in README.splitlines() if f"`workbench {command}" in line)
        for option in set(re.findall(r"--\w+", page)) - {"--help"}:
            assert option in row


def test_the_python_examples_run(sample_tables: Path, tmp_path: Path, monkeypatch) -> None:
    examples = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    shutil.copytree(sample_tables, tmp_path / "data" / "processed" / "sample")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    names: dict[str, object] = {}
    for example in examples:  # each goes on from the one before
        exec(compile(example, "README.md", "exec"), names)
    assert (tmp_path / "trends.html").stat().st_size > 500_000


def test_the_settings_example_is_read(tmp_path: Path) -> None:
    from workbench.settings import read_settings

    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "workbench.toml").write_text(example, encoding="utf-8")
    (tmp_path / "old page.txt").write_text("a page", encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.of("new.txt").year == 2025
    assert settings.of("new.txt").series == "trending"
    assert settings.of("old page.txt").series == ""


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)(.+?)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
