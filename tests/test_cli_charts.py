"""`workbench chart`: every chart by its name, from the tables to a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.cli_charts import SUBCOMMANDS
from workbench.views.drawing import DRAWN

NEEDS = {"windows": ["--split", "2025-05-01"]}
EMPTY = {"changes", "emerging", "style", "rejects"}
"""The sample is too small for words of style, and all of it is read."""
TITLES = {
    "trends": "Share of papers with each of 12 terms",
    "rising": "How the odds of meeting a term change per period",
    "windows": "What is typical of the later window, and what of the earlier window",
    "lives": "Where the most repeated papers stood",
    "topics": "Shares of topics",
    "calendar": "Dumps on the calendar",
}


@pytest.fixture
def here(sample_tables: Path, tmp_path: Path, monkeypatch) -> Path:
    """Stand in an empty folder, the tables of the sample at hand under its name."""
    monkeypatch.setenv("WORKBENCH_PROCESSED", str(sample_tables.parent))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drawn(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def title_of(spec: dict) -> str:
    return " ".join(spec["title"]["text"])


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_chart_is_drawn_by_its_name(name: str, here: Path, capsys, sample_corpus) -> None:
    needed = NEEDS.get(name, [])
    if name == "key-terms":
        needed = [sample_corpus.papers["paper_id"][0]]
    assert main(["chart", name, *needed, "-o", "drawn.json"]) == 0
    assert capsys.readouterr().out == "drawn.json\n"
    spec = drawn(here / "drawn.json")
    assert title_of(spec).startswith(TITLES.get(name, ""))
    rows = sum(map(len, spec["datasets"].values()))
    assert rows > 1 or name in EMPTY


def test_every_chart_of_the_command_line_has_a_question_and_back() -> None:
    assert list(SUBCOMMANDS) == list(DRAWN)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_the_help_of_each_says_what_it_draws(name: str, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["chart", name, "--help"])
    assert stop.value.code == 0
    page = " ".join(capsys.readouterr().out.split())
    assert SUBCOMMANDS[name].help in page
    for option in ("--tables", "--since", "--width", "--theme", "--data", "--title"):
        assert option in page


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_option_is_an_argument_of_question_or_chart(name: str) -> None:
    from inspect import Parameter, signature

    def taken(function: object) -> set[str] | None:
        parameters = signature(function).parameters.values()
        if any(one.kind is Parameter.VAR_KEYWORD for one in parameters):
            return None  # hands on what it is given
        return {one.name for one in parameters}

    kind, drawing = SUBCOMMANDS[name], DRAWN[name]
    shown = {how.get("dest", option) for option, how in kind.shows.items()}
    for options, function in ((set(kind.asks), drawing.ask), (shown, drawing.draw)):
        known = taken(function)
        assert known is None or options <= known


def test_terms_periods_windows_and_words_reach_the_chart(here: Path) -> None:
    words = ["chart", "trends", "Fog Cameras", "rain gauge", "--period", "quarter"]
    words += ["--since", "2025-04-01", "--title", "Mine", "--subtitle", "", "-o", "a.json"]
    assert main(words) == 0
    spec = drawn(here / "a.json")
    assert spec["title"] == {"text": ["Mine"]}
    rows = max(spec["datasets"].values(), key=len)
    assert {row["label"] for row in rows} == {"fog camera", "rain gauge"}
    assert {row["period"] for row in rows} == {"2025-Q2", "2025-Q3"}


def test_free_scales_reach_the_chart(here: Path) -> None:
    assert main(["chart", "trends", "--free-scale", "-o", "free.json"]) == 0
    assert drawn(here / "free.json")["resolve"]["scale"] == {"y": "independent"}


def test_a_picture_of_a_width_in_a_new_folder_with_its_data(here: Path, capsys) -> None:
    words = ["chart", "repeats", "--width", "300", "--theme", "dark", "--data"]
    assert main([*words, "-o", "figures/repeats.svg"]) == 0
    assert capsys.readouterr().out.split() == ["figures/repeats.svg", "figures/repeats.csv"]
    assert (here / "figures/repeats.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert "paper_id" in (here / "figures/repeats.csv").read_text(encoding="utf-8-sig")


def test_a_folder_of_tables_will_do(here: Path, sample_tables: Path, monkeypatch) -> None:
    monkeypatch.delenv("WORKBENCH_PROCESSED")
    assert main(["chart", "dumps", "--tables", str(sample_tables), "-o", "dumps.json"]) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["trends", "zzzz", "-o", "a.svg"], "zzzz"),
        (["trends", "--period", "minute", "-o", "a.svg"], "minute"),
        (["trends", "-o", "a.gif"], ".svg, .png, .pdf, .html, .json"),
        (["trends", "--since", "2031-01-01", "-o", "a.svg"], "no dump is left"),
        (["rising", "--top", "0", "-o", "a.svg"], "top=0"),
        (["windows", "--split", "soon", "-o", "a.svg"], "2025-07-01"),
        (["pairs", "--measure", "weight", "-o", "a.svg"], "npmi"),
        (["key-terms", "nobody", "-o", "a.svg"], "nobody"),
        (["topics", "--width", "9", "-o", "a.svg"], "width=9"),
        (["dumps", "--tables", "nowhere", "-o", "a.svg"], "nowhere"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_1(here: Path, capsys, words, told) -> None:
    assert main(["chart", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("workbench: ")
    assert said.err.count("\n") == 1
    assert told in said.err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "words", [[], ["trend", "-o", "a.svg"], ["trends"], ["topics", "--k", "many", "-o", "a.svg"],
              ["windows", "-o", "a.svg"], ["repeats", "a term", "-o", "a.svg"]]
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(words: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["chart", *words])
    assert stop.value.code == 2
    assert "usage: workbench" in capsys.readouterr().err


def test_a_file_in_the_way_is_one_line(here: Path, capsys) -> None:
    (here / "figures").write_text("", encoding="utf-8")
    assert main(["chart", "repeats", "-o", "figures/repeats.json"]) == 1
    assert capsys.readouterr().err.startswith("workbench: figures")
