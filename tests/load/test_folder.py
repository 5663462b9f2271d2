"""The raw folder: what is no dump is left out, what cannot be one is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from piles import pile
from workbench.errors import InputError
from workbench.load import load
from workbench.load.folder import dump_files

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX file names and links")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return pile(tmp_path / "mine")


def test_dot_files_and_the_settings_are_no_dumps(raw: Path) -> None:
    pile(raw, {".x": "x", ".git/y.txt": "x", "workbench.toml": "", "deep/workbench.toml": "x"})
    assert dump_files(raw) == (["a.txt", "b.txt", "deep/c.txt", "deep/workbench.toml"], {})


@posix
def test_links_to_files_are_read_links_to_folders_are_told(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "far.txt").write_text("x", encoding="utf-8")
    (raw / "near.txt").symlink_to(tmp_path / "far.txt")
    (raw / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "dead.txt").symlink_to(raw / "nothing.txt")
    (raw / "self.txt").symlink_to(raw / "self.txt")
    files, failed = dump_files(raw)
    assert files == ["a.txt", "b.txt", "deep/c.txt", "near.txt"]
    assert {name: reason.split("; ")[0] for name, reason in failed.items()} == {
        "loop": "loop: is a link to a folder",
        "dead.txt": "dead.txt: is a link to nothing",
        "self.txt": "self.txt: is a link to nothing",
    }


@posix
def test_a_pipe_is_never_opened(raw: Path, tmp_path: Path) -> None:
    os.mkfifo(raw / "pipe.txt")
    report = load(raw, tmp_path / "tables")
    assert report.failed == {"pipe.txt": "pipe.txt: is no regular file; remove it"}
    assert report.listings == 10


@posix
def test_a_name_that_is_not_utf_8_is_told_and_can_be_printed(raw: Path, tmp_path: Path) -> None:
    with open(os.fsencode(raw) + b"/\xff.txt", "wb") as file:
        file.write(b"x")
    report = load(raw, tmp_path / "tables")
    (reason,) = report.failed.values()
    assert reason.encode("utf-8").startswith(b"\\udcff.txt: has a name that is not UTF-8")


@posix
def test_the_raw_folder_itself_may_be_a_link(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(raw, target_is_directory=True)
    assert load(tmp_path / "link", tmp_path / "tables").listings == 10


@pytest.mark.parametrize("name", ["nowhere", "mine/a.txt"])
def test_what_is_no_folder_is_named(raw: Path, name: str) -> None:
    with pytest.raises(InputError, match="name the folder that holds the dumps"):
        dump_files(raw.parent / name)
