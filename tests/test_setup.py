"""The set-up files say the same as pyproject.toml, and nothing of any machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from rattler import MatchSpec, Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower().replace("_", "-")


def test_the_lock_holds_every_dependency_with_hashes() -> None:
    pinned = {name_of(line) for line in LOCK.splitlines() if re.match(r"[a-z0-9].*==", line)}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert {name_of(requirement) for requirement in wanted} <= pinned
    for entry in re.findall(r"(?m)^[a-z0-9].*==.*(?:\n    .*)*", LOCK):
        assert "--hash=sha256:" in entry


def test_the_lock_names_no_registry() -> None:
    assert "://" not in LOCK
    assert "index-url" not in LOCK
    assert "find-links" not in LOCK


def test_the_conda_environment_fits_the_project() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    specs = [spec for spec in environment["dependencies"] if isinstance(spec, str)]
    by_name = {MatchSpec(spec).name.normalized: MatchSpec(spec) for spec in specs}
    assert set(by_name) == {"python", "pip"}
    oldest = PROJECT["requires-python"].removeprefix(">=")
    assert by_name["python"].version == f">={oldest}"
    assert Version(oldest) <= Version(".".join(map(str, sys.version_info[:2])))
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert pip == ["-e .[test]"]


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    said = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in re.findall(r"(?m)^\.PHONY: (\w+)", makefile):
        if target != "help":
            assert f"make {target}" in said


@pytest.mark.parametrize("name", ["LICENSE", "CONTRIBUTING.md", "README.md", ".ci/run"])
def test_what_a_newcomer_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_contributing_starts_with_the_short_version() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "**TL;DR**" in page.splitlines()[2]
