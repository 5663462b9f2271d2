"""Settings: what is known is read, what is not is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.settings import DumpSettings, SeriesSettings, Settings, read_settings


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
    assert settings.of("page.txt") == DumpSettings(
        captured_on=date(2024, 5, 6), year=2025, series=""
    )
    assert settings.of("other.txt") == DumpSettings(year=2025, series="trending")
    assert len(settings.sha256 or "") == 64


def test_a_pattern_stands_for_many_files_and_the_last_that_fits_wins(tmp_path: Path) -> None:
    settings = read_settings(
        write(
            tmp_path,
            '[dumps]\nencoding = "utf-8"\n'
            '[dumps."feeds/*"]\nseries = "feed"\nyear = 2024\n'
            '[dumps."feeds/w*"]\nseries = "weekly"\n'
            '[dumps."feeds/w1.xml"]\nyear = 2025\n',
        )
    )
    assert settings.of("feeds/d1.xml").series == "feed"
    weekly = settings.of("feeds/w1.xml")
    assert (weekly.series, weekly.own_year, weekly.encoding) == ("weekly", 2025, "utf-8")
    settings.must_fit(["feeds/d1.xml", "feeds/w1.xml"])
    with pytest.raises(InputError, match=r'\[dumps."feeds/w1.xml"\] names no file'):
        settings.must_fit(["feeds/w2.xml"])
    with pytest.raises(InputError, match=r'\[dumps."feeds/\*"\] names no file'):
        settings.must_fit(["other/w1.xml"])


def test_series_columns_and_identity(tmp_path: Path) -> None:
    settings = read_settings(
        write(
            tmp_path,
            '[dumps]\ncolumns = { title = "Titel" }\n'
            '[series."the feed"]\nday_offset = -1\nlist_cap = 105\n'
            '[identity]\nsame = [["2501.00001", "A Title"]]\n',
        )
    )
    assert settings.of("a.csv").columns == {"title": "Titel"}
    assert settings.series == {"the feed": SeriesSettings(-1, 105)}
    assert settings.same == (("2501.00001", "A Title"),)
    assert settings.different == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[dumps\n", "no TOML"),
        ("[dump]\nyear = 2025\n", r"unknown table \[dump\]"),
        ("dumps = 3\n", "is no table"),
        ("[dumps]\nyaer = 2025\n", "unknown key yaer; known: year, series, encoding, columns"),
        ('[dumps]\nyear = "2025"\n', "is no int"),
        ("[dumps]\nyear = true\n", "is no int"),
        ('[dumps."page.txt"]\ncaptured_on = "2025-03-12"\n', "is no date"),
        ("[dumps]\ncolumns = { title = 3 }\n", "columns is written"),
        ("[dumps]\ncaptured_on = 2025-03-12\n", "unknown key captured_on"),
        ("[series]\nfeed = 3\n", r"\[series\] feed is no table"),
        ('[series."feed"]\noffset = 1\n', "unknown key offset; known: day_offset, list_cap"),
        ("[identity]\nsame = 3\n", "is no list"),
        ('[identity]\nsame = ["a", "b"]\n', "a list of groups"),
        ('[identity]\ndifferent = [["a"]]\n', "a list of groups"),
        ("[identity]\nequal = []\n", "unknown key equal"),
        ("[kinds]\nstyle = 3\n", "is no list"),
        ("[kinds]\nstyle = [3]\n", "a list of terms"),
        ("[kinds]\nfashion = []\n", "unknown key fashion"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(InputError, match=found) as caught:
        read_settings(write(tmp_path, text))
    assert "workbench.toml" in str(caught.value)


def test_what_is_said_of_terms(tmp_path: Path) -> None:
    settings = read_settings(
        write(
            tmp_path,
            '[terms]\nstop = ["toolbox"]\nkeep = ["old tea room"]\n'
            'synonyms = { kettle = ["urn", "samovar"] }\noff = ["plurals"]\n',
        )
    )
    assert settings.terms == {
        "stop": ["toolbox"],
        "keep": ["old tea room"],
        "synonyms": {"kettle": ["urn", "samovar"]},
        "off": ["plurals"],
    }
    assert read_settings(write(tmp_path, "[dumps]\n")).terms == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stopp = []", "unknown key stopp; known: stop, keep, synonyms, off"),
        ('stop = "toolbox"', "is no list"),
        ("stop = [1]", r"stop holds \[1\]; write a list of words in quotes"),
        ('stop = [""]', "write a list of words in quotes"),
        ('keep = ["kettle"]', "write a list of phrases of two words or more"),
        ('synonyms = { kettle = "urn" }', "synonyms, kettle holds 'urn'; write a list of words"),
        ('synonyms = { kettle = ["urn"], urn = ["pot"] }', "names 'urn' twice"),
        ('synonyms = { kettle = ["urn"], pot = ["urn"] }', "names 'urn' twice"),
    ],
)
def test_what_cannot_be_said_of_terms(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_settings(write(tmp_path, f"[terms]\n{text}\n"))
