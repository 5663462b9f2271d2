from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from nbformat import NotebookNode

from workbench.errors import InputError
from workbench.report import write
from workbench.report.write import write_report

FRAMES = {"papers": pl.DataFrame({"title": ["a"]})}


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def out(tmp_path: Path, notebooks: dict[str, NotebookNode]) -> Path:
    """Return a folder with a report of the first notebook and a file of the user's."""
    folder = tmp_path / "reports" / "ferries"
    write_report({"01_ferries": notebooks["01_ferries"]}, folder, "Old", {}, FRAMES)
    (folder / "my notes.txt").write_text("mine", encoding="utf-8")
    return folder


def test_a_report_is_a_page_figures_and_tables(out: Path) -> None:
    assert list(files(out)) == [
        "figures/01-ferries-01-ferries-by-month.png",
        "figures/01-ferries-01-ferries-by-month.svg",
        "my notes.txt",
        "report.html",
        "tables/papers.csv",
        "tables/papers.parquet",
    ]


def test_a_new_report_replaces_the_old_one_and_nothing_else(
    out: Path, notebooks: dict[str, NotebookNode]
) -> None:
    page = write_report({"02_titles": notebooks["02_titles"]}, out, "New", {})
    assert page == out / "report.html"
    assert "<title>New</title>" in page.read_text("utf-8")
    left = list(files(out))
    assert "my notes.txt" in left
    assert not [name for name in left if "01-ferries" in name or name.startswith("tables/")]
    assert sorted(path.name for path in out.iterdir()) == [
        *("figures", "my notes.txt", "report.html", "tables")
    ]


def test_the_same_again_changes_no_byte(out: Path, notebooks: dict[str, NotebookNode]) -> None:
    before = files(out)
    write_report({"01_ferries": notebooks["01_ferries"]}, out, "Old", {}, FRAMES)
    assert files(out) == before


@pytest.mark.parametrize("part", ["export_page", "write_figures", "write_sheets"])
def test_an_old_report_stays_whole_when_making_the_new_one_fails(
    out: Path,
    notebooks: dict[str, NotebookNode],
    monkeypatch: pytest.MonkeyPatch,
    part: str,
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    before = files(out)
    monkeypatch.setattr(write, part, fail)
    with pytest.raises(OSError, match="disk full"):
        write_report(notebooks, out, "New", {})
    assert files(out) == before


@pytest.mark.parametrize("moves", range(6))
def test_an_old_report_stays_whole_when_switching_fails(
    out: Path,
    notebooks: dict[str, NotebookNode],
    monkeypatch: pytest.MonkeyPatch,
    moves: int,
) -> None:
    rename, done = Path.rename, []

    def fail_once(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == moves + 1:
            raise OSError("permission denied")
        return rename(path, target)

    before = files(out)
    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(OSError, match="permission denied"):
        write_report(notebooks, out, "New", {})
    assert files(out) == before


@pytest.mark.parametrize("name", ["report.html", "figures", "tables"])
def test_what_no_report_wrote_is_not_replaced(
    tmp_path: Path, notebooks: dict[str, NotebookNode], name: str
) -> None:
    mine = tmp_path / name
    if "." in name:
        mine.write_text("<h1>mine</h1>", encoding="utf-8")
    else:
        mine.mkdir()
    with pytest.raises(InputError, match=f"holds {name} that no report wrote"):
        write_report(notebooks, tmp_path, "New", {})
    assert [path.name for path in tmp_path.iterdir()] == [name]
