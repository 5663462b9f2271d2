from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.spool import Spool, runs_of


@given(st.lists(st.lists(st.integers(0, 255), max_size=5), max_size=6), st.data())
def test_all_that_was_written_is_read(pieces: list[list[int]], data: st.DataObject) -> None:
    spool = Spool(np.uint8)
    for piece in pieces:
        spool.append(np.array(piece, dtype=np.uint8))
    whole = [value for piece in pieces for value in piece]
    assert len(spool) == len(whole)
    place = st.integers(0, len(whole))
    runs = data.draw(st.lists(st.tuples(place, place).map(lambda pair: tuple(sorted(pair)))))
    expected = [value for begin, end in runs for value in whole[begin:end]]
    assert spool.gather(runs).tolist() == expected


def test_a_file_holds_the_same_as_memory(tmp_path: Path) -> None:
    spool = Spool(np.int32, tmp_path / "spool")
    assert spool.read(0, 0).tolist() == []
    spool.append(np.arange(5, dtype=np.int32))
    spool.append(np.empty(0, dtype=np.int32))
    spool.append(np.arange(5, 9, dtype=np.int32)[::-1])
    assert spool.read(3, 7).tolist() == [3, 4, 8, 7]
    assert spool.gather([(8, 9), (0, 2)]).tolist() == [5, 0, 1]
    assert (tmp_path / "spool").stat().st_size == 9 * 4
    spool.clear()
    assert (len(spool), list(tmp_path.iterdir())) == (0, [])


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    spool = Spool(np.int32, tmp_path / "none" / "spool")
    with pytest.raises(OSError, match="none"):
        spool.append(np.arange(5, dtype=np.int32))


def test_stretches_that_follow_one_another_are_one_run() -> None:
    begins, ends = np.array([0, 3, 9, 9, 4]), np.array([3, 7, 9, 12, 5])
    assert runs_of(begins, ends) == [(0, 7), (9, 12), (4, 5)]
    assert runs_of(begins[:0], ends[:0]) == []
