"""The command line: one line for each mistake, and exit codes that mean something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pages import papers, spaced
from workbench.cli import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch) -> Path:
    """Stand in a folder with a collection of two dumps."""
    raw = tmp_path / "data" / "raw" / "mine"
    raw.mkdir(parents=True)
    (raw / "a.txt").write_text(spaced(papers(1, 2, 3), "Mar 10"), encoding="utf-8")
    (raw / "b.txt").write_text(spaced(papers(2, 4), "Mar 17"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_load_says_what_it_read(here: Path, capsys) -> None:
    assert main(["load", "data/raw/mine", "--year", "2025"]) == 0
    said = capsys.readouterr()
    for words in ("a.txt", "2025-03-10", "5 listings of 4 papers", "0 rejects", "3 in 1, 1 in 2"):
        assert words in said.out
    assert said.err == ""
    assert (here / "data/processed/mine/manifest.json").exists()


def test_load_says_the_same_to_a_program(here: Path, capsys) -> None:
    assert main(["load", "data/raw/mine", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["listings"], told["papers"], told["rejects"]) == (5, 4, [])
    assert [dump["path"] for dump in told["dumps"]] == ["a.txt", "b.txt"]


def test_a_bad_file_is_one_line_and_exit_code_1_and_the_rest_loads(here: Path, capsys) -> None:
    (here / "data/raw/mine/list.txt").write_text("bread\n", encoding="utf-8")
    assert main(["load", "data/raw/mine"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("workbench: list.txt: is no dump of a known format; ")
    assert said.err.count("\n") == 1
    assert "5 listings" in said.out


@pytest.mark.parametrize("command", ["load", "check", "report"])
def test_no_folder_is_one_line_and_exit_code_1(here: Path, capsys, command: str) -> None:
    assert main([command, "data/raw/nowhere"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("workbench: ")
    assert said.err.count("\n") == 1
    assert "nowhere" in said.err


def test_check_passes_then_names_what_changed(here: Path, capsys) -> None:
    main(["load", "data/raw/mine"])
    assert main(["check", "data/raw/mine"]) == 0
    assert "whole, balanced" in capsys.readouterr().out
    (here / "data/raw/mine/a.txt").write_text(spaced(papers(9)), encoding="utf-8")
    assert main(["check", "data/raw/mine"]) == 1
    assert "a.txt: has changed since the load; run: workbench load" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [[], ["unknown"], ["load", "--year", "soon"], ["load", "a", "b"], ["check", "--json"]]
)
def test_wrong_usage_is_exit_code_2(words: list[str], capsys) -> None:
    try:
        code = main(words)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert "usage: workbench" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_one_line(here: Path, capsys) -> None:
    (here / "blocked").write_text("", encoding="utf-8")
    assert main(["load", "data/raw/mine", "--out", "blocked/tables"]) == 1
    assert capsys.readouterr().err.startswith("workbench: blocked")


def test_help_names_every_command_and_version(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    page = capsys.readouterr().out
    for word in ("load", "check", "report", "lab", "--version", "Exit codes"):
        assert word in page
