"""The commands `init`, `rerun` and `accept`: their arguments, and what they tell.

What runs notebooks takes a second to import, so that it is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

NOTEBOOKS = Path("notebooks")

Add = Callable[[str, str], argparse.ArgumentParser]


@dataclass(frozen=True)
class Said:
    """What a command tells: lines for a reader, and problems that the reader has to mend."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def add_commands(add: Add) -> None:
    """Add the commands to a parser; `add` makes one from its name and its line of help."""
    making = add("init", "Make a repository for dumps of your own, with notebooks and CI.")
    making.add_argument("folder", type=Path, metavar="DIR", help="a folder, new or empty")
    making.add_argument(
        "--collection", default="mine", metavar="NAME", help="the collection (default: mine)"
    )
    making.add_argument(
        "--install",
        metavar="FROM",
        help="where CI gets workbench: a wheel, or git+https://…@TAG (default: as this one)",
    )
    again = add("rerun", "Run notebooks again; fail if they show what was not accepted.")
    for command in (again, add("accept", "Run notebooks and store what they show, after a look.")):
        command.add_argument(
            "notebooks",
            nargs="*",
            type=Path,
            default=[NOTEBOOKS],
            metavar="NOTEBOOK",
            help=f"notebooks, or folders of them (default: {NOTEBOOKS})",
        )
    again.add_argument(
        "--report", type=Path, metavar="DIR", help="write a report of this very run into DIR"
    )


def _init(given: argparse.Namespace) -> Said:
    from .make import make_repository

    made = make_repository(given.folder, given.collection, given.install)
    run = made.folder / "ci" / "run.sh"
    told = [f"Made {made.folder}.", f"Put dumps into {made.raw}, then run: sh {run}"]
    if not made.installs:
        told.append(
            f"First say in {made.folder / 'requirements.txt'} where workbench comes from"
            " (or make it again with --install)."
        )
    return Said(told)


def _rerun(given: argparse.Namespace) -> Said:
    from .rerun import rerun_notebooks

    reruns = rerun_notebooks(given.notebooks, given.report)
    told = [line for each in reruns for line in each.lines()]
    if given.report:
        told.append(f"Report: {given.report / 'report.html'}")
    changed = [str(each.path) for each in reruns if not each.accepted]
    if not changed:
        return Said(told)
    return Said(
        told,
        [
            f"{len(changed)} of {len(reruns)} notebooks not as accepted; look at them, then run:"
            f" workbench accept {shlex.join(changed)}"
        ],
    )


def _accept(given: argparse.Namespace) -> Said:
    from ..notebooks.rerun import accept
    from .rerun import rerun_notebooks

    reruns = rerun_notebooks(given.notebooks)
    told = [line for each in reruns for line in each.lines()]
    stored = accept(reruns)
    return Said([*told, f"Accepted: {len(stored)} of {len(reruns)} notebooks changed."])


COMMANDS: dict[str, Callable[[argparse.Namespace], Said]] = {
    "init": _init,
    "rerun": _rerun,
    "accept": _accept,
}
