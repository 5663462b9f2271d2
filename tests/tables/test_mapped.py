"""Tables mapped into memory: equal to those that are read, and never older than they are."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from workbench.errors import TablesError
from workbench.tables import TABLES, Manifest, empty, mapped, read_tables, write_tables
from workbench.tables.mapped import map_tables

MANIFEST = Manifest("invented", 1, {}, {}, {})


def write(out: Path, term: str = "tide") -> None:
    """Write tables that hold one paper and one term, enough to tell two loads apart."""
    filled = {name: empty(name) for name in TABLES}
    filled["terms"] = pl.DataFrame(
        {"term_id": [1], "term": [term], "label": [term], "n_words": [1], "df": [1]}
    )
    day = {"first_captured_on": None, "last_captured_on": None, "n_dumps": 1, "n_listings": 1}
    paper = {"paper_id": "a", "title": "A", "code_urls": [], **day}
    filled["papers"] = pl.concat([filled["papers"], pl.DataFrame([paper])], how="diagonal_relaxed")
    posting = {"paper_id": "a", "term_id": 1, "concept_id": 1, "tf": 1, "tf_title": 0}
    filled["postings"] = pl.DataFrame([posting])
    write_tables(filled, MANIFEST, out)


def term(out: Path) -> str:
    return map_tables(out)[0]["terms"]["term"][0]


def unpacked(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("mapped/*/*"))}


def folders(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "mapped").iterdir() if path.is_dir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(tmp_path / "pile")
    return tmp_path / "pile"


@pytest.fixture
def sample(sample_tables: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample_tables, tmp_path / "sample")
    return tmp_path / "sample"


def test_what_is_mapped_equals_what_is_read(sample: Path) -> None:
    read, manifest = read_tables(sample)
    for _ in range(2):  # made, then found
        held, known, _ = map_tables(sample)
        assert known == manifest
        assert list(held) == list(read)
        for name, table in read.items():
            assert held[name].schema == table.schema
            assert held[name].equals(table), name
    assert read["postings"].height


def test_tables_without_rows_have_their_columns(out: Path) -> None:
    for name, table in map_tables(out)[0].items():
        assert table.schema == TABLES[name].create_empty().schema


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="tells of Linux only")
def test_the_system_holds_the_files(sample: Path) -> None:
    held = map_tables(sample)[0]
    files = Path("/proc/self/maps").read_text(encoding="utf-8")
    for name in ("listings", "papers", "terms", "forms", "postings"):
        assert held[name].height
        assert f"{sample}/mapped/{folders(sample)[0]}/{name}.arrow" in files


def test_the_same_tables_unpack_to_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    map_tables(sample)
    shutil.copytree(sample, tmp_path / "twin", ignore=shutil.ignore_patterns("mapped"))
    ask = "import sys, pathlib; from workbench.tables.mapped import map_tables as m;"
    ask += "m(pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", ask, tmp_path / "twin"], check=True, env=environment)
    assert unpacked(tmp_path / "twin") == unpacked(sample)


def test_files_are_made_once(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    map_tables(out)
    monkeypatch.delattr(mapped, "_make")
    assert term(out) == "tide"


def test_a_load_drops_them(out: Path) -> None:
    map_tables(out)
    write(out, "reef")
    assert not (out / "mapped").exists()
    assert term(out) == "reef"


def test_what_is_open_stays_as_it_was(out: Path) -> None:
    held = map_tables(out)[0]
    write(out, "reef")
    assert term(out) == "reef"
    assert held["terms"]["term"].to_list() == ["tide"]


def test_files_of_other_tables_are_not_opened(out: Path, tmp_path: Path) -> None:
    map_tables(out)
    before = folders(out)
    write(tmp_path / "other", "reef")
    for name in ("manifest.json", "terms.parquet"):
        shutil.copy(tmp_path / "other" / name, out / name)
    assert term(out) == "reef"
    assert len(folders(out)) == 1
    assert folders(out) != before


def test_files_of_a_process_that_was_stopped_are_made_again(out: Path) -> None:
    map_tables(out)
    (made,) = (out / "mapped").glob("*/")
    expected = unpacked(out)
    made.rename(made.with_name(f"{made.name}.new"))
    next(made.with_name(f"{made.name}.new").iterdir()).write_bytes(b"half")
    assert term(out) == "tide"
    assert unpacked(out) == expected


def test_who_asks_at_the_same_time_gets_the_same(sample: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(map_tables, sample) for _ in range(4)]
        held = [future.result()[0] for future in asked]
    assert len(folders(sample)) == 1
    assert all(each["postings"].equals(held[0]["postings"]) for each in held)


def test_a_folder_that_cannot_be_written_is_named(out: Path) -> None:
    (out / "mapped").write_text("no folder", encoding="utf-8")
    with pytest.raises(TablesError, match=r"mapped: cannot be written .*or without memory_map"):
        map_tables(out)


@pytest.mark.parametrize("step", ["unpack", "write_by_term", "flush"])
def test_a_full_disk_is_told_and_left_as_it_was(
    out: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(mapped, step, full)
    with pytest.raises(TablesError, match=r"mapped: cannot be written \(No space left on device\)"):
        map_tables(out)
    assert folders(out) == []
    monkeypatch.undo()
    assert term(out) == "tide"


def test_who_is_stopped_leaves_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mapped, "write_by_term", stopped)
    with pytest.raises(KeyboardInterrupt):
        map_tables(out)
    assert folders(out) == []


@pytest.mark.parametrize(
    ("hurt", "found"),
    [
        (lambda path: path.unlink(), "missing; run: workbench load"),
        (lambda path: path.write_bytes(b"PAR1"), "damaged"),
        (lambda path: empty("terms").write_parquet(path), "has other columns than declared"),
    ],
)
def test_damaged_tables_leave_nothing(out: Path, hurt, found: str) -> None:
    hurt(out / "forms.parquet")
    with pytest.raises(TablesError, match=rf"forms\.parquet: {found}"):
        map_tables(out)
    assert folders(out) == []


@pytest.mark.parametrize("hurt", [Path.unlink, lambda path: path.write_bytes(b"ARROW1")])
@pytest.mark.parametrize("name", ["terms.arrow", "joined.arrow", "starts.npy"])
def test_damaged_files_are_named_with_what_mends_them(out: Path, hurt, name: str) -> None:
    map_tables(out)
    (path,) = (out / "mapped").rglob(name)
    hurt(path)
    with pytest.raises(TablesError, match=r"damaged .*delete th\w+ folder") as told:
        map_tables(out)
    assert str(path.parent) in str(told.value)


def test_tables_that_do_not_fit_are_refused(out: Path) -> None:
    terms = pl.read_parquet(out / "terms.parquet")
    terms.with_columns(df=pl.lit(2, pl.Int64)).write_parquet(out / "terms.parquet")
    with pytest.raises(TablesError, match="postings does not fit table terms"):
        map_tables(out)
    assert folders(out) == []


def test_tables_replaced_meanwhile_are_not_mixed(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack = mapped.unpack

    def replaced(folder: Path, table: str, *more: object) -> None:
        unpack(folder, table, *more)
        if table == "papers":
            manifest = replace(Manifest.read(folder), collection="another")
            (folder / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")

    monkeypatch.setattr(mapped, "unpack", replaced)
    with pytest.raises(TablesError, match="replaced these tables; open again"):
        map_tables(out)
    assert folders(out) == []
    monkeypatch.undo()
    assert map_tables(out)[1].collection == "another"
