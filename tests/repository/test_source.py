from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench import __version__
from workbench.errors import InputError
from workbench.repository.make import make_repository
from workbench.repository.source import constraints, source

WHEEL = f"workbench-{__version__}-py3-none-any.whl"


def wheel(folder: Path, name: str = WHEEL) -> Path:
    (folder / name).write_bytes(b"a wheel")
    return folder / name


def test_a_wheel_is_carried_along(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "new", install=str(wheel(tmp_path)))
    assert made.installs
    assert (tmp_path / "new" / "wheels" / WHEEL).read_bytes() == b"a wheel"
    lines = (tmp_path / "new" / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"./wheels/{WHEEL}"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("git+https://host/o/workbench@v1", "workbench @ git+https://host/o/workbench@v1"),
        ("workbench @ git+ssh://git@host/o/w@v1", "workbench @ git+ssh://git@host/o/w@v1"),
        (f"https://host/{WHEEL}", f"workbench @ https://host/{WHEEL}"),
    ],
)
def test_an_address_is_written_as_pip_reads_it(given: str, line: str) -> None:
    assert source(given).requirement == line
    assert source(given).requirements().splitlines()[-1] == line


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("git+ssh://git@host/o/workbench", "names no tag or commit"),
        ("nowhere.whl", "is no wheel of workbench"),
        ("other-0.1.0-py3-none-any.whl", "is no wheel of workbench"),
        ("workbench-99.0-py3-none-any.whl", f"is workbench 99.0, .* made by {__version__}"),
    ],
)
def test_what_would_not_install_this_version_is_refused(
    tmp_path: Path, given: str, told: str
) -> None:
    if "://" not in given and given != "nowhere.whl":
        given = str(wheel(tmp_path, given))
    with pytest.raises(InputError, match=told):
        source(given)


def installed(monkeypatch: pytest.MonkeyPatch, origin: object) -> None:
    told = None if origin is None else json.dumps(origin)
    here = SimpleNamespace(read_text=lambda name: told if name == "direct_url.json" else None)
    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: here)


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (
            {"url": "https://host/w", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            "workbench @ git+https://host/w@0a1b",
        ),
        ({"url": "https://host/w.whl", "archive_info": {}}, "workbench @ https://host/w.whl"),
        ({"url": "file:///my/checkout", "dir_info": {"editable": True}}, None),
        (None, None),
    ],
)
def test_without_a_word_the_installation_at_hand_says_it(
    monkeypatch: pytest.MonkeyPatch, origin: object, line: str | None
) -> None:
    installed(monkeypatch, origin)
    assert source(None).requirement == line


def test_an_installation_from_a_wheel_names_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    installed(monkeypatch, {"url": wheel(folder).as_uri(), "archive_info": {}})
    assert source(None).wheel == folder / WHEEL
    (folder / WHEEL).unlink()
    assert source(None).requirement is None


def test_where_nothing_is_known_nothing_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, None)
    lines = source(None).requirements().splitlines()
    assert all(line.startswith("#") for line in lines)
    assert f"workbench-{__version__}-py3-none-any.whl" in " ".join(lines)


def test_constraints_are_the_versions_at_hand_without_those_of_tests() -> None:
    held = dict(line.split("==") for line in constraints().splitlines()[1:])
    assert {"polars", "scipy", "altair"} <= held.keys()
    assert held["polars"] == importlib.metadata.version("polars")
    assert not {"workbench", "pytest", "ruff", "hypothesis"} & held.keys()
    # an extra of an extra: jupyter-events wants jsonschema[format-nongpl]
    assert "webcolors" in held
