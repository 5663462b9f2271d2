from __future__ import annotations

from pathlib import Path

import pytest

from pages import papers, spaced
from workbench.errors import TablesError
from workbench.load import held_in, load, must_be_fresh


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(spaced(papers(1, 2), "Mar 10"), encoding="utf-8")
    return folder


def test_tables_are_fresh_until_something_changes(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    loaded = load(raw, out)
    must_be_fresh(raw, out)
    again = held_in(out)
    assert (again.collection, again.dumps, again.papers) == ("raw", loaded.dumps, loaded.papers)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("b.txt", spaced(papers(3)), "b.txt: is new since the load; run: workbench load"),
        ("a.txt", spaced(papers(3)), "a.txt: has changed since the load; run: workbench load"),
        ("workbench.toml", "[dumps]\nyear = 2025\n", "workbench.toml has changed since the load"),
    ],
)
def test_what_changed_since_the_load_is_named(
    raw: Path, tmp_path: Path, name: str, text: str, told: str
) -> None:
    load(raw, tmp_path / "tables")
    (raw / name).write_text(text, encoding="utf-8")
    with pytest.raises(TablesError) as caught:
        must_be_fresh(raw, tmp_path / "tables")
    assert told in str(caught.value)


def test_the_year_of_the_load_is_in_the_command_that_mends(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    load(raw, out, year=2025)
    (raw / "b.txt").write_text(spaced(papers(3)), encoding="utf-8")
    (raw / "c.txt").write_text(spaced(papers(4)), encoding="utf-8")
    with pytest.raises(TablesError, match=rf"\(and 1 more\); run: .* --out {out} --year 2025$"):
        must_be_fresh(raw, out)


def test_no_tables_are_no_fresh_ones(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="no tables here"):
        must_be_fresh(raw, tmp_path / "tables")
