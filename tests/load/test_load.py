"""The load: all dumps in, tables out, nothing lost, old tables whole whatever happens."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pages import paper, papers, spaced
from piles import PILE, pile, tables_in
from workbench.errors import InputError, TablesError, WorkbenchError
from workbench.load import check, load
from workbench.tables import TABLES, read_tables


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return pile(tmp_path / "mine")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def test_counts_dates_and_repeats(raw: Path, out: Path) -> None:
    report = load(raw, out, year=2025)
    tables, _ = read_tables(out, verify=True)
    assert (report.listings, report.papers, report.rejects, report.failed) == (10, 6, [], {})
    assert report.papers_by_dumps == {1: 2, 2: 4}
    dumps = tables["dumps"]
    assert dumps["path"].to_list() == ["a.txt", "b.txt", "deep/c.txt"]
    assert dumps["captured_on"].to_list() == [date(2025, 3, 10), date(2025, 3, 17), None]
    assert dumps["date_text"].to_list() == ["Mar 10", "Mar 17", None]
    assert dumps["layout"].to_list() == ["spaced", "spaced", "packed"]
    first = tables["papers"].filter(pl.col("title") == paper(2)[0]).row(0, named=True)
    assert (first["n_dumps"], first["n_listings"]) == (2, 2)
    assert (first["first_captured_on"], first["last_captured_on"]) == (
        date(2025, 3, 10),
        date(2025, 3, 17),
    )


def test_the_ledger_adds_up_to_the_bytes_on_disk(raw: Path, out: Path) -> None:
    (raw / "a.txt").write_text(spaced(papers(1, 2)) + "\n\nA Title Alone", encoding="utf-8")
    report = load(raw, out)
    on_disk = sum(path.stat().st_size for path in raw.rglob("*.txt"))
    assert report.balanced
    assert sum(report.ledger.values()) == report.n_bytes == on_disk
    assert report.ledger["reject"] == len("A Title Alone")
    assert not replace(report, n_bytes=on_disk + 1).balanced
    assert report.as_dict()["ledger"] == report.ledger


def test_every_listing_leads_back_to_its_lines(raw: Path, out: Path) -> None:
    load(raw, out)
    tables, _ = read_tables(out)
    rows = (
        tables["listings"]
        .join(tables["dumps"], on="dump_id")
        .join(tables["papers"].select("paper_id", "abstract"), on="paper_id")
    )
    for row in rows.iter_rows(named=True):
        lines = (raw / row["path"]).read_text(encoding="utf-8").split("\n")
        assert lines[row["line_start"] - 1].removeprefix("Subscribe") == row["title"]
        assert lines[row["line_end"] - 1] == row["abstract"]


def test_the_same_pile_gives_the_same_bytes(raw: Path, out: Path, tmp_path: Path) -> None:
    load(raw, out)
    first = tables_in(out)
    load(raw, out)
    assert tables_in(out) == first
    # files made in another order, in another place
    other = pile(tmp_path / "elsewhere" / "mine", dict(reversed(PILE.items())))
    load(other, tmp_path / "tables2")
    assert tables_in(tmp_path / "tables2") == first


def test_without_year_dumps_stay_undated_and_keep_the_printed_day(raw: Path, out: Path) -> None:
    load(raw, out)
    dumps = read_tables(out)[0]["dumps"]
    assert dumps["captured_on"].null_count() == 3
    assert dumps["date_text"].to_list() == ["Mar 10", "Mar 17", None]


def test_titles_that_differ_in_case_or_points_are_one_paper_and_told(tmp_path: Path) -> None:
    title, abstract = paper(1)
    raw = pile(
        tmp_path / "mine",
        {
            "a.txt": spaced([(title, abstract), paper(2)]),
            "b.txt": spaced([(title.upper() + ".", abstract[:-20] + "."), paper(3)]),
        },
    )
    report = load(raw, tmp_path / "tables")
    tables, _ = read_tables(tmp_path / "tables")
    assert (report.papers, report.merges) == (3, 1)
    merge = tables["merges"].row(0, named=True)
    assert (merge["title"], merge["rule"], merge["score"]) == (
        title.upper() + ".",
        "normalized_title",
        1.0,
    )
    # the copy with the longer abstract survives
    assert title in tables["papers"]["title"].to_list()


def test_titles_that_differ_in_a_digit_are_two_papers(tmp_path: Path) -> None:
    abstract = paper(1)[1]
    listed = [
        ("Tide Tables for Harbors, Part 2", abstract),
        ("Tide Tables for Harbors, Part 3", abstract),
    ]
    report = load(pile(tmp_path / "mine", {"a.txt": spaced(listed)}), tmp_path / "tables")
    assert (report.papers, report.merges) == (2, 0)


def test_rejects_are_kept_with_place_and_rule(tmp_path: Path) -> None:
    page = spaced(papers(1, 2, 3)).replace(paper(2)[1] + "\n\n", "")
    report = load(pile(tmp_path / "mine", {"a.txt": page}), tmp_path / "tables")
    rejects = read_tables(tmp_path / "tables")[0]["rejects"].to_dicts()
    line = page.split("\n").index(paper(2)[0]) + 1
    assert [(r["line_start"], r["rule"], r["text"]) for r in rejects] == [
        (line, "no_abstract", paper(2)[0])
    ]
    assert report.complete
    assert report.problems() == [
        f"a.txt:{line}: no_abstract: add the abstract below the title, or delete the title"
    ]


BAD = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
    "list.txt": b"bread\n\nbutter\n",
    "latin.txt": spaced(papers(7)).replace("Winter", "Wínter").encode("latin-1"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_file_that_is_no_dump_fails_alone(raw: Path, out: Path, name: str) -> None:
    (raw / name).write_bytes(BAD[name])
    report = load(raw, out)
    assert list(report.failed) == [name]
    assert report.failed[name].startswith(f"{name}: ")
    assert (report.complete, report.listings) == (False, 10)
    assert read_tables(out, verify=True)[0]["dumps"].height == 3


def test_an_unreadable_file_fails_alone(raw: Path, out: Path, monkeypatch) -> None:
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    report = load(raw, out)
    assert report.failed["b.txt"].startswith("b.txt: cannot be read (Permission denied)")
    assert report.listings == 7


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, "holds no dumps"),
        ({".hidden": "x", "workbench.toml": ""}, "holds no dumps"),
        ({"list.txt": "bread\n"}, "no dump could be read: list.txt: is no dump"),
    ],
)
def test_a_folder_without_dumps_leaves_the_old_tables(raw, out, tmp_path, files, found) -> None:
    load(raw, out)
    before = tables_in(out)
    other = pile(tmp_path / "other", files)
    other.mkdir(exist_ok=True)
    with pytest.raises(InputError, match=found):
        load(other, out)
    assert tables_in(out) == before


def test_strict_writes_nothing_when_anything_is_wrong(raw: Path, out: Path) -> None:
    load(raw, out)
    before = tables_in(out)
    (raw / "list.txt").write_text("bread\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"nothing was written: list\.txt"):
        load(raw, out, strict=True)
    (raw / "list.txt").write_text(spaced(papers(1)) + "\n\nA Title Alone", encoding="utf-8")
    with pytest.raises(InputError, match=r"nothing was written: list\.txt:\d+: cut_off"):
        load(raw, out, strict=True)
    assert tables_in(out) == before


def test_files_with_equal_bytes_are_two_dumps(tmp_path: Path) -> None:
    page = spaced(papers(1, 2))
    report = load(pile(tmp_path / "mine", {"a.txt": page, "b.txt": page}), tmp_path / "tables")
    assert (len(report.dumps), report.listings, report.papers) == (2, 4, 2)


def test_strange_file_names_are_kept(tmp_path: Path) -> None:
    names = ["ü ñ.txt", "with\nnewline.txt", "-dash", "no extension", "[x].txt"]
    raw = pile(tmp_path / "mine", {name: spaced(papers(i)) for i, name in enumerate(names)})
    assert load(raw, tmp_path / "tables").papers == 5
    assert set(read_tables(tmp_path / "tables")[0]["dumps"]["path"]) == set(names)


@pytest.mark.parametrize("year", [0, 25, 20250])
def test_a_year_out_of_reason_is_refused(raw: Path, year: int) -> None:
    with pytest.raises(InputError, match="is no year"):
        load(raw, year=year)


def test_check_passes_on_a_fresh_load(raw: Path, out: Path) -> None:
    load(raw, out, year=2025)
    assert check(raw, out) == []


def grow(raw: Path, out: Path) -> None:
    (raw / "d.txt").write_text(spaced(papers(9)), encoding="utf-8")


def shrink(raw: Path, out: Path) -> None:
    (raw / "b.txt").unlink()


def change(raw: Path, out: Path) -> None:
    (raw / "b.txt").write_text(spaced(papers(9)), encoding="utf-8")


def set_year(raw: Path, out: Path) -> None:
    (raw / "workbench.toml").write_text("[dumps]\nyear = 2025\n", encoding="utf-8")


def damage(raw: Path, out: Path) -> None:
    with (out / "listings.parquet").open("ab") as handle:
        handle.write(b"x")


def unbalance(raw: Path, out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    manifest["dumps"]["a.txt"]["ledger"]["listing"] -= 1
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def lose(raw: Path, out: Path) -> None:
    shutil.rmtree(out)


@pytest.mark.parametrize(
    ("hurt", "found"),
    [
        (grow, "d.txt: is new since the load"),
        (shrink, "b.txt: was loaded and is gone"),
        (change, "b.txt: has changed since the load"),
        (set_year, "workbench.toml has changed"),
        (damage, "listings.parquet: not the file that was written"),
        (unbalance, "a.txt: the ledger does not balance"),
        (lose, "no tables here"),
    ],
)
def test_check_names_what_no_longer_holds(raw: Path, out: Path, hurt, found: str) -> None:
    load(raw, out)
    hurt(raw, out)
    problems = check(raw, out)
    assert any(found in problem for problem in problems)
    assert all("workbench load" in problem for problem in problems)


def test_check_catches_tables_that_lie_about_the_dumps(raw: Path, out: Path) -> None:
    """Tables that are whole and declared, but hold another title than the file."""
    from workbench.tables import Manifest, write_tables

    load(raw, out)
    tables, manifest = read_tables(out)
    tables["listings"] = tables["listings"].with_columns(
        title=pl.when(pl.col("rank") == 1).then(pl.lit("Made Up")).otherwise("title")
    )
    assert isinstance(manifest, Manifest)
    write_tables(tables, manifest, out)
    assert any("not those in the file" in problem for problem in check(raw, out))


def test_a_failed_file_is_told_again_by_check(raw: Path, out: Path) -> None:
    (raw / "list.txt").write_text("bread\n", encoding="utf-8")
    load(raw, out)
    assert any("could not be read at the load" in problem for problem in check(raw, out))


def test_tables_go_nowhere_near_other_files(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="name an empty or a new folder"):
        load(raw, raw)
    assert issubclass(TablesError, WorkbenchError)
    assert (raw / "a.txt").exists()


def test_all_tables_are_there(raw: Path, out: Path) -> None:
    load(raw, out)
    assert {path.name for path in out.iterdir()} == {
        "layer",
        "manifest.json",
        *(f"{name}.parquet" for name in TABLES),
    }


def test_the_report_shows_itself_in_a_notebook(raw: Path, out: Path) -> None:
    (raw / "<b>.txt").write_text("bread\n", encoding="utf-8")
    report = load(raw, out, year=2025)
    page = report._repr_html_()
    assert "deep/c.txt" in page
    assert "&lt;b&gt;.txt" in page
    assert "<b>" not in page
    assert json.loads(json.dumps(report.as_dict()))["papers"] == 6


def test_the_five_real_dumps(shared: Path, tmp_path: Path) -> None:
    report = load(shared / "dumps", tmp_path / "tables", year=2025)
    assert (report.listings, report.papers, report.rejects) == (443, 342, [])
    assert [dump["listings"] for dump in report.dumps] == [60, 227, 74, 31, 51]
    assert report.papers_by_dumps == {1: 270, 2: 47, 3: 21, 4: 4}
    assert check(shared / "dumps", tmp_path / "tables") == []
