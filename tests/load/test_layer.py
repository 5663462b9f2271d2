"""A layer: what it keeps, takes over, drops and writes anew."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.load.layer import Layer
from workbench.load.segment import Segment

SCHEMA = pl.Schema({"key": pl.String, "text": pl.String, "names": pl.List(pl.String)})


def rows(*keys: str) -> pl.DataFrame:
    return pl.DataFrame(
        [(key, f"Über {key}", None if key == "a" else [key, ""]) for key in keys],
        schema=SCHEMA,
        orient="row",
    )


def step(folder: Path, number: int, kept: list[str], fresh: list[str]) -> pl.DataFrame:
    """Make the next state of a layer and return all that it holds."""
    layer = Layer(folder / str(number - 1), "key", SCHEMA)
    held = layer.keep(pl.Series(kept, dtype=pl.String))
    assert sorted(held["key"]) == sorted(kept)
    with Segment(folder / "draft") as segment:
        for key in fresh:
            segment.append(rows(key))
        layer.write(folder / str(number), segment)
    assert not (folder / "draft").exists()
    written = sorted((folder / str(number)).glob("*.parquet"))
    return pl.concat([SCHEMA.to_frame(), *map(pl.read_parquet, written)])


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    held = step(tmp_path, 1, [], ["b", "a", "c"])
    assert held.equals(rows("b", "a", "c"))
    assert held.schema == SCHEMA
    counts = Layer(tmp_path / "1", "key", SCHEMA).counts()
    assert dict(counts.iter_rows()) == {"a": 1, "b": 1, "c": 1}


def test_what_is_still_good_is_linked_and_not_written_again(tmp_path: Path) -> None:
    step(tmp_path, 1, [], ["a", "b", "c", "d"])
    (before,) = (tmp_path / "1").iterdir()
    step(tmp_path, 2, ["a", "b", "c"], ["e"])
    after = tmp_path / "2" / before.name
    assert after.samefile(before)
    assert len(list(after.parent.iterdir())) == 2


def test_a_layer_that_is_mostly_stale_is_written_anew(tmp_path: Path) -> None:
    step(tmp_path, 1, [], ["a", "b", "c", "d"])
    held = step(tmp_path, 2, ["a"], ["e"])
    assert sorted(held["key"]) == ["a", "e"]


def test_no_layer_grows_to_countless_files(tmp_path: Path) -> None:
    keys: list[str] = []
    for number in range(1, 41):
        held = step(tmp_path, number, keys, [f"k{number}"])
        keys.append(f"k{number}")
        assert sorted(held["key"]) == sorted(keys)
        assert len(list((tmp_path / str(number)).iterdir())) <= 17


def test_a_damaged_file_counts_as_if_it_were_not_there(tmp_path: Path) -> None:
    step(tmp_path, 1, [], ["a"])
    (file,) = (tmp_path / "1").iterdir()
    file.write_bytes(file.read_bytes()[:-9] + b"x" * 9)
    assert Layer(tmp_path / "1", "key", SCHEMA).counts().is_empty()


def test_rows_are_found_and_read_some_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[Layer.__module__], "_ROWS_AT_ONCE", 2)
    step(tmp_path, 1, [], ["a", "b", "c", "d", "e"])
    step(tmp_path, 2, ["a", "b", "c", "d", "e"], ["f", "a"])
    layer = Layer(tmp_path / "2", "key", SCHEMA)
    found = layer.find(pl.Series(["f", "e", "a", "none"]))
    assert found["key"].sort().to_list() == ["a", "e", "f"]
    read = list(layer.read(found.with_columns(paper=pl.lit("p") + pl.col("key"))))
    held = pl.concat(read).sort("key")
    assert held.select(SCHEMA.names()).equals(rows("a", "e", "f"))
    assert held["paper"].to_list() == ["pa", "pe", "pf"]
    assert all(part.height <= 2 for part in read)


def test_a_long_layer_that_is_mostly_stale_is_written_anew(tmp_path: Path) -> None:
    step(tmp_path, 1, [], ["a", "b", "c", "d"])
    layer = Layer(tmp_path / "1", "key", SCHEMA)
    layer.find(pl.Series(["b"]))
    with Segment(tmp_path / "draft") as segment:
        segment.append(rows("e"))
        layer.write(tmp_path / "2", segment)
    written = pl.concat(map(pl.read_parquet, (tmp_path / "2").iterdir()))
    assert written.sort("key").equals(rows("b", "e"))


@settings(max_examples=20)
@given(
    st.lists(st.lists(st.integers(0, 9).map(str), max_size=4, unique=True), min_size=1, max_size=6)
)
def test_any_history_keeps_what_is_asked_for(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[list[str]]
) -> None:
    folder, held = tmp_path_factory.mktemp("layer"), set()
    for number, keys in enumerate(wanted, start=1):
        kept = sorted(held & set(keys))
        found = step(folder, number, kept, sorted(set(keys) - held))
        held = set(found["key"])
        assert set(keys) <= held
        assert found.height == len(held)
