"""The file that a load adds to a layer: whole, or told and gone."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

from workbench.load.segment import Segment

ROWS = pl.DataFrame({"key": list("abcde"), "names": [["x"], None, [], ["y", "z"], [""]]})


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("rows_a_group", [1, 2, 100])
def test_rows_lie_there_in_the_order_in_which_they_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bool, rows_a_group: int
) -> None:
    monkeypatch.setattr(sys.modules[Segment.__module__], "_ROWS_A_GROUP", rows_a_group)
    with Segment(tmp_path / "draft", held=held) as segment:
        for part in (ROWS[:2], ROWS[2:2], ROWS[2:3], ROWS[3:]):
            segment.append(part)
        segment.move_to(tmp_path)
    (file,) = tmp_path.iterdir()
    assert pl.read_parquet(file).equals(ROWS)


def test_the_name_tells_what_the_file_holds(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        with Segment(tmp_path / folder / "draft") as segment:
            segment.append(ROWS)
            segment.move_to(tmp_path / folder)
    assert len({path.name for path in tmp_path.glob("*/*")}) == 1


def test_what_no_layer_took_leaves_nothing(tmp_path: Path) -> None:
    with Segment(tmp_path / "draft") as segment:
        segment.append(ROWS)
        segment.finish()
        assert (tmp_path / "draft").exists()
    assert list(tmp_path.iterdir()) == []


def test_what_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with Segment(tmp_path / "draft") as segment:
            segment.append(ROWS)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_nobody_waits_for_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with Segment(tmp_path / "no folder" / "draft") as segment:
        for _ in range(9):
            segment.append(ROWS)
        with pytest.raises(FileNotFoundError):
            segment.move_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_rows_there_is_no_file(tmp_path: Path) -> None:
    with Segment(tmp_path / "draft") as segment:
        segment.append(ROWS.clear())
        segment.move_to(tmp_path)
    assert list(tmp_path.iterdir()) == []
