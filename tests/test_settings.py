"""Settings: what is known is read, what is not is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.settings import DumpSettings, Settings, read_settings


def write(folder: Path, text: str) -> Path:
    (folder / "page.txt").write_text("a page", encoding="utf-8")
    (folder / "workbench.toml").write_text(text, encoding="utf-8")
    return folder


def test_no_file_is_no_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_an_entry_for_a_file_outranks_the_general_one(tmp_path: Path) -> None:
    settings = read_settings(
        write(
            tmp_path,
            '[dumps]\nyear = 2025\nseries = "trending"\n'
            '[dumps."page.txt"]\ncaptured_on = 2024-05-06\nseries = ""\n',
        )
    )
    assert settings.of("page.txt") == DumpSettings(date(2024, 5, 6), None, 2025, None)
    assert settings.of("other.txt") == DumpSettings(None, None, 2025, "trending")
    assert len(settings.sha256 or "") == 64


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[dumps\n", "no TOML"),
        ("[dump]\nyear = 2025\n", r"unknown table \[dump\]"),
        ("dumps = 3\n", "is no table"),
        ("[dumps]\nyaer = 2025\n", "unknown key yaer; known: year, series"),
        ('[dumps]\nyear = "2025"\n', "is no int"),
        ("[dumps]\nyear = true\n", "is no int"),
        ('[dumps."page.txt"]\ncaptured_on = "2025-03-12"\n', "is no date"),
        ('[dumps."gone.txt"]\nyear = 2025\n', "names a file that is not there"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(InputError, match=found) as caught:
        read_settings(write(tmp_path, text))
    assert "workbench.toml" in str(caught.value)
