"""Measure the load beside a plain script, in one run, and print the table of docs/performance.md.

    python benchmarks/load.py [ROUNDS]

The pile is invented: 1,500 dumps of 120 papers, some 200 MB of text, as in a feed of which four
listings in ten stood in the dump before.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from pile import write_pile
from shown import table

HERE = Path(__file__).parent
N_DUMPS, PER_DUMP = 1_500, 120
_NOTHING_KEPT = "PYTHONDONTWRITEBYTECODE"


class Cost(NamedTuple):
    """What a process took: seconds on the clock and of all cores, megabytes at its peak."""

    wall: float
    cpu: float
    peak: float


def cost(script: str, *arguments: Path) -> Cost:
    """Run a script in a process of its own."""
    # compiled modules are kept, as where the package is installed
    kept = {name: value for name, value in os.environ.items() if name != _NOTHING_KEPT}
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, HERE / script, *arguments], stdout=subprocess.DEVNULL, env=kept
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{script} failed")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(rounds: int, scratch: Path) -> dict[str, list[Cost]]:
    """Run all contenders in turn, as often as asked."""
    raw, out, last = scratch / "raw", scratch / "tables", scratch / "last.txt"
    n_bytes = write_pile(raw, N_DUMPS, PER_DUMP)
    print(f"{N_DUMPS:,} dumps, {n_bytes / 1e6:.0f} MB of text, {os.cpu_count()} cores\n")
    newest = max(raw.iterdir())
    found: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        shutil.rmtree(out, ignore_errors=True)
        newest.rename(last)
        runs = {"plain script, no check": cost("plain_load.py", raw, scratch / "plain.parquet")}
        runs["load of all"] = cost("exact_load.py", raw, out)
        last.rename(newest)
        runs["load of one new dump"] = cost("exact_load.py", raw, out)
        runs["load of nothing new"] = cost("exact_load.py", raw, out)
        for name, one in runs.items():
            found.setdefault(name, []).append(one)
    return found


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(rounds, Path(scratch))
    plain, full = (median(run.wall for run in runs) for runs in list(found.values())[:2])
    rows = []
    for name, runs in found.items():
        wall, cpu, peak = (median(column) for column in zip(*runs, strict=True))
        spread = f"{min(run.wall for run in runs):.2f} to {max(run.wall for run in runs):.2f}"
        ratios = f"{wall / plain:.2f}", f"{wall / full:.1%}"
        rows.append((name, f"{wall:.2f}", spread, f"{cpu:.2f}", f"{peak:.0f}", *ratios))
    columns = ["", "seconds", "from, to", "CPU s", "peak MB", "× plain", "of a full load"]
    print("\n".join(table(columns, rows)))


if __name__ == "__main__":
    main()
