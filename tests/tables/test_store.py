"""Tables on disk: whole or not there, at every moment."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from workbench.errors import LockedError, TablesError
from workbench.tables import (
    TABLES,
    Lock,
    Manifest,
    empty,
    read_columns,
    read_tables,
    recover,
    write_tables,
)

MANIFEST = Manifest("invented", 1, {"year": None, "sha256": None}, {}, {})


def tables(term: str = "tide") -> dict[str, pl.DataFrame]:
    """Return tables that hold one term and no paper, enough to tell two loads apart."""
    filled = {name: empty(name) for name in TABLES}
    filled["terms"] = pl.DataFrame(
        {"term_id": [1], "term": [term], "label": [term], "n_words": [1], "df": [1]}
    )
    return filled


def stored(out: Path) -> str:
    return read_tables(out, verify=True)[0]["terms"]["term"][0]


def state(out: Path, name: str) -> Path:
    return out.with_name(f".{out.name}.{name}")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    write_tables(tables(), MANIFEST, out)
    held, manifest = read_tables(out, verify=True)
    assert stored(out) == "tide"
    assert {name: frame.schema for name, frame in held.items()} == {
        name: frame.schema for name, frame in tables().items()
    }
    assert manifest.tables["terms"]["rows"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sample"]


def test_some_columns_of_some_tables(tmp_path: Path) -> None:
    write_tables(tables(), MANIFEST, tmp_path / "sample")
    held = read_columns(tmp_path / "sample", {"terms": ["term", "df"], "rejects": ["rule"]})
    assert held["terms"].to_dicts() == [{"term": "tide", "df": 1}]
    assert (held["rejects"].columns, held["rejects"].height) == (["rule"], 0)
    assert held.keys() == {"terms", "rejects"}


def test_the_same_tables_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_tables(tables(), MANIFEST, tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_tables_that_break_their_declaration_leave_the_old_ones(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    write_tables(tables("old"), MANIFEST, out)
    broken = tables("new")
    broken["terms"] = broken["terms"].with_columns(df=pl.lit(0))
    with pytest.raises(TablesError, match="terms breaks its declaration"):
        write_tables(broken, MANIFEST, out)
    assert stored(out) == "old"


def test_a_reference_to_nothing_is_refused(tmp_path: Path) -> None:
    broken = tables()
    broken["forms"] = pl.DataFrame({"term_id": [2], "form": ["reef"], "papers": [1]})
    with pytest.raises(TablesError, match="forms names term_id 2"):
        write_tables(broken, MANIFEST, tmp_path / "sample")


def test_other_files_in_the_folder_survive(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    write_tables(tables("old"), MANIFEST, out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    write_tables(tables("new"), MANIFEST, out)
    assert stored(out) == "new"
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(TablesError, match=r"thesis\.tex"):
        write_tables(tables(), MANIFEST, tmp_path)
    assert (tmp_path / "thesis.tex").exists()


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(TablesError, match="is a file"):
        write_tables(tables(), MANIFEST, out)


def cut_before_switch(out: Path) -> str:
    """Leave the state of a load killed with the new folder whole and the old one in place."""
    write_tables(tables("new"), MANIFEST, out.with_name("elsewhere"))
    out.with_name("elsewhere").rename(state(out, "new"))
    return "old"


def cut_while_writing(out: Path) -> str:
    cut_before_switch(out)
    (state(out, "new") / "manifest.json").unlink()
    return "old"


def cut_between_renames(out: Path) -> str:
    cut_before_switch(out)
    out.rename(state(out, "old"))
    return "new"


def cut_before_cleaning(out: Path) -> str:
    cut_between_renames(out)
    state(out, "new").rename(out)
    return "new"


def lost_new(out: Path) -> str:
    out.rename(state(out, "old"))
    return "old"


@pytest.mark.parametrize(
    "cut",
    [cut_before_switch, cut_while_writing, cut_between_renames, cut_before_cleaning, lost_new],
)
def test_a_load_cut_short_leaves_whole_tables(tmp_path: Path, cut) -> None:
    out = tmp_path / "sample"
    write_tables(tables("old"), MANIFEST, out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    expected = cut(out)
    assert stored(out) == expected
    write_tables(tables("next"), MANIFEST, out)
    assert stored(out) == "next"
    assert (out / "notes.md").exists()
    assert not state(out, "new").exists()
    assert not state(out, "old").exists()


def test_recovery_leaves_whole_tables_alone(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    write_tables(tables(), MANIFEST, out)
    recover(out)
    assert stored(out) == "tide"
    recover(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_two_loads_are_kept_apart(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    with Lock(out), pytest.raises(LockedError, match="another load"), Lock(out):
        pass
    with Lock(out):
        pass


@pytest.mark.parametrize(
    ("hurt", "found"),
    [
        (lambda out: shutil.rmtree(out), "no tables here; run: workbench load"),
        (lambda out: (out / "papers.parquet").unlink(), r"papers\.parquet: missing"),
        (lambda out: (out / "terms.parquet").write_bytes(b"x"), "not the file that was written"),
        (lambda out: (out / "manifest.json").write_text("{", encoding="utf-8"), "damaged"),
        (
            lambda out: (out / "manifest.json").write_text(
                '{"schema_version": 0}', encoding="utf-8"
            ),
            "tables of version 0",
        ),
    ],
)
def test_damage_is_named_with_the_command_that_mends_it(tmp_path: Path, hurt, found: str) -> None:
    out = tmp_path / "sample"
    write_tables(tables(), MANIFEST, out)
    hurt(out)
    with pytest.raises(TablesError, match=found) as caught:
        read_tables(out, verify=True)
    assert "workbench load" in str(caught.value)


def test_a_damaged_table_is_named_without_verification_too(tmp_path: Path) -> None:
    out = tmp_path / "sample"
    write_tables(tables(), MANIFEST, out)
    (out / "terms.parquet").write_bytes(b"no parquet")
    with pytest.raises(TablesError, match=r"terms\.parquet: damaged"):
        read_tables(out)
