"""A load that is killed, at any moment, leaves the old tables or the new ones, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pages import papers, spaced
from workbench.load import check, load

MOMENTS = 20
# what a load consists of once Python is up: killed somewhere in there
LOAD = "import sys; from workbench.load import load; print('go', flush=True); load(*sys.argv[1:])"


def start(raw: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a load in a process of its own and wait until it begins."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOAD, str(raw), str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"go\n"
    return process


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_kill_at_random_moments(tmp_path: Path) -> None:
    old, new, out = tmp_path / "old" / "mine", tmp_path / "new" / "mine", tmp_path / "tables"
    for raw, numbers in ((old, range(8)), (new, range(4, 60))):
        raw.mkdir(parents=True)
        for n in numbers:
            (raw / f"{n:02}.txt").write_text(spaced(papers(n, n + 1, n + 2)), encoding="utf-8")
    began = time.perf_counter()
    with start(new, tmp_path / "timing") as process:
        process.wait()
    whole = time.perf_counter() - began
    load(old, out)
    dice = random.Random(1)
    killed = 0
    for _ in range(MOMENTS):
        with start(new, out) as process:
            time.sleep(dice.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        # the tables on disk are those of one of the two piles, whole
        problems = {raw: check(raw, out) for raw in (old, new)}
        assert [] in problems.values(), problems
        load(old, out)
    assert killed > 0
    assert check(old, out) == []
    assert sorted(path.name for path in tmp_path.glob(".tables.*")) in ([], [".tables.lock"])
