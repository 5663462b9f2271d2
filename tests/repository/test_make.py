from __future__ import annotations

import re
import shlex
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from workbench.cli import main
from workbench.errors import InputError
from workbench.notebooks.clean import clean_notebook, read_notebook
from workbench.notebooks.parameters import parameter
from workbench.repository.make import FILES, PLACES, make_repository
from workbench.settings import read_settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "fog"
    make_repository(folder, "fog")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_all_that_is_needed_is_there_and_nothing_else(made: Path, root: Path) -> None:
    notebooks = [f"notebooks/{path.name}" for path in (root / "notebooks").glob("*.ipynb")]
    places = [place.replace("@collection@", "fog") for place in PLACES.values()]
    assert files(made) == sorted([*notebooks, *places, "requirements.txt", "constraints.txt"])
    assert sorted(path.name for path in FILES.iterdir()) == sorted(PLACES)
    assert [path.name for path in made.parent.iterdir()] == ["fog"], "something was left beside"


def test_no_word_is_left_unfilled(made: Path) -> None:
    for name in files(made):
        text = (made / name).read_text("utf-8")
        assert not re.search(r"@[a-z]+@", text), name
        assert "\r" not in text


def test_the_notebooks_are_of_the_collection_and_hold_nothing(made: Path) -> None:
    for path in (made / "notebooks").iterdir():
        notebook = read_notebook(path)
        assert parameter(notebook, "collection") == "fog"
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert all(cell.execution_count is None and not cell.outputs for cell in code)
        assert clean_notebook(notebook) == notebook


def test_the_settings_say_nothing_yet_and_each_is_an_example_that_holds(made: Path) -> None:
    raw = made / "data" / "raw" / "fog"
    quiet = read_settings(raw)
    assert (dict(quiet.general), dict(quiet.entries)) == ({}, {})
    text = (raw / "workbench.toml").read_text("utf-8")
    # what looks like a table or a key behind a # is meant to be uncommented
    loud = re.sub(r'(?m)^# (?=\[\w+(\."[^"]+")?\]|\w+ = )', "", text)
    assert loud.count("\n") == text.count("\n")
    (raw / "workbench.toml").write_text(loud, encoding="utf-8")
    try:
        told = read_settings(raw)
    finally:
        (raw / "workbench.toml").write_text(text, encoding="utf-8")
    assert told.of("new.txt").year == 2025
    assert told.of("old page.txt").series == ""
    assert tuple(told.terms["stop"]) == ("toolbox",)
    assert tuple(told.terms["off"]) == ("plurals",)
    assert told.kinds["style"] == ["paradigm"]
    assert told.series["Hugging Face Daily Papers (feed)"].list_cap == 105
    assert not re.search(r"(?m)^# *[\w.]+ = ", loud)


def commands(text: str) -> list[list[str]]:
    """Return the calls of workbench in a shell script or a page, continued lines joined."""
    lines = text.replace("\\\n", " ").splitlines()
    found = [re.match(r"\s*(?:\.venv/bin/)?workbench (\w.*)", line) for line in lines]
    return [shlex.split(each[1]) for each in found if each]


@pytest.mark.parametrize(("name", "number"), [("ci/run.sh", 2), ("README.md", 2)])
def test_the_commands_in_it_are_those_of_workbench(
    made: Path, name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = commands((made / name).read_text("utf-8"))
    assert len(found) == number
    monkeypatch.chdir(made)
    for words in found:
        # there are no dumps: each command that knows its words says so, and no usage
        assert main(words) == 1


def test_the_workflow_runs_the_script_and_may_do_nothing_else(made: Path) -> None:
    text = (made / ".github" / "workflows" / "workbench.yml").read_text("utf-8")
    flow = yaml.safe_load(text)
    # yaml takes the key `on` for a truth value
    triggers = flow[True]
    assert set(triggers) == {"push", "workflow_dispatch"}
    for place in ("data/raw/fog/new.txt", "notebooks/a.ipynb", "ci/run.sh", "constraints.txt"):
        assert any(fnmatchcase(place, glob) for glob in triggers["push"]["paths"])
    assert flow["permissions"] == {"contents": "read"}
    jobs = flow["jobs"]
    assert set(jobs) == {"rerun", "publish"}
    assert "permissions" not in jobs["rerun"]
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["publish"]["needs"] == "rerun"
    assert "WORKBENCH_PAGES" in jobs["publish"]["if"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)
    assert "sh ci/run.sh" in [step.get("run") for step in steps]
    uploads = [step for step in steps if "upload-artifact" in step.get("uses", "")]
    (report,) = uploads
    script = (made / "ci" / "run.sh").read_text("utf-8")
    assert f"--report {report['with']['path']}" in script
    assert "cancelled" in report["if"], "the report matters most where something changed"
    (python,) = [step["with"] for step in steps if "setup-python" in step.get("uses", "")]
    assert python["python-version"] == "{}.{}".format(*sys.version_info)


def test_links_of_its_page_lead_somewhere(made: Path) -> None:
    for page in (made / "README.md", made / "data" / "raw" / "README.md"):
        for link in re.findall(r"\]\((?!http)(.+?)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), link


def test_a_folder_with_git_alone_is_empty_and_one_with_more_is_not(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "LICENSE").write_text("mine", encoding="utf-8")
    make_repository(tmp_path)
    assert (tmp_path / "data/raw/mine/workbench.toml").is_file()
    assert (tmp_path / "LICENSE").read_text("utf-8") == "mine"
    assert not list(tmp_path.glob(".workbench-init-*"))
    before = files(tmp_path)
    with pytest.raises(InputError, match=r"holds \.gitattributes, \.github, \.gitignore, …"):
        make_repository(tmp_path)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "-a", "a b", "Ä"])
def test_a_name_that_is_no_folder_s_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot name a collection"):
        make_repository(tmp_path / "new", name)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_a_failure_leaves_nothing_half_made(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if (target.parent == folder and target.name == "data") or target == folder:
            raise OSError(28, "No space left on device", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        make_repository(folder)
    assert files(tmp_path) == []
    assert folder.exists() == there


def test_a_file_in_the_way_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new").write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path / "new")]) == 1
    assert capsys.readouterr().err.endswith("new: is a file; name a folder that is new or empty\n")
