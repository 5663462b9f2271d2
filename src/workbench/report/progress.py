"""A bar for whoever waits at a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


@contextmanager
def progress_bar(total: int, show: bool = True) -> Iterator[Callable[[str], None]]:
    """Show a bar on standard error while the block runs, if that is a terminal.

    In a pipe, a log or a notebook's kernel nothing is written.

    Parameters
    ----------
    total
        Number of steps.
    show
        False to show nothing on a terminal either.

    Yields
    ------
    callable
        To be called with the name of the step that begins; the first call begins step one.
    """
    console = Console(stderr=True)
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
        disable=not (show and sys.stderr.isatty()),
    )
    with bar:
        task = bar.add_task("", total=total)
        begun = 0

        def begin(name: str) -> None:
            nonlocal begun
            # drawn at once: a short step would else end before the next regular drawing
            bar.update(task, completed=begun, description=name, refresh=True)
            begun += 1

        yield begin
